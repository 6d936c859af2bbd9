#include "meterseal/source/csv_writer.h"

#include "record/decimal.h"

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

}  // namespace

std::string csvCell(std::string_view text)
{
    constexpr std::string_view kFormulaStarts = "=+-@\t\r";
    const bool formula =
        !text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos && !isPlainNumber(text);
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
