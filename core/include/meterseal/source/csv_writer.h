// RFC 4180 CSV out: UTF-8 with BOM, CRLF, quoted where needed. A cell that a spreadsheet would take for a formula (= +
// - @, their full-width forms, tab or CR first) is written with a leading apostrophe, except plain numbers.
//
// Thread-safety: one thread per writer.
#pragma once

#include "meterseal/base/result.h"

#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace meterseal {

std::string csvCell(std::string_view text);

class CsvWriter {
public:
    // Writes the BOM at once. Borrows `out`.
    explicit CsvWriter(std::ostream& out, bool bom = true);
    Status row(std::span<const std::string> cells);

private:
    std::ostream& m_out;
};

}  // namespace meterseal
