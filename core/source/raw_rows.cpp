#include "source/raw_rows.h"

#include "source/separator.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal::source {

bool cellsOfObject(std::string_view json, std::vector<std::string>& columns, std::vector<std::string>& cells)
{
    // A mere look: rows that are no good are the reader's business.
    constexpr std::ptrdiff_t kDeepest = 64;
    const bool deep =
        std::count(json.begin(), json.end(), '{') > kDeepest || std::count(json.begin(), json.end(), '[') > kDeepest;
    const auto object = deep ? nlohmann::ordered_json() : nlohmann::ordered_json::parse(json, nullptr, false);
    if (!object.is_object()) {
        return false;
    }
    cells.assign(columns.size(), {});
    for (const auto& [name, value] : object.items()) {
        auto at = std::find(columns.begin(), columns.end(), name);
        if (at == columns.end()) {
            columns.push_back(name);
            cells.emplace_back();
            at = columns.end() - 1;
        }
        cells[static_cast<std::size_t>(at - columns.begin())] = value.is_string() ? value.get<std::string>()
                                                                : value.is_null() ? ""
                                                                                  : value.dump();
    }
    return true;
}

Result<RawRows> RawRows::open(std::unique_ptr<ByteInput> bytes, const MappingProfile& profile)
{
    RawRows rows;
    MS_ASSIGN(std::unique_ptr<TextInput> text, TextInput::open(std::move(bytes), profile.encoding));
    rows.m_encoding = text->encoding();
    if (profile.format == FileFormat::Json) {
        rows.m_json = std::make_unique<JsonArraySplitter>(std::move(text));
        return rows;
    }
    if (profile.format == FileFormat::JsonLines) {
        rows.m_json = std::make_unique<JsonLinesSplitter>(std::move(text));
        return rows;
    }
    rows.m_separator = profile.separator;
    if (rows.m_separator.empty()) {
        const std::vector<std::string> candidates = separatorCandidates(text->sample(), profile.skipRows);
        rows.m_inDoubt = candidates.size() != 1;
        rows.m_separator = candidates.empty() ? "," : candidates.front();
    }
    rows.m_csv = std::make_unique<CsvReader>(std::move(text), rows.m_separator);
    MS_TRY(rows.readHeader(profile));
    return rows;
}

Status RawRows::readHeader(const MappingProfile& profile)
{
    MS_TRY(m_csv->skipLines(profile.skipRows));
    m_named = profile.header;
    if (!m_named) {
        return {};
    }
    MS_ASSIGN(const bool any, m_csv->next(m_row));
    if (any) {
        m_header = m_row.text;
        if (m_row.fault == RowFault::None) {
            m_columns.assign(m_row.fields.begin(), m_row.fields.end());
        }
    }
    return {};
}

Result<bool> RawRows::next(RawRow& row)
{
    row.cells.clear();
    MS_ASSIGN(const bool any, m_json ? m_json->next(m_object) : m_csv->next(m_row));
    if (!any) {
        return false;
    }
    row.row = ++m_count;
    if (m_json) {
        row.line = m_object.line;
        row.text = m_object.text;
        if (m_object.fault == JsonFault::None) {
            cellsOfObject(m_object.text, m_columns, row.cells);
        }
        return true;
    }
    row.line = m_row.line;
    row.text = m_row.text;
    if (m_row.fault == RowFault::None) {
        row.cells.assign(m_row.fields.begin(), m_row.fields.end());
        while (m_columns.size() < row.cells.size() && !m_named) {
            m_columns.push_back(fmt::format("column {}", m_columns.size() + 1));
        }
    }
    return true;
}

bool RawRows::complete() const
{
    const TextInput& input = m_json ? m_json->input() : m_csv->input();
    return input.bytesRead() >= input.bytesTotal();
}

}  // namespace meterseal::source
