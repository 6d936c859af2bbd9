// Cells that are no text, as text: numbers, and the dates that spreadsheets keep as numbers.
//
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace meterseal::source {

// The shortest text that reads back as this double; without exponent below 10^15, with one from there on (a number that
// has lost digits shows it and is refused where it is an id). 0.1 is "0.1", 330106000003 has all of its digits.
std::string numberText(double value);

// How a cell is shown, as far as it changes what the cell says (ECMA-376 part 1, 18.8.30 and 18.8.31).
struct CellStyle {
    enum class Kind : std::uint8_t { Plain, Date, Time, DateTime };
    Kind kind = Kind::Plain;
    std::uint8_t digits = 0;  // a whole number is padded with zeros to so many (the format 000000); 0: it is not
};
CellStyle styleOfFormat(std::uint32_t id);             // a built-in number format
CellStyle styleOfFormat(std::string_view formatCode);  // one that the workbook defines

// A number cell as its style says: "2026-11-01 08:00:00" (with .SSS where there is a fraction of a second; a whole day
// of a style without clock as "2026-11-01", a time of day of a style without date as "08:00:00"), 0012 for 12 in 0000,
// else the number. `date1904`: days are counted from 1904 on (ECMA-376 part 1, 18.17.4.1).
std::string cellText(double value, CellStyle style, bool date1904);

}  // namespace meterseal::source
