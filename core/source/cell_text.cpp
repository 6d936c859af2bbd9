#include "source/cell_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

constexpr double kExactBelow = 1e15;  // a spreadsheet keeps 15 digits
constexpr double kSmallest = 1e-15;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr double kLastSerial = 2'958'466;  // 10000-01-01 in the 1900 system
constexpr int kFalseLeapDay = 60;          // 1900-02-29, which there never was
constexpr int k1904 = 1462;                // days between the two systems

std::string dateText(double serial, CellStyle::Kind kind, bool date1904)
{
    std::int64_t ms = std::llround(serial * static_cast<double>(kDayMs));
    std::int64_t day = ms / kDayMs;
    ms %= kDayMs;
    const std::string clock = fmt::format("{:02}:{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60) +
                              (ms % 1000 == 0 ? "" : fmt::format(".{:03}", ms % 1000));
    if (kind == CellStyle::Kind::Time && day == 0) {
        return clock;
    }
    day += date1904 ? k1904 : day < kFalseLeapDay ? 1 : 0;
    const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) +
                                           std::chrono::days(day));
    const std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                         static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return kind == CellStyle::Kind::Date && ms == 0 ? text : text + " " + clock;
}

// The format's first section without what is quoted, escaped or in brackets; in lower case.
std::string bareFormat(std::string_view code)
{
    std::string bare;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        if (code[i] == '"' || code[i] == '[') {
            const std::size_t end = code.find(code[i] == '"' ? '"' : ']', i + 1);
            const std::string_view inside = code.substr(i + 1, end == std::string_view::npos ? end : end - i - 1);
            if (code[i] == '[' && !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
                return "elapsed";
            }
            i = std::min(end, code.size() - 1);
        } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
            ++i;
        } else {
            bare += static_cast<char>(code[i] >= 'A' && code[i] <= 'Z' ? code[i] | 0x20 : code[i]);
        }
    }
    return bare;
}

}  // namespace

std::string numberText(double value)
{
    std::array<char, 64> text;
    const double size = std::fabs(value);
    const bool fixed = size == 0 || (size < kExactBelow && size >= kSmallest);
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value == 0 ? 0 : value,
                                   fixed ? std::chars_format::fixed : std::chars_format::scientific);
    return {text.data(), end.ptr};
}

CellStyle styleOfFormat(std::uint32_t id)
{
    using Kind = CellStyle::Kind;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 ||
        id == 58) {
        return {Kind::Date, 0};
    }
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56) {
        return {Kind::Time, 0};
    }
    return {id == 22 ? Kind::DateTime : Kind::Plain, 0};
}

CellStyle styleOfFormat(std::string_view formatCode)
{
    const std::string bare = bareFormat(formatCode);
    if (bare == "elapsed" || bare.find("general") != std::string::npos || bare == "@") {
        return {};
    }
    if (!bare.empty() && bare.find_first_not_of('0') == std::string::npos && bare.size() < 16) {
        return {CellStyle::Kind::Plain, static_cast<std::uint8_t>(bare.size())};
    }
    const bool date = bare.find_first_of("yd") != std::string::npos;
    const bool clock = bare.find_first_of("hs") != std::string::npos;
    const bool month = bare.find('m') != std::string::npos;
    if (date || (month && !clock)) {
        return {clock ? CellStyle::Kind::DateTime : CellStyle::Kind::Date, 0};
    }
    return {clock && bare.find_first_of("0#") != 0 ? CellStyle::Kind::Time : CellStyle::Kind::Plain, 0};
}

std::string cellText(double value, CellStyle style, bool date1904)
{
    if (style.kind != CellStyle::Kind::Plain && value >= 0 && value < kLastSerial - (date1904 ? k1904 : 0)) {
        return dateText(value, style.kind, date1904);
    }
    std::string text = numberText(value);
    if (style.digits > text.size() &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        text.insert(0, style.digits - text.size(), '0');
    }
    return text;
}

}  // namespace meterseal::source
