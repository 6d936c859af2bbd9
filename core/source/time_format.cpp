#include "source/time_format.h"

#include "record/decimal.h"
#include "source/zone.h"

#include <fmt/format.h>
#include <optional>

namespace meterseal::source {

namespace {

// Takes between `least` and `most` digits off the front of `text`.
bool takeDigits(std::string_view& text, std::size_t least, std::size_t most, int& value)
{
    std::size_t count = 0;
    int sum = 0;
    while (count < most && count < text.size() && isDigit(text[count])) {
        sum = sum * 10 + (text[count] - '0');
        ++count;
    }
    if (count < least) {
        return false;
    }
    text.remove_prefix(count);
    value = sum;
    return true;
}

bool takeChar(std::string_view& text, char c)
{
    if (text.empty() || text.front() != c) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

// A fraction of a second as milliseconds; `exact` is false where more digits than milliseconds are not zero.
bool takeFraction(std::string_view& text, int& ms, bool& exact)
{
    int value = 0;
    std::size_t count = 0;
    for (; count < text.size() && isDigit(text[count]); ++count) {
        if (count < 3) {
            value = value * 10 + (text[count] - '0');
        } else if (text[count] != '0') {
            exact = false;
        }
    }
    for (std::size_t i = count; i < 3; ++i) {
        value *= 10;
    }
    ms = value;
    text.remove_prefix(count);
    return count > 0;
}

// Z, +08:00, +0800 or +08, as minutes.
bool takeOffset(std::string_view& text, int& minutes)
{
    if (takeChar(text, 'Z') || takeChar(text, 'z')) {
        minutes = 0;
        return true;
    }
    const bool negative = !text.empty() && text.front() == '-';
    if (!negative && (text.empty() || text.front() != '+')) {
        return false;
    }
    text.remove_prefix(1);
    int hours = 0;
    int rest = 0;
    if (!takeDigits(text, 2, 2, hours)) {
        return false;
    }
    const bool colon = takeChar(text, ':');
    if ((colon || (!text.empty() && isDigit(text.front()))) && !takeDigits(text, 2, 2, rest)) {
        return false;
    }
    minutes = (hours * 60 + rest) * (negative ? -1 : 1);
    return hours <= 23 && rest <= 59;
}

}  // namespace

struct TimeParser::Zone {
    ZoneClock clock;
};

struct TimeParser::Civil {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int ms = 0;
    bool exactMs = true;
    std::optional<int> offsetMinutes;

