// Parts of a clock time's text, taken off its front one by one, and the civil time they make.
#pragma once

#include "source/field_text.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace meterseal::source {

// Between `least` and `most` digits.
bool takeDigits(std::string_view& text, std::size_t least, std::size_t most, int& value);
bool takeChar(std::string_view& text, char c);
// A month's name or its first letters, in English, German, Dutch, French or Spanish (no such word means two months);
// letter case and a point behind it do not count.
bool takeMonthName(std::string_view& text, int& month);
// A fraction of a second as milliseconds; `exact` becomes false where more digits than milliseconds are not zero.
bool takeFraction(std::string_view& text, int& ms, bool& exact);
// Z, +08:00, +0800 or +08, as minutes.
bool takeOffset(std::string_view& text, int& minutes);
// AM or PM, in small letters and with points too (a.m.).
bool takeHalfDay(std::string_view& text, bool& afternoon);

struct Civil {
    int year = 0, month = 0, day = 0;
    int hour = 0, minute = 0, second = 0, ms = 0;
    bool exactMs = true;
    std::optional<bool> afternoon;  // with it the hour is of a 12-hour clock
    std::optional<int> offsetMinutes;
    int season = 0;         // what a word of time.summer (1) or time.winter (-1) says
    bool endOfDay = false;  // 24:00 may stand for 00:00 of the next day (ISO 8601)

    // Milliseconds of the civil clock. Digits finer than a millisecond are refused unless `cutFiner`.
    bool toMs(bool cutFiner, std::int64_t& out, Refusal& refusal) const;
};

}  // namespace meterseal::source
