#include "source/number_time.h"

#include "record/decimal.h"

#include <array>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

struct Kind {
    std::string_view name;
    std::string_view unit;
    int power;  // of ten, from the unit to milliseconds
};
constexpr std::array<Kind, 6> kKinds{{{"unix", "seconds", 3},
                                      {"unix-ms", "milliseconds", 0},
                                      {"unix-us", "microseconds", -3},
                                      {"unix-ns", "nanoseconds", -6},
                                      {"excel", "days of a spreadsheet", 0},
                                      {"excel-1904", "days of a spreadsheet that begins in 1904", 0}}};

// A plain number's digits, up to 30 of them, and how many stand behind the point.
struct Digits {
    unsigned __int128 all = 0;
    int behindPoint = 0;
    bool fits = true;
};

Digits digitsOf(std::string_view number)
{
    Digits digits;
    int count = 0;
    bool point = false;
    for (const char c : number) {
        point = point || c == '.';
        if (isDigit(c)) {
            digits.all = digits.all * 10 + static_cast<unsigned>(c - '0');
            count += count > 0 || c != '0' ? 1 : 0;
            digits.behindPoint += point ? 1 : 0;
            digits.fits = digits.fits && count <= 30;
        }
    }
    return digits;
}

// digits * 10^power as a whole number; `exact` becomes false where a fraction was cut off. -1 where it is too large.
std::int64_t toWhole(unsigned __int128 digits, int power, bool& exact)
{
    constexpr unsigned __int128 kMost = 1'000'000'000'000'000'000;
    for (; power > 0 && digits <= kMost; --power) {
        digits *= 10;
    }
    for (; power < 0 && digits != 0; ++power) {
        exact = exact && digits % 10 == 0;
        digits /= 10;
    }
    return digits <= kMost ? static_cast<std::int64_t>(digits) : -1;
}

// A serial day's clock time. A spreadsheet shows 06:30 as 45567.2708333333: so many digits say the millisecond, fewer
// say a time only where they give whole seconds exactly.
bool readSerial(const Digits& digits, bool from1904, std::int64_t& ms, Refusal& refusal)
{
    constexpr std::int64_t kDayMs = 86'400'000;
    constexpr int kEnoughDigits = 9;
    constexpr std::int64_t kSecond = 10'000;  // in tenths of a millisecond
    constexpr int kMostDigits = 20;
    if (digits.behindPoint > kMostDigits) {
        ms = -1;
        return true;
    }
    bool exact = true;
    const std::int64_t tenths = toWhole(digits.all * kDayMs, 1 - digits.behindPoint, exact);
    if ((!exact || tenths % kSecond != 0) && digits.behindPoint < kEnoughDigits) {
        return refuse(refusal, "source.time-serial",
                      "The serial day has too few digits to say the second. Export the file again with the column "
                      "as a date and time.");
    }
    constexpr std::int64_t k1900 = 25'569;  // serial of 1970-01-01, from 1900-03-01 on
    constexpr std::int64_t k1904 = 24'107;
    ms = (tenths + 5) / 10 - (from1904 ? k1904 : k1900) * kDayMs;
    return true;
}

}  // namespace

std::optional<NumberTime> numberTimeFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (kKinds[i].name == name) {
            return static_cast<NumberTime>(i);
        }
    }
    return std::nullopt;
}

bool readNumberTime(NumberTime kind, std::string_view text, bool cutFiner, std::int64_t& ms, Refusal& refusal)
{
    const Kind& known = kKinds[static_cast<std::size_t>(kind)];
    record::Decimal decimal;
    if (!record::readDecimal(text, decimal)) {
        return refuse(
            refusal, "source.time-form",
            fmt::format("The time is not a number, as the time.format \"{}\" of the profile asks.", known.name));
    }
    if (text.find_first_of("eE") != std::string_view::npos) {
        return refuse(refusal, "source.time-form",
                      "The time is a number in E notation: a spreadsheet has rounded it. Export the file again.");
    }
    const Digits digits = digitsOf(text);
    bool exact = true;
    if (kind != NumberTime::Excel && kind != NumberTime::Excel1904) {
        ms = toWhole(digits.all, known.power - digits.behindPoint, exact);
    } else if (!readSerial(digits, kind == NumberTime::Excel1904, ms, refusal)) {
        return false;
    }
    const bool fits = digits.fits && !decimal.negative;
    if (!fits || ms < kPlausibleFromMs || ms >= kPlausibleUntilMs) {
        return refuse(refusal, "source.time-implausible",
                      fmt::format("As {} the number is a time outside the years 1980 to 2099, so it is none. Look at "
                                  "the profile's time.format: unix counts seconds, unix-ms milliseconds; digits that "
                                  "are a date have a pattern such as %Y%m%d%H%M%S.",
                                  known.unit));
    }
    return exact || cutFiner ||
           refuse(refusal, "source.time-fraction",
                  "The time has digits finer than a millisecond, which a record cannot keep. The profile's "
                  "\"time.finer\" can say that they are cut off.");
}

}  // namespace meterseal::source
