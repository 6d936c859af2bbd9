// Rows with the same names, written as CSV (UTF-8 with BOM, safe from formulas) or JSON Lines, to a file or standard
// output. A file appears under its name only when it is whole.
#pragma once

#include "cli/output.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/source/csv_writer.h"

#include <memory>
#include <optional>
#include <string>

namespace meterseal::cli {

enum class TableFormat { Csv, JsonLines };
// "csv", "jsonl", or empty: told by the file's name, else CSV.
Result<TableFormat> parseTableFormat(const std::string& text, const std::string& file);

class TableFile {
public:
    // `file` empty: standard output. Conflict where the file exists and `replace` is not set.
    static Result<std::unique_ptr<TableFile>> open(const std::string& file, TableFormat format, bool replace);
    TableFile(const TableFile&) = delete;
    TableFile& operator=(const TableFile&) = delete;

    // Once, before the rows: an object with the names that every row has. They become the CSV header, so that a list
    // without rows has one too.
    Status columns(const Json& example);
    Status row(const Json& object);
    Status close();
    std::uint64_t count() const { return m_count; }

private:
    explicit TableFile(Replace replace) : m_replace(replace) {}
    Status streamTrouble();

    const Replace m_replace;
    std::optional<WholeFile> m_file;  // none: standard output
    std::ostream* m_out = nullptr;
    std::optional<CsvWriter> m_csv;
    std::uint64_t m_count = 0;
};

}  // namespace meterseal::cli
