#include "source/raw_rows.h"

#include "source/csv_reader.h"
#include "source/separator.h"

#include <fmt/format.h>

namespace meterseal::source {

Result<RawRows> RawRows::open(std::unique_ptr<ByteInput> bytes, const MappingProfile& profile)
{
    RawRows rows;
    MS_ASSIGN(std::unique_ptr<TextInput> text, TextInput::open(std::move(bytes), profile.encoding));
    rows.m_encoding = text->encoding();
    rows.m_members = JsonTable(rowsPathOf(profile));
    if (!isTable(profile.format)) {
        rows.m_json = makeJsonSplitter(std::move(text), profile.format);
        return rows;
    }
    rows.m_separator = profile.separator;
    if (rows.m_separator.empty()) {
        const std::vector<std::string> candidates = separatorCandidates(text->sample(), profile.skipRows);
        rows.m_inDoubt = candidates.size() != 1;
        rows.m_separator = candidates.empty() ? "," : candidates.front();
    }
    rows.m_table = std::make_unique<CsvReader>(std::move(text), rows.m_separator);
    MS_TRY(rows.readHeader(profile));
    return rows;
}

Result<RawRows> RawRows::open(std::unique_ptr<TableReader> table, const MappingProfile& profile)
{
    RawRows rows;
    rows.m_table = std::move(table);
    MS_TRY(rows.readHeader(profile));
    return rows;
}

Status RawRows::readHeader(const MappingProfile& profile)
{
    MS_TRY(m_table->skipLines(profile.skipRows));
    m_named = profile.header;
    if (!m_named) {
        return {};
    }
    MS_ASSIGN(const bool any, m_table->next(m_row));
    if (any) {
        m_header = m_row.text;
        if (m_row.fault == RowFault::None) {
            for (const std::string_view name : m_row.cells) {
                m_columns.emplace_back(trimmed(name));
            }
        }
    }
    for (std::size_t i = 0; i < profile.skipAfterHeader; ++i) {
        MS_TRY(m_table->next(m_row).status());
    }
    return {};
}

Result<bool> RawRows::next(RawRow& row)
{
    return m_json ? nextOfJson(row) : nextOfTable(row);
}

Result<bool> RawRows::nextOfJson(RawRow& row)
{
    row.cells.clear();
    if (m_nextElement == m_elements.size()) {
        m_elements.clear();
        m_nextElement = 0;
        MS_ASSIGN(const bool any, m_json->next(m_object));
        if (!any) {
            return false;
        }
        if (m_object.fault != JsonFault::None || !m_members.add(m_object.text, m_elements)) {
            m_elements.emplace_back();  // it cannot be cut into cells
        }
    }
    row.row = ++m_count;
    row.line = m_object.line;
    row.text = m_object.text;
    row.cells = std::move(m_elements[m_nextElement++]);
    return true;
}

Result<bool> RawRows::nextOfTable(RawRow& row)
{
    row.cells.clear();
    MS_ASSIGN(const bool any, m_table->next(m_row));
    if (!any) {
        return false;
    }
    row.row = ++m_count;
    row.line = m_row.line;
    row.text = m_row.text;
    if (m_row.fault == RowFault::None) {
        row.cells.assign(m_row.cells.begin(), m_row.cells.end());
        while (m_columns.size() < row.cells.size() && !m_named) {
            m_columns.push_back(fmt::format("column {}", m_columns.size() + 1));
        }
    }
    return true;
}

bool RawRows::complete() const
{
    return m_json ? m_json->input().bytesRead() >= m_json->input().bytesTotal()
                  : m_table->bytesRead() >= m_table->bytesTotal();
}

}  // namespace meterseal::source
