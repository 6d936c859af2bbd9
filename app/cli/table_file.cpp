#include "cli/table_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

namespace meterseal::cli {

namespace fs = std::filesystem;

namespace {

Error writeError(const std::string& name)
{
    return makeError(ErrorCode::Io, "export.io",
                     fmt::format("{} could not be written: {}. Nothing was kept of it.",
                                 name.empty() ? "Standard output" : name, std::strerror(errno)));
}

std::string cellOf(const Json& value)
{
    if (value.is_null()) {
        return {};
    }
    return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

Result<TableFormat> parseTableFormat(const std::string& text, const std::string& file)
{
    if (text == "csv" || text == "jsonl") {
        return text == "csv" ? TableFormat::Csv : TableFormat::JsonLines;
    }
    if (!text.empty()) {
        return usageError(fmt::format("\"{}\" is no format; csv and jsonl are.", text));
    }
    return file.ends_with(".jsonl") || file.ends_with(".json") ? TableFormat::JsonLines : TableFormat::Csv;
}

Result<std::unique_ptr<TableFile>> TableFile::open(const std::string& file, TableFormat format, bool replace)
{
    std::unique_ptr<TableFile> table(new TableFile(file, format));
    if (file.empty()) {
        table->m_out = &std::cout;
    } else {
        std::error_code ignored;
        if (!replace && fs::exists(file, ignored)) {
            return makeError(ErrorCode::Conflict, "export.exists",
                             fmt::format("{} exists already and was left alone. Use --force to replace it.", file));
        }
        table->m_file.open(table->temporary(), std::ios::binary | std::ios::trunc);
        if (!table->m_file) {
            return writeError(file);
        }
        table->m_out = &table->m_file;
    }
    if (format == TableFormat::Csv) {
        table->m_csv.emplace(*table->m_out);
    }
    return table;
}

TableFile::~TableFile()
{
    if (!m_closed && !m_name.empty()) {
        m_file.close();
        std::error_code ignored;
        fs::remove(temporary(), ignored);
    }
}

Status TableFile::columns(const Json& example)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : example.items()) {
        names.push_back(name);
    }
    return m_csv ? m_csv->row(names) : Status();
}

Status TableFile::row(const Json& object)
{
    if (m_csv) {
        std::vector<std::string> cells;
        for (const Json& value : object) {
            cells.push_back(cellOf(value));
        }
        MS_TRY(m_csv->row(cells));
    } else {
        *m_out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    }
    ++m_count;
    return *m_out ? Status() : Status(writeError(m_name));
}

Status TableFile::close()
{
    m_out->flush();
    if (!*m_out) {
        return writeError(m_name);
    }
    if (m_name.empty()) {
        m_closed = true;
        return {};
    }
    m_file.close();
    std::error_code error;
    if (!m_file.fail()) {
        fs::rename(temporary(), m_name, error);
    }
    if (m_file.fail() || error) {
        return writeError(m_name);
    }
    m_closed = true;
    return {};
}

}  // namespace meterseal::cli