    // Milliseconds of the civil clock.
    bool toMs(std::int64_t& out, Refusal& refusal) const
    {
        if (civilToMs(year, month, day, hour, minute, second, ms, out)) {
            if (!exactMs) {
                return refuse(refusal, "source.time-fraction",
                              "The time has digits finer than a millisecond, which a record cannot keep.");
            }
            return true;
        }
        if (hour >= 24 && hour <= 31) {
            return refuse(
                refusal, "source.time-hour",
                fmt::format("The hour is {}. Some systems add 8 hours to a UTC time without carrying into the "
                            "next day; the true time may be hour {} of the day after. Have it corrected where "
                            "the file is made.",
                            hour, hour - 24));
        }
        return refuse(refusal, "source.time-value",
                      "The time is not a real date and time between 1970 and 9999 (leap seconds are not kept).");
    }
};

TimeParser::TimeParser() = default;
TimeParser::TimeParser(TimeParser&&) noexcept = default;
TimeParser& TimeParser::operator=(TimeParser&&) noexcept = default;
TimeParser::~TimeParser() = default;

Result<TimeParser> TimeParser::compile(const MappingProfile& profile)
{
    const auto bad = [&profile](std::string_view what) {
        return makeError(ErrorCode::InvalidArgument, "profile.time-format",
                         fmt::format("The profile's timeFormat \"{:.100}\" {}.", profile.timeFormat, what));
    };
    TimeParser parser;
    parser.m_format = profile.timeFormat;
    MS_ASSIGN(ZoneClock clock, ZoneClock::find(profile));
    if (profile.timeZone != "UTC") {
        parser.m_zone = std::make_unique<Zone>(Zone{clock});
    }
    const std::string_view format = parser.m_format;
    if (format == "rfc3339" || format == "unix" || format == "unix-ms") {
        parser.m_kind = format == "rfc3339" ? Kind::Rfc3339 : format == "unix" ? Kind::Unix : Kind::UnixMs;
        return parser;
    }
    parser.m_kind = Kind::Pattern;
    std::string seen;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') {
            parser.m_tokens.push_back({0, format[i], false});
            continue;
        }
        const char conversion = i + 1 < format.size() ? format[++i] : '\0';
        if (conversion == '%') {
            parser.m_tokens.push_back({0, '%', false});
            continue;
        }
        if (std::string_view("YmdHMSfz").find(conversion) == std::string_view::npos || conversion == '\0') {
            return bad("has a conversion other than %Y %m %d %H %M %S %f %z %%");
        }
        if (seen.find(conversion) != std::string::npos) {
            return bad("has a conversion twice");
        }
        seen += conversion;
        const bool adjacent = !parser.m_tokens.empty() && parser.m_tokens.back().conversion != 0 && conversion != 'z';
        if (adjacent) {
            if (parser.m_tokens.back().conversion == 'f') {
                return bad("has digits directly after %f, whose length is open");
            }
            parser.m_tokens.back().fixedWidth = true;
        }
        parser.m_tokens.push_back({conversion, 0, adjacent});
    }
    for (const char needed : {'Y', 'm', 'd'}) {
        if (seen.find(needed) == std::string::npos) {
            return bad("lacks the year, month or day (%Y %m %d), and is not rfc3339, unix or unix-ms");
        }
    }
    const bool hour = seen.find('H') != std::string::npos;
    const bool minute = seen.find('M') != std::string::npos;
    const bool second = seen.find('S') != std::string::npos;
    const bool fraction = seen.find('f') != std::string::npos;
    if ((minute && !hour) || (second && !minute) || (fraction && !second)) {
        return bad("has a finer part without the part above it");
    }
    return parser;
}

bool TimeParser::parse(std::string_view text, Timestamp& time, Refusal& refusal)
{
    text = trimmed(text);
    if (text.empty()) {
        return refuse(refusal, "source.empty", "The time is empty.");
    }
    switch (m_kind) {
    case Kind::Rfc3339:
        return parseRfc3339(text, time, refusal);
    case Kind::Unix:
    case Kind::UnixMs:
        return parseUnix(text, time, refusal);
    case Kind::Pattern:
        return parsePattern(text, time, refusal);
    }
    return false;
}

bool TimeParser::parseRfc3339(std::string_view text, Timestamp& time, Refusal& refusal) const
{
    if (text.size() == kTimestampLength) {
        if (const Result<Timestamp> exact = parseTimestamp(text)) {
            time = *exact;
            return true;
        }
    }
    Civil civil;
    int offset = 0;
    std::string_view rest = text;
    bool shape = takeDigits(rest, 4, 4, civil.year) && takeChar(rest, '-') && takeDigits(rest, 2, 2, civil.month) &&
                 takeChar(rest, '-') && takeDigits(rest, 2, 2, civil.day) &&
                 (takeChar(rest, 'T') || takeChar(rest, 't') || takeChar(rest, ' ')) &&
                 takeDigits(rest, 2, 2, civil.hour) && takeChar(rest, ':') && takeDigits(rest, 2, 2, civil.minute) &&
                 takeChar(rest, ':') && takeDigits(rest, 2, 2, civil.second);
    if (shape && takeChar(rest, '.')) {
        shape = takeFraction(rest, civil.ms, civil.exactMs);
    }
    if (shape && rest.empty()) {
        return refuse(
            refusal, "source.time-offset",
            "The time has no offset from UTC. Use a timeFormat such as %Y-%m-%dT%H:%M:%S with the timeZone of "
            "the place.");
    }
    // RFC 3339 offsets are Z or have a colon; takeOffset is wider.
    const bool colon = rest.size() == 1 || (rest.size() == 6 && rest[3] == ':');
    if (!shape || !colon || !takeOffset(rest, offset) || !rest.empty()) {
        return refuse(refusal, "source.time-form",
                      "The time is not of the RFC 3339 form 2026-11-22T08:00:00.000Z or 2026-11-22T16:00:00+08:00.");
    }
    std::int64_t ms = 0;
    if (!civil.toMs(ms, refusal)) {
        return false;
    }
    time.ms = ms - std::int64_t{offset} * 60'000;
    return time.inRange() || refuse(refusal, "source.time-value", "The time in UTC is not between 1970 and 9999.");
}

