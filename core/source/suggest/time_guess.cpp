#include "source/suggest/time_guess.h"

#include "source/time_format.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

namespace meterseal::source {

namespace {

constexpr int kThisCentury = 2000;

Result<TimeParser> parserFor(const std::string& format, int century)
{
    MappingProfile profile;
    profile.timeFormat = format;
    profile.cutFiner = true;
    profile.century = century;
    profile.summer = {"CEST", "S"};
    profile.winter = {"CET", "W"};
    return TimeParser::compile(profile);
}

// The digits at the front of `text` from `at` on.
std::string_view digitsAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end])) {
        ++end;
    }
    return text.substr(std::min(at, text.size()), end - std::min(at, text.size()));
}

// Formats of a number, by its length.
std::vector<std::string> numberShapes(std::string_view text)
{
    const std::string_view whole = digitsAt(text, 0);
    if (whole.size() != text.size()) {
        return whole.size() == 5 ? std::vector<std::string>{"excel"} : std::vector<std::string>{"unix", "unix-ms"};
    }
    switch (text.size()) {
    case 5:
        return {"excel"};
    case 8:
        return {"%Y%m%d", "%d%m%Y"};
    case 10:
        return {"%Y%m%d%H", "unix"};
    case 12:
        return {"%Y%m%d%H%M", "%y%m%d%H%M%S"};
    case 13:
        return {"unix-ms"};
    case 14:
        return {"%Y%m%d%H%M%S"};
    case 16:
        return {"unix-us"};
    case 17:
        return {"%Y%m%d%H%M%S%f"};
    case 19:
        return {"unix-ns"};
    default:
        return {};
    }
}

// Takes a date with a month's name off `text`; its format, empty where there is none.
std::string takeNamedDate(std::string_view& text)
{
    std::string_view rest = text;
    const auto number = [&rest] {
        const std::size_t size = digitsAt(rest, 0).size();
        rest.remove_prefix(size);
        return size;
    };
    const auto marks = [&rest] {
        const std::size_t size = std::min(rest.find_first_not_of(" -/.,"), rest.size());
        std::string said(rest.substr(0, size));
        rest.remove_prefix(size);
        return said;
    };
    int month = 0;
    std::string format;
    const std::size_t first = number();
    const std::string mark = marks();
    if (first == 3 || first > 4 || (first == 0 && !mark.empty()) || !takeMonthName(rest, month)) {
        return {};
    }
    const std::string mark2 = marks();
    const std::size_t second = number();
    if (first == 0) {  // Jan 5, 2026
        const std::string mark3 = marks();
        if (mark2.empty() || mark3.empty() || second == 0 || second > 2 || number() != 4) {
            return {};
        }
        format = "%b" + mark2 + "%d" + mark3 + "%Y";
    } else if (first == 4 && (second == 1 || second == 2)) {
        format = "%Y" + mark + "%b" + mark2 + "%d";
    } else if (first <= 2 && (second == 2 || second == 4)) {
        format = "%d" + mark + "%b" + mark2 + (second == 4 ? "%Y" : "%y");
    } else {
        return {};
    }
    text = rest;
    return format;
}

