#include "source/suggest/clock_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <regex>

namespace meterseal::source {

namespace {

constexpr std::size_t kFewest = 12;
constexpr int kMinutesOfDay = 24 * 60;

struct Named {
    std::size_t column = 0;
    int begin = 0;           // minutes of the day
    std::optional<int> end;  // of an interval
    bool hour = false;       // a count of hours
};

std::optional<int> minutes(const std::string& hour, const std::string& minute)
{
    const int at = std::stoi(hour) * 60 + (minute.empty() ? 0 : std::stoi(minute));
    return at <= kMinutesOfDay ? std::optional(at) : std::nullopt;
}

std::optional<Named> read(std::size_t column, const std::string& name)
{
    static const std::regex kClock(R"(\s*(\d{1,2})[:.h](\d{2})(?::00)?\s*)");
    static const std::regex kInterval(
        R"(\s*(\d{1,2})[:.h](\d{2})(?::00)?\s*(?:-|–|~|to|à|bis|tot)\s*(\d{1,2})[:.h](\d{2})(?::00)?\s*)");
    static const std::regex kHour(R"(\s*(?:h|hr|hour|hora|heure|stunde|uur|ora)[ _-]?(\d{1,2})\s*)", std::regex::icase);
    static const std::regex kChineseHour(R"(\s*(?:第)?(\d{1,2})(?:时|点|小时)\s*)");
    std::smatch part;
    if (std::regex_match(name, part, kClock)) {
        const auto at = minutes(part[1], part[2]);
        return at ? std::optional(Named{column, *at, std::nullopt, false}) : std::nullopt;
    }
    if (std::regex_match(name, part, kInterval)) {
        const auto begin = minutes(part[1], part[2]);
        auto end = minutes(part[3], part[4]);
        if (end == 0) {
            end = kMinutesOfDay;  // 23:30-00:00
        }
        return begin && end ? std::optional(Named{column, *begin, end, false}) : std::nullopt;
    }
    if (std::regex_match(name, part, kHour) || std::regex_match(name, part, kChineseHour)) {
        const auto at = minutes(part[1], "");
        return at ? std::optional(Named{column, *at, std::nullopt, true}) : std::nullopt;
    }
    return std::nullopt;
}

// Hours counted from 1: the first one is 00:00 to 01:00.
void hoursToIntervals(std::vector<Named>& names)
{
    for (Named& name : names) {
        name.end = name.begin;
        name.begin -= 60;
    }
}

// Whether all steps are equal, and one of them 0 at most for the length of an hour (clocks put back).
bool evenSteps(const std::vector<Named>& names, bool& twice)
{
    const int step = names[1].begin - names[0].begin;
    if (step <= 0 || 60 % step != 0) {
        return false;
    }
    for (std::size_t i = 1; i < names.size(); ++i) {
        const int here = names[i].begin - names[i - 1].begin;
        if (here == step - 60 && !twice) {
            twice = true;
        } else if (here != step) {
            return false;
        }
    }
    return true;
}

std::string textOf(int minute)
{
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

}  // namespace

ClockNames clockNames(const std::vector<std::string>& columns)
{
    std::vector<Named> names;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (const auto name = read(i, columns[i])) {
            names.push_back(*name);
        }
    }
    ClockNames out;
    if (names.size() < kFewest) {
        return out;
    }
    const auto alike = [&](const Named& name) {
        return name.end.has_value() == names.front().end.has_value() && name.hour == names.front().hour;
    };
    if (!std::all_of(names.begin(), names.end(), alike) || !evenSteps(names, out.twice)) {
        return {};
    }
    if (names.front().hour && names.front().begin > 0) {
        hoursToIntervals(names);
    }
    out.intervals = names.front().end.has_value();
    for (const Named& name : names) {
        out.columns.push_back(name.column);
        out.begin.push_back(textOf(name.begin));
        out.end.push_back(textOf(name.end.value_or(name.begin)));
    }
    return out;
}

}  // namespace meterseal::source