bool TimeParser::parseUnix(std::string_view text, Timestamp& time, Refusal& refusal) const
{
    record::Decimal decimal;
    if (!record::readDecimal(text, decimal)) {
        return refuse(refusal, "source.time-form",
                      fmt::format("The time is not a number, as the format \"{}\" of the profile asks.", m_format));
    }
    if (text.find_first_of("eE") != std::string_view::npos) {
        return refuse(refusal, "source.time-form",
                      "The time is a number in E notation: a spreadsheet has rounded it. Export the file again.");
    }
    std::int64_t exponent = decimal.exponent + (m_kind == Kind::Unix ? 3 : 0);
    std::uint64_t ms = decimal.digits;
    if (!decimal.tooLong && ms != 0 && exponent < 0) {
        return refuse(refusal, "source.time-fraction",
                      "The time has digits finer than a millisecond, which a record cannot keep.");
    }
    for (; exponent > 0 && ms != 0 && ms <= static_cast<std::uint64_t>(Timestamp::kMaxMs); --exponent) {
        ms *= 10;
    }
    if (decimal.tooLong || (decimal.negative && ms != 0) || ms > static_cast<std::uint64_t>(Timestamp::kMaxMs)) {
        return refuse(refusal, "source.time-value",
                      fmt::format("The time is not between 1970 and 9999 as {}. Milliseconds need the format unix-ms, "
                                  "seconds the format unix.",
                                  m_kind == Kind::Unix ? "seconds" : "milliseconds"));
    }
    time.ms = static_cast<std::int64_t>(ms);
    return true;
}

bool TimeParser::readTokens(std::string_view text, Civil& civil) const
{
    for (const Token& token : m_tokens) {
        bool good = false;
        const std::size_t least = token.fixedWidth ? 2 : 1;
        int offset = 0;
        switch (token.conversion) {
        case 0:
            good = takeChar(text, token.literal);
            while (good && token.literal == ' ' && !text.empty() && text.front() == ' ') {
                text.remove_prefix(1);
            }
            break;
        case 'Y':
            good = takeDigits(text, 4, 4, civil.year);
            break;
        case 'm':
            good = takeDigits(text, least, 2, civil.month);
            break;
        case 'd':
            good = takeDigits(text, least, 2, civil.day);
            break;
        case 'H':
            good = takeDigits(text, least, 2, civil.hour);
            break;
        case 'M':
            good = takeDigits(text, least, 2, civil.minute);
            break;
        case 'S':
            good = takeDigits(text, least, 2, civil.second);
            break;
        case 'f':
            good = takeFraction(text, civil.ms, civil.exactMs);
            break;
        default:
            good = takeOffset(text, offset);
            civil.offsetMinutes = offset;
        }
        if (!good) {
            return false;
        }
    }
    return text.empty();
}

bool TimeParser::parsePattern(std::string_view text, Timestamp& time, Refusal& refusal)
{
    Civil civil;
    if (!readTokens(text, civil)) {
        return refuse(refusal, "source.time-form",
                      fmt::format("The time does not have the form {} of the profile.", m_format));
    }
    std::int64_t local = 0;
    if (!civil.toMs(local, refusal)) {
        return false;
    }
    if (civil.offsetMinutes) {
        time.ms = local - std::int64_t{*civil.offsetMinutes} * 60'000;
    } else if (!m_zone) {
        time.ms = local;
    } else {
        switch (m_zone->clock.toUtc(local, time.ms)) {
        case LocalTime::Good:
            break;
        case LocalTime::Ambiguous:
            return refuse(
                refusal, "source.time-ambiguous",
                "The clock showed this time twice when daylight saving ended, and the text does not say which "
                "is meant. The profile's \"ambiguous\" can decide: earlier or later.");
        case LocalTime::Skipped:
            return refuse(refusal, "source.time-skipped",
                          "The clock never showed this time: daylight saving began and skipped it. The profile's "
                          "\"skipped\" can decide: shift-forward.");
        }
    }
    return time.inRange() || refuse(refusal, "source.time-value", "The time in UTC is not between 1970 and 9999.");
}

}  // namespace meterseal::source
