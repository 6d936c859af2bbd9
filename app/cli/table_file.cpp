#include "cli/table_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

namespace meterseal::cli {

namespace fs = std::filesystem;

namespace {

Error writeError(const Error& cause)
{
    if (cause.reason == "file.exists") {
        return makeError(ErrorCode::Conflict, "export.exists",
                         fmt::format("{} It was left alone. Use --force to replace it.", cause.message));
    }
    return rephrased(cause, "export.io", "Nothing was kept of it.");
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
    std::unique_ptr<TableFile> table(new TableFile(replace ? Replace::Yes : Replace::No));
    if (file.empty()) {
        table->m_out = &std::cout;
    } else {
        std::error_code ignored;
        if (!replace && fs::exists(file, ignored)) {
            return makeError(ErrorCode::Conflict, "export.exists",
                             fmt::format("{} exists already and was left alone. Use --force to replace it.", file));
        }
        auto whole = WholeFile::make(file);
        if (!whole) {
            return writeError(whole.error());
        }
        table->m_file.emplace(std::move(*whole));
        table->m_out = &table->m_file->stream();
    }
    if (format == TableFormat::Csv) {
        table->m_csv.emplace(*table->m_out);
    }
    return table;
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
        static_cast<void>(m_csv->row(cells));  // streamTrouble() says what went wrong
    } else {
        *m_out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    }
    ++m_count;
    return *m_out ? Status() : streamTrouble();
}

Status TableFile::streamTrouble()
{
    return m_file ? close()
                  : Status(makeError(ErrorCode::Io, "export.io",
                                     fmt::format("Standard output could not be written: {}.", std::strerror(errno))));
}

Status TableFile::close()
{
    if (!m_file) {
        m_out->flush();
        return *m_out ? Status() : streamTrouble();
    }
    const Status done = m_file->commit(m_replace);
    return done ? Status() : Status(writeError(done.error()));
}

}  // namespace meterseal::cli