// Takes a date off `text`; its formats, none where there is no date.
std::vector<std::string> takeDate(std::string_view& text)
{
    if (const std::string named = takeNamedDate(text); !named.empty()) {
        return {named};
    }
    const std::string_view first = digitsAt(text, 0);
    if (first.size() == 8 && text.size() > 8) {
        text.remove_prefix(8);
        return {"%Y%m%d"};
    }
    constexpr std::string_view kYear = "年", kMonth = "月", kDay = "日";
    std::string_view rest = text.substr(first.size());
    const bool chinese = rest.starts_with(kYear);
    const std::string mark(chinese ? kYear : rest.substr(0, 1));
    if (first.empty() || first.size() > 4 ||
        (!chinese && std::string_view("-/.").find(mark) == std::string_view::npos) || mark.empty()) {
        return {};
    }
    rest.remove_prefix(mark.size());
    const std::string_view second = digitsAt(rest, 0);
    const std::string_view mark2 = chinese ? kMonth : std::string_view(mark);
    if (second.empty() || second.size() > 2 || !rest.substr(second.size()).starts_with(mark2)) {
        return {};
    }
    rest.remove_prefix(second.size() + mark2.size());
    const std::string_view third = digitsAt(rest, 0);
    rest.remove_prefix(third.size());
    if (chinese && !rest.starts_with(kDay)) {
        return {};
    }
    rest.remove_prefix(chinese ? kDay.size() : 0);
    const auto joined = [&](const char* a, const char* b, const char* c) {
        return std::string(a) + mark + b + std::string(mark2) + c + std::string(chinese ? kDay : "");
    };
    text = rest;
    if (first.size() == 4 && !third.empty() && third.size() <= 2) {
        return {joined("%Y", "%m", "%d")};
    }
    if (first.size() <= 2 && third.size() == 4) {
        return {joined("%d", "%m", "%Y"), joined("%m", "%d", "%Y")};
    }
    if (first.size() <= 2 && third.size() == 2) {
        std::vector<std::string> formats{joined("%d", "%m", "%y"), joined("%m", "%d", "%y")};
        if (first.size() == 2) {
            formats.push_back(joined("%y", "%m", "%d"));
        }
        return formats;
    }
    return {};
}

// The format of a clock time at the front of `text`, which is taken off; empty where there is none.
std::string takeClock(std::string_view& text, bool compact)
{
    const std::string_view hour = digitsAt(text, 0);
    if (compact && (hour.size() == 6 || hour.size() == 4)) {
        text.remove_prefix(hour.size());
        return hour.size() == 6 ? "%H%M%S" : "%H%M";
    }
    if (hour.empty() || hour.size() > 2) {
        return {};
    }
    std::string_view rest = text.substr(hour.size());
    std::string format = "%H";
    for (const char* const part : {":%M", ":%S"}) {
        if (!rest.starts_with(':') || digitsAt(rest, 1).size() != 2) {
            break;
        }
        format += part;
        rest.remove_prefix(3);
    }
    if (format.ends_with("%S") && !rest.empty() && (rest[0] == '.' || rest[0] == ',') && !digitsAt(rest, 1).empty()) {
        format += rest[0];
        format += "%f";
        rest.remove_prefix(1 + digitsAt(rest, 1).size());
    }
    const std::string gap = rest.starts_with(' ') ? " " : "";
    std::string_view half = rest.substr(gap.size());
    bool afternoon = false;
    if (takeHalfDay(half, afternoon)) {
        format.replace(0, 2, "%I");
        format += gap + "%p";
        rest = half;
    } else if (format == "%H") {
        return {};
    }
    text = rest;
    return format;
}

// What may follow a clock time: an offset, a letter or word for the zone.
std::string takeTail(std::string_view& text)
{
    const std::string gap = text.starts_with(' ') ? " " : "";
    std::string_view rest = text.substr(gap.size());
    int minutes = 0;
    if (takeOffset(rest, minutes)) {
        text = rest;
        return gap + "%z";
    }
    for (const char* const word : {"UTC", "GMT"}) {
        if (rest == word) {
            text = {};
            return gap + word;
        }
    }
    for (const char* const word : {"CEST", "CET", "S", "W"}) {
        if (rest == word) {
            text = {};
            return gap + "%Z";
        }
    }
    return {};
}

