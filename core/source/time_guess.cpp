#include "source/time_guess.h"

#include "source/time_format.h"

#include <algorithm>

namespace meterseal::source {

namespace {

bool fits(const std::string& format, const std::vector<std::string>& texts)
{
    MappingProfile profile;
    profile.timeFormat = format;
    Result<TimeParser> parser = TimeParser::compile(profile);
    if (!parser) {
        return false;
    }
    std::size_t good = 0;
    for (const std::string& text : texts) {
        Timestamp time;
        Refusal refusal;
        if (parser->parse(text, time, refusal)) {
            // Seconds since 1970 that mean 1970 itself are counters, not times.
            constexpr std::int64_t kYear2000 = 946'684'800'000;
            good += time.ms >= kYear2000 ? 1 : 0;
        } else if (refusal.reason == "source.time-value") {
            return false;  // the right shape with a month 13: day and month are the other way round
        }
    }
    return good * 2 > texts.size();
}

}  // namespace

TimeGuess fittingTimeFormats(const std::vector<std::string>& texts)
{
    TimeGuess guess;
    if (texts.empty()) {
        return guess;
    }
    for (const char* const format : {"rfc3339", "unix-ms", "unix", "%Y%m%dT%H%M%S%z", "%Y%m%d%H%M%S"}) {
        if (fits(format, texts)) {
            guess.formats.emplace_back(format);
            guess.hasOffset = guess.formats.back() != "%Y%m%d%H%M%S";
            return guess;
        }
    }
    constexpr const char* kDates[] = {"%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d/%m/%Y",
                                      "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y",     "%m.%d.%Y"};
    constexpr const char* kTimes[] = {" %H:%M:%S", " %H:%M", " %H:%M:%S.%f", "T%H:%M:%S", "T%H:%M:%S.%f", "T%H:%M", ""};
    for (const char* const date : kDates) {
        for (const char* const time : kTimes) {
            for (const char* const offset : {"", "%z"}) {
                const std::string format = std::string(date) + time + offset;
                if ((*offset == '\0' || *time != '\0') && fits(format, texts)) {
                    guess.formats.push_back(format);
                    guess.hasOffset = *offset != '\0';
                }
            }
        }
    }
    return guess;
}

}  // namespace meterseal::source
