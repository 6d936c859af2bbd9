#include "meterseal/source/csv_writer.h"

#include "record/decimal.h"

#include <algorithm>
#include <array>

namespace meterseal {

namespace {

// A sign before a plain number is no formula.
bool isPlainNumber(std::string_view text)
{
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) {
            return false;
        }
    }
    record::Decimal ignored;
    return record::readDecimal(text, ignored);
}

// What spreadsheets take for a formula; in a Chinese or Japanese one the full-width signs too.
bool startsFormula(std::string_view text)
{
    constexpr std::array<std::string_view, 10> kStarts = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

}  // namespace

std::string csvCell(std::string_view text)
{
    const bool formula = startsFormula(text) && !isPlainNumber(text);
    const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos || text.starts_with(' ') ||
                        text.ends_with(' ') || text.starts_with('\t');
    std::string cell = quoted ? "\"" : "";
    if (formula) {
        cell += '\'';
    }
    for (const char c : text) {
        cell += c;
        if (c == '"') {
            cell += c;
        }
    }
    if (quoted) {
        cell += '"';
    }
    return cell;
}

CsvWriter::CsvWriter(std::ostream& out, bool bom) : m_out(out)
{
    if (bom) {
        m_out << "\xef\xbb\xbf";
    }
}

Status CsvWriter::row(std::span<const std::string> cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        m_out << (i == 0 ? "" : ",") << csvCell(cells[i]);
    }
    m_out << "\r\n";
    if (!m_out) {
        return makeError(ErrorCode::Io, "csv.write",
                         "The CSV file cannot be written further; is the disk full? What was written before is kept.");
    }
    return {};
}

}  // namespace meterseal
