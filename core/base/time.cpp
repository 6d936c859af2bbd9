#include "meterseal/base/time.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

void putDigits(char* out, int value, int width)
{
    for (int i = width - 1; i >= 0; --i) {
        out[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

// The value of `width` digits at `p`, or -1 where one is not a digit.
int digits(const char* p, int width)
{
    int value = 0;
    for (int i = 0; i < width; ++i) {
        const unsigned digit = static_cast<unsigned char>(p[i]) - static_cast<unsigned>('0');
        if (digit > 9) {
            return -1;
        }
        value = value * 10 + static_cast<int>(digit);
    }
    return value;
}

}  // namespace

bool civilToMs(int year, int month, int day, int hour, int minute, int second, int millisecond, std::int64_t& ms)
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (year < 1970 || year > 9999 || month < 1 || day < 1 || !date.ok() || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59 || second < 0 || second > 59 || millisecond < 0 || millisecond > 999) {
        return false;
    }
    const std::int64_t days = sys_days(date).time_since_epoch().count();
    ms = ((days * 24 + hour) * 60 + minute) * 60000 + second * 1000 + millisecond;
    return true;
}

void formatTimestamp(Timestamp t, char* out)
{
    using namespace std::chrono;
    constexpr std::int64_t kDayMs = 86'400'000;
    const std::int64_t day = t.ms / kDayMs;
    const int inDay = static_cast<int>(t.ms % kDayMs);
    const year_month_day date{sys_days(days(day))};
    putDigits(out, static_cast<int>(date.year()), 4);
    out[4] = '-';
    putDigits(out + 5, static_cast<int>(static_cast<unsigned>(date.month())), 2);
    out[7] = '-';
    putDigits(out + 8, static_cast<int>(static_cast<unsigned>(date.day())), 2);
    out[10] = 'T';
    putDigits(out + 11, inDay / 3'600'000, 2);
    out[13] = ':';
    putDigits(out + 14, inDay / 60'000 % 60, 2);
    out[16] = ':';
    putDigits(out + 17, inDay / 1000 % 60, 2);
    out[19] = '.';
    putDigits(out + 20, inDay % 1000, 3);
    out[23] = 'Z';
}

std::string formatTimestamp(Timestamp t)
{
    std::string text(kTimestampLength, '\0');
    formatTimestamp(t, text.data());
    return text;
}

Result<Timestamp> parseTimestamp(std::string_view text, std::string_view what)
{
    const char* p = text.data();
    const bool shape = text.size() == kTimestampLength && p[4] == '-' && p[7] == '-' && p[10] == 'T' && p[13] == ':' &&
                       p[16] == ':' && p[19] == '.' && p[23] == 'Z';
    if (!shape) {
        return makeError(
            ErrorCode::InvalidArgument, "time.form",
            fmt::format("The {} is not of the form 2026-11-22T08:00:00.000Z (UTC, three fractional digits).", what));
    }
    Timestamp t;
    if (!civilToMs(digits(p, 4), digits(p + 5, 2), digits(p + 8, 2), digits(p + 11, 2), digits(p + 14, 2),
                   digits(p + 17, 2), digits(p + 20, 3), t.ms)) {
        return makeError(ErrorCode::InvalidArgument, "time.no-such-date",
                         fmt::format("The {} is not a real date and time between 1970 and 9999.", what));
    }
    return t;
}

Timestamp now()
{
    using namespace std::chrono;
    return Timestamp{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace meterseal
