// What meterseal-xls prints, all numbers as 32 bits in the machine's own order: the number of sheets; for each its name
// and whether it has cells (0 or 1); then, where a sheet was asked for, its rows: line from 1, number of cells, cells;
// and kXlsEnd. A text is its size in bytes and its bytes in UTF-8.
#pragma once

#include <cstdint>

namespace meterseal::source {

inline constexpr std::uint32_t kXlsEnd = 0xffffffff;
inline constexpr std::uint32_t kXlsMaxSheets = 10'000;
inline constexpr std::uint32_t kXlsMaxColumns = 256;
inline constexpr std::uint32_t kXlsMaxTextBytes = 1 << 17;  // a cell has 32767 characters at most

// How it exits where it does not print all of that.
enum class XlsExit : int { Done = 0, Usage = 2, Damaged = 3, Protected = 4 };

}  // namespace meterseal::source