std::vector<std::string> shapesOf(std::string_view text)
{
    text = trimmed(text);
    const bool number = !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos &&
                        std::count(text.begin(), text.end(), '.') <= 1;
    if (number) {
        return numberShapes(text);
    }
    std::vector<std::string> dates = takeDate(text);
    if (dates.empty() || text.empty()) {
        return dates;
    }
    const bool compact = dates.front() == "%Y%m%d";
    std::string between;
    if (text.starts_with("T") || text.starts_with(" ")) {
        between = text.substr(0, 1);
        text = between == " " ? trimmed(text) : text.substr(1);
    } else if (text.starts_with(", ")) {
        between = ", ";
        text.remove_prefix(2);
    } else {
        return {};
    }
    std::string clock = takeClock(text, compact);
    if (clock.empty()) {
        return {};
    }
    clock += text.empty() ? std::string() : takeTail(text);
    if (!text.empty()) {
        return {};
    }
    std::vector<std::string> formats;
    for (const std::string& date : dates) {
        formats.push_back(date + between + clock);
    }
    return formats;
}

// RFC 3339 is what a pattern with an offset is where all texts allow it: it takes fractions of any length.
bool isRfc3339(const std::vector<std::string>& texts)
{
    Result<TimeParser> parser = parserFor("rfc3339", 0);
    return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
        Timestamp time;
        Refusal refusal;
        return parser->parse(text, time, refusal);
    });
}

bool isFiner(const std::string& format, const std::vector<std::string>& texts)
{
    MappingProfile profile;
    profile.timeFormat = format;
    profile.century = kThisCentury;
    Result<TimeParser> parser = TimeParser::compile(profile);
    return parser.ok() && std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
               Timestamp time;
               Refusal refusal;
               return !parser->parse(text, time, refusal) && refusal.reason == "source.time-fraction";
           });
}

// Whether times come as clocks make them: one step for all, or one day of each month.
bool isRegular(const std::vector<std::int64_t>& times)
{
    constexpr std::int64_t kDay = 86'400'000;
    std::vector<std::int64_t> steps;
    bool monthly = true;
    for (std::size_t i = 1; i < times.size(); ++i) {
        const std::int64_t step = std::abs(times[i] - times[i - 1]);
        if (step != 0) {
            steps.push_back(step);
            monthly = monthly && step >= 28 * kDay && step <= 31 * kDay;
        }
    }
    if (steps.size() < 2) {
        return true;
    }
    std::vector<std::int64_t> sorted = steps;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    const std::int64_t usual = sorted[sorted.size() / 2];
    const auto far = std::count_if(steps.begin(), steps.end(), [&](std::int64_t s) { return s > 3 * usual; });
    return monthly || far == 0;
}

// Of orders with a year of two digits those that do not lead into the future or the distant past.
void keepRecent(std::vector<std::string>& formats, const std::vector<std::string>& texts)
{
    std::vector<std::string> recent;
    for (const std::string& format : formats) {
        if (format.find("%y") == std::string::npos || centuryOf(format, texts) != 0) {
            recent.push_back(format);
        }
    }
    if (!recent.empty()) {
        formats = recent;
    }
}

// Day and month cannot be told apart by their numbers, but one order gives a clock's steps and the other leaps.
void keepRegular(std::vector<std::string>& formats, const std::vector<std::string>& texts)
{
    std::vector<std::string> regular;
    for (const std::string& format : formats) {
        if (isRegular(readTimes(format, texts))) {
            regular.push_back(format);
        }
    }
    if (regular.size() == 1) {
        formats = regular;
    }
}

}  // namespace

std::vector<std::int64_t> readTimes(const std::string& format, const std::vector<std::string>& texts)
{
    std::vector<std::int64_t> times;
    Result<TimeParser> parser = parserFor(format, kThisCentury);
    for (const std::string& text : texts) {
        Timestamp time;
        Refusal refusal;
        if (parser.ok() && parser->parse(text, time, refusal)) {
            times.push_back(time.ms);
        }
    }
    return times;
}

