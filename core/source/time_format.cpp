#include "source/time_format.h"

#include "source/zone.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace meterseal::source {

namespace {

constexpr std::string_view kConversions = "YymbdHIMSfpzZ";

bool isWordCharacter(char c)
{
    return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool takeWord(std::string_view& text, const std::vector<std::string>& words)
{
    const auto word = std::find_if(words.begin(), words.end(), [text](const std::string& one) {
        return text.starts_with(one) && (text.size() == one.size() || !isWordCharacter(text[one.size()]));
    });
    if (word != words.end()) {
        text.remove_prefix(word->size());
    }
    return word != words.end();
}

Error badFormat(std::string_view format, std::string_view what)
{
    return makeError(ErrorCode::InvalidArgument, "profile.time-format",
                     fmt::format("The profile's time.format \"{:.100}\" {}.", format, what));
}

// What a pattern's conversions must have beside each other; empty where all is well.
std::string_view incomplete(std::string_view seen)
{
    const auto has = [seen](char c) { return seen.find(c) != std::string_view::npos; };
    if (has('Y') == has('y') || has('m') == has('b') || !has('d')) {
        return "lacks the year, month or day (%Y or %y, %m or %b, %d), or has two of them, and is not rfc3339, unix, "
               "unix-ms, "
               "unix-us, unix-ns or excel";
    }
    if (has('I') != has('p') || (has('H') && has('I'))) {
        return "needs %p (AM or PM) with %I, and either %H or %I";
    }
    if ((has('M') && !has('H') && !has('I')) || (has('S') && !has('M')) || (has('f') && !has('S'))) {
        return "has a finer part without the part above it";
    }
    return has('z') && has('Z') ? "has both %z and %Z" : "";
}

}  // namespace

struct TimeParser::Series {
    std::int64_t last = 0;
    bool any = false, falling = false, second = false, unknown = false;
};

struct TimeParser::Zone {
    ZoneClock clock;
    std::unordered_map<std::string, Series> series;  // "in-order" only: one for each meter and code
    std::string key;
};

TimeParser::TimeParser() = default;
TimeParser::TimeParser(TimeParser&&) noexcept = default;
TimeParser& TimeParser::operator=(TimeParser&&) noexcept = default;
TimeParser::~TimeParser() = default;

Result<TimeParser> TimeParser::compile(const MappingProfile& profile)
{
    TimeParser parser;
    parser.m_format = profile.timeFormat;
    parser.m_century = profile.century;
    parser.m_cutFiner = profile.cutFiner;
    parser.m_ambiguous = profile.ambiguous;
    parser.m_skipped = profile.skipped;
    parser.m_summer = profile.summer;
    parser.m_winter = profile.winter;
    if (profile.timeZone != "UTC") {
        MS_ASSIGN(ZoneClock clock, ZoneClock::find(profile.timeZone));
        parser.m_zone = std::make_unique<Zone>(Zone{std::move(clock), {}, {}});
    }
    if (parser.m_format == "rfc3339") {
        return parser;
    }
    if (const auto number = numberTimeFromName(parser.m_format)) {
        parser.m_kind = Kind::Number;
        parser.m_number = *number;
        return parser;
    }
    parser.m_kind = Kind::Pattern;
    MS_TRY(parser.compilePattern());
    return parser;
}

Status TimeParser::compilePattern()
{
    const std::string_view format = m_format;
    std::string seen;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') {
            m_tokens.push_back({0, format[i], false});
            continue;
        }
        const char conversion = i + 1 < format.size() ? format[++i] : '\0';
        if (conversion == '%') {
            m_tokens.push_back({0, '%', false});
            continue;
        }
        if (kConversions.find(conversion) == std::string_view::npos || conversion == '\0') {
            return badFormat(m_format, "has a conversion other than %Y %y %m %b %d %H %I %M %S %f %p %z %Z %%");
        }
        if (seen.find(conversion) != std::string::npos) {
            return badFormat(m_format, "has a conversion twice");
        }
        seen += conversion;
        const bool digits = std::string_view("bpzZ").find(conversion) == std::string_view::npos;
        const bool adjacent = !m_tokens.empty() && m_tokens.back().conversion != 0 && digits;
        if (adjacent) {
            if (m_tokens.back().conversion == 'f') {
                return badFormat(m_format, "has digits directly after %f, whose length is open");
            }
            m_tokens.back().fixedWidth = true;
        }
        m_tokens.push_back({conversion, 0, adjacent});
    }
    if (const std::string_view fault = incomplete(seen); !fault.empty()) {
        return badFormat(m_format, fault);
    }
    const auto has = [&seen](char c) { return seen.find(c) != std::string::npos; };
    m_hasHour = has('H') || has('I');
    if (has('y') && m_century == 0) {
        return badFormat(m_format, "has years of two digits (%y); \"time.century\" must say which: 1900 or 2000");
    }
    if (has('Z') && (m_summer.empty() || m_winter.empty())) {
        return badFormat(m_format, "has a word for summer or winter time (%Z); \"time.summer\" and \"time.winter\" "
                                   "must say which words mean which");
    }
    if (m_zone && format.ends_with('Z') && !format.ends_with("%Z")) {
        return badFormat(m_format, "ends in the letter Z, which says UTC, beside another \"time.zone\". Use %z, which "
                                   "reads Z as what it says, or name the zone UTC");
    }
    return {};
}

