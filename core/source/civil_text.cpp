#include "source/civil_text.h"

#include "meterseal/base/time.h"

#include <algorithm>

#include <fmt/format.h>

namespace meterseal::source {

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

bool takeMonthName(std::string_view& text, int& month)
{
    constexpr std::string_view kNames[12] = {
        "jan january januar januari janv janvier ene enero jänner",
        "feb february februar februari févr fév février febrero febr",
        "mar march märz mär mrt maart mars marzo mrz",
        "apr april avr avril abr abril",
        "may mai mei mayo",
        "jun june juni juin junio",
        "jul july juli juil juillet julio",
        "aug august augustus août aou ago agosto",
        "sep sept september septembre septiembre",
        "oct october okt oktober octobre octubre",
        "nov november novembre noviembre",
        "dec december dez dezember déc décembre dic diciembre",
    };
    std::size_t end = 0;
    std::string word;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) >= 0x80 ||
                                 ((text[end] | 0x20) >= 'a' && (text[end] | 0x20) <= 'z'))) {
        const char c = text[end++];
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    for (int at = 0; at < 12 && !word.empty(); ++at) {
        std::string_view names = kNames[at];
        while (!names.empty()) {
            const std::string_view name = names.substr(0, names.find(' '));
            names.remove_prefix(std::min(names.size(), name.size() + 1));
            if (name == word) {
                text.remove_prefix(end + (end < text.size() && text[end] == '.' ? 1 : 0));
                month = at + 1;
                return true;
            }
        }
    }
    return false;
}

bool takeChar(std::string_view& text, char c)
{
    if (text.empty() || text.front() != c) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

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

bool takeHalfDay(std::string_view& text, bool& afternoon)
{
    const auto small = [&text](std::size_t at) { return at < text.size() ? static_cast<char>(text[at] | 0x20) : '\0'; };
    if (small(0) != 'a' && small(0) != 'p') {
        return false;
    }
    afternoon = small(0) == 'p';
    const bool points = text.size() >= 4 && text[1] == '.' && text[3] == '.';
    if (small(points ? 2 : 1) != 'm') {
        return false;
    }
    text.remove_prefix(points ? 4 : 2);
    return true;
}

bool Civil::toMs(bool cutFiner, std::int64_t& out, Refusal& refusal) const
{
    int hours = hour;
    if (afternoon && (hour < 1 || hour > 12)) {
        return refuse(refusal, "source.time-value", "The hour of a 12-hour clock is not between 1 and 12.");
    }
    if (afternoon) {
        hours = hour % 12 + (*afternoon ? 12 : 0);
    }
    const bool nextDay = endOfDay && !afternoon && hour == 24 && minute == 0 && second == 0 && ms == 0 && exactMs;
    if (civilToMs(year, month, day, nextDay ? 0 : hours, minute, second, ms, out)) {
        out += nextDay ? 86'400'000 : 0;
        if (!exactMs && !cutFiner) {
            return refuse(refusal, "source.time-fraction",
                          "The time has digits finer than a millisecond, which a record cannot keep. The profile's "
                          "\"time.finer\" can say that they are cut off.");
        }
        return true;
    }
    if (!afternoon && hour >= 24 && hour <= 31) {
        return refuse(refusal, "source.time-hour",
                      fmt::format("The hour is {}. Some systems add 8 hours to a UTC time without carrying into the "
                                  "next day; the true time may be hour {} of the day after. Have it corrected where "
                                  "the file is made.",
                                  hour, hour - 24));
    }
    return refuse(refusal, "source.time-value",
                  "The time is not a real date and time between 1970 and 9999 (leap seconds are not kept).");
}

}  // namespace meterseal::source