TimeGuess fittingTimeFormats(const std::vector<std::string>& texts)
{
    TimeGuess guess;
    std::vector<std::string> shapes;  // of the first texts: some may have fewer digits than others
    for (std::size_t i = 0; i < std::min<std::size_t>(texts.size(), 3); ++i) {
        for (std::string& shape : shapesOf(texts[i])) {
            if (std::find(shapes.begin(), shapes.end(), shape) == shapes.end()) {
                shapes.push_back(std::move(shape));
            }
        }
    }
    if (shapes.empty()) {
        return guess;
    }
    std::size_t most = 0;
    for (const std::string& shape : shapes) {
        const std::vector<std::int64_t> times = readTimes(shape, texts);
        const bool plausible = std::all_of(times.begin(), times.end(), [](std::int64_t ms) {
            return ms >= kPlausibleFromMs && ms < kPlausibleUntilMs;
        });
        // A clock that was never set may stand among good times as text, never among numbers.
        const bool number = shape.find('%') == std::string::npos;
        if (times.size() * 10 < texts.size() * 9 || times.size() < most || (number && !plausible)) {
            continue;
        }
        if (times.size() > most) {
            guess.formats.clear();
            most = times.size();
        }
        guess.formats.push_back(shape);
    }
    if (guess.formats.empty()) {
        return guess;
    }
    guess.misfits = texts.size() - most;
    guess.number = texts.front().find_first_not_of("0123456789. \t") == std::string::npos;
    if (guess.number) {
        guess.formats.resize(1);  // the shape of a date goes before a count of seconds
        const bool digits = guess.formats.front().find('%') != std::string::npos;
        // A date in digits is one only where it is a date of these decades; an id may look like it.
        const std::vector<std::int64_t> times = readTimes(guess.formats.front(), texts);
        if (digits && !std::all_of(times.begin(), times.end(),
                                   [](std::int64_t ms) { return ms >= kPlausibleFromMs && ms < kPlausibleUntilMs; })) {
            return {};
        }
    }
    const auto has = [&guess](const char* what) { return guess.formats.front().find(what) != std::string::npos; };
    guess.dateOnly = has("%d") && !has("%H") && !has("%I");
    guess.hasOffset = has("%z") || guess.formats.front().starts_with("unix");
    if (has("%z") && isRfc3339(texts)) {
        guess.formats = {"rfc3339"};
    }
    if (guess.formats.size() > 1) {
        keepRecent(guess.formats, texts);
        keepRegular(guess.formats, texts);
    }
    guess.finer = isFiner(guess.formats.front(), texts);
    return guess;
}

std::vector<std::string> fittingClockFormats(const std::vector<std::string>& texts)
{
    if (texts.empty()) {
        return {};
    }
    std::string_view first = trimmed(texts.front());
    std::string format = takeClock(first, false);
    if (format.empty()) {
        return {};
    }
    format += first.empty() ? std::string() : takeTail(first);
    if (!first.empty()) {
        return {};
    }
    std::vector<std::string> dated;
    for (const std::string& text : texts) {
        dated.push_back("2024-01-01 " + text);
    }
    const std::size_t good = readTimes("%Y-%m-%d " + format, dated).size();
    return good == texts.size() ? std::vector<std::string>{format} : std::vector<std::string>();
}

int centuryOf(std::string_view format, const std::vector<std::string>& texts)
{
    if (format.find("%y") == std::string_view::npos) {
        return 0;
    }
    int found = 0;
    for (const int century : {1900, 2000}) {
        Result<TimeParser> parser = parserFor(std::string(format), century);
        const std::int64_t latest = now().ms + 366LL * 86'400'000;
        const auto good = std::count_if(texts.begin(), texts.end(), [&](const std::string& text) {
            Timestamp time;
            Refusal refusal;
            return parser.ok() && parser->parse(text, time, refusal) && time.ms >= kPlausibleFromMs &&
                   time.ms <= latest;
        });
        const bool fits = !texts.empty() && static_cast<std::size_t>(good) * 10 >= texts.size() * 9;
        if (fits && found != 0) {
            return 0;
        }
        found = fits ? century : found;
    }
    return found;
}

}  // namespace meterseal::source