bool TimeParser::parse(std::string_view text, Timestamp& time, Refusal& refusal, std::string_view series)
{
    text = trimmed(text);
    if (text.empty()) {
        return refuse(refusal, "source.empty", "The time is empty.");
    }
    switch (m_kind) {
    case Kind::Rfc3339:
        return parseRfc3339(text, time, refusal);
    case Kind::Number:
        return parseNumber(text, time, refusal, series);
    case Kind::Pattern:
        return parsePattern(text, time, refusal, series);
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
        return refuse(refusal, "source.time-offset",
                      "The time has no offset from UTC. Use a pattern such as %Y-%m-%dT%H:%M:%S as the profile's "
                      "time.format, with the time.zone of the place.");
    }
    // RFC 3339 offsets are Z or have a colon; takeOffset is wider.
    const bool colon = rest.size() == 1 || (rest.size() == 6 && rest[3] == ':');
    if (!shape || !colon || !takeOffset(rest, offset) || !rest.empty()) {
        return refuse(refusal, "source.time-form",
                      "The time is not of the RFC 3339 form 2026-11-22T08:00:00.000Z or 2026-11-22T16:00:00+08:00.");
    }
    std::int64_t ms = 0;
    if (!civil.toMs(m_cutFiner, ms, refusal)) {
        return false;
    }
    time.ms = ms - std::int64_t{offset} * 60'000;
    return time.inRange() || refuse(refusal, "source.time-value", "The time in UTC is not between 1970 and 9999.");
}

bool TimeParser::parseNumber(std::string_view text, Timestamp& time, Refusal& refusal, std::string_view series)
{
    if (!readNumberTime(m_number, text, m_cutFiner, time.ms, refusal)) {
        return false;
    }
    const bool civil = m_number == NumberTime::Excel || m_number == NumberTime::Excel1904;
    return !civil || toUtc(time.ms, 0, series, time, refusal);
}

bool TimeParser::readTokens(std::string_view text, Civil& civil) const
{
    for (const Token& token : m_tokens) {
        bool good = false;
        const std::size_t least = token.fixedWidth ? 2 : 1;
        int number = 0;
        bool flag = false;
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
        case 'y':
            good = takeDigits(text, 2, 2, civil.year);
            civil.year += m_century;
            break;
        case 'm':
            good = takeDigits(text, least, 2, civil.month);
            break;
        case 'b':
            good = takeMonthName(text, civil.month);
            break;
        case 'd':
            good = takeDigits(text, least, 2, civil.day);
            break;
        case 'H':
        case 'I':
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
        case 'p':
            good = takeHalfDay(text, flag);
            civil.afternoon = flag;
            break;
        case 'Z':
            civil.season = takeWord(text, m_summer) ? 1 : takeWord(text, m_winter) ? -1 : 0;
            good = civil.season != 0;
            break;
        default:
            good = takeOffset(text, number);
            civil.offsetMinutes = number;
        }
        if (!good) {
            return false;
        }
    }
    return text.empty();
}

bool TimeParser::parsePattern(std::string_view text, Timestamp& time, Refusal& refusal, std::string_view series)
{
    Civil civil;
    civil.endOfDay = true;
    if (!readTokens(text, civil)) {
        return refuse(refusal, "source.time-form",
                      fmt::format("The time does not have the form {} of the profile.", m_format));
    }
    std::int64_t local = 0;
    if (!civil.toMs(m_cutFiner, local, refusal)) {
        return false;
    }
    if (civil.offsetMinutes) {
        time.ms = local - std::int64_t{*civil.offsetMinutes} * 60'000;
        return time.inRange() || refuse(refusal, "source.time-value", "The time in UTC is not between 1970 and 9999.");
    }
    return toUtc(local, civil.season, series, time, refusal);
}

// Which showing of an hour shown twice a series' time belongs to: the second one where the times have gone back or
// stand still. A series that begins in that hour does not tell.
TimeParser::Pass TimeParser::passOf(std::int64_t localMs, bool twice, std::string_view series)
{
    m_zone->key.assign(series);
    Series& known = m_zone->series[m_zone->key];
    bool second = false;
    if (!twice) {
        known.falling = known.any && localMs < known.last;
        known.second = known.unknown = false;
    } else {
        known.unknown = known.unknown || !known.any;
        const bool turned = known.any && (known.falling ? localMs > known.last : localMs < known.last);
        known.second = known.second || turned;
        second = known.second || (known.any && localMs == known.last);
    }
    known.last = localMs;
    known.any = true;
    return known.unknown ? Pass::Unknown : second != known.falling ? Pass::Second : Pass::First;
}

bool TimeParser::toUtc(std::int64_t localMs, int season, std::string_view series, Timestamp& time, Refusal& refusal)
{
    if (!m_zone) {
        time.ms = localMs;
        return time.inRange() || refuse(refusal, "source.time-value", "The time in UTC is not between 1970 and 9999.");
    }
    const LocalReading reading = m_zone->clock.read(localMs);
    time.ms = reading.utcMs;
    using Shown = LocalReading::Shown;
    const bool inOrder = m_ambiguous == AmbiguousTime::InOrder && m_hasHour && season == 0;
    if (reading.shown == Shown::Unknown) {
        return refuse(
            refusal, "source.time-zone-rule",
            "The time is later than this system's table of the time zone, and its rule for later years cannot be "
            "read: daylight saving is not known. Give the times with their offset from UTC.");
    }
    const Pass pass = inOrder ? passOf(localMs, reading.shown == Shown::Twice, series) : Pass::Unknown;
    if (reading.shown == Shown::Once && season != 0 && reading.season == -season) {
        return refuse(refusal, "source.time-season",
                      "The time's word for summer or winter time contradicts its zone: look at the profile's "
                      "time.zone, time.summer and time.winter.");
    }
    if (!m_hasHour && m_kind == Kind::Pattern) {  // a date alone means the day, from its first moment
        time.ms = reading.shown == Shown::Never ? reading.laterMs : reading.utcMs;
    } else if (reading.shown == Shown::Twice) {
        const bool untold = inOrder ? pass == Pass::Unknown : m_ambiguous == AmbiguousTime::Reject && season == 0;
        if (untold) {
            return refuse(refusal, "source.time-ambiguous",
                          "The clock showed this time twice when daylight saving ended, and the text does not say "
                          "which is meant. The profile's \"time.ambiguous\" can decide: earlier, later or in-order.");
        }
        const bool later = season != 0 ? season < 0
                           : inOrder   ? pass == Pass::Second
                                       : m_ambiguous == AmbiguousTime::Later;
        time.ms = later ? reading.laterMs : reading.utcMs;
    } else if (reading.shown == Shown::Never && m_skipped == SkippedTime::Reject) {
        return refuse(refusal, "source.time-skipped",
                      "The clock never showed this time: daylight saving began and skipped it. The profile's "
                      "\"time.skipped\" can decide: shift-forward.");
    }
    return time.inRange() || refuse(refusal, "source.time-value", "The time in UTC is not between 1970 and 9999.");
}

}  // namespace meterseal::source
