// Rows of a record file as they stand there, whatever its format, numbered as RecordSource numbers them.
//
// Thread-safety: one thread per reader.
#pragma once

#include "source/json_splitter.h"
#include "source/sample_json.h"
#include "source/table_reader.h"

#include "meterseal/source/profile.h"

#include <memory>
#include <optional>

namespace meterseal::source {

struct RawRow {
    std::uint64_t row = 0, line = 0;
    std::string_view text;           // good until the next call; JSON: the whole object, be the row an element of it
    std::vector<std::string> cells;  // empty where the row cannot be cut into cells
};

class RawRows {
public:
    // The separator is told from the first rows where the profile leaves it open and they leave no doubt; a comma
    // stands for it otherwise, so that there is something to look at.
    static Result<RawRows> open(std::unique_ptr<ByteInput> bytes, const MappingProfile& profile);

    static Result<RawRows> open(std::unique_ptr<TableReader> table, const MappingProfile& profile);

    Result<bool> next(RawRow& row);
    // JSON: the paths met so far.
    const std::vector<std::string>& columns() const { return m_json ? m_members.columns() : m_columns; }
    std::string_view header() const { return m_header; }          // as it stands in the file; empty: none
    const std::string& separator() const { return m_separator; }  // what the rows are cut with; empty: no text is cut
    bool separatorInDoubt() const { return m_inDoubt; }
    Encoding encoding() const { return m_encoding; }
    bool complete() const;  // nothing is left

private:
    RawRows() = default;
    Status readHeader(const MappingProfile& profile);
    Result<bool> nextOfJson(RawRow& row);
    Result<bool> nextOfTable(RawRow& row);

    std::unique_ptr<TableReader> m_table;
    std::unique_ptr<JsonSplitter> m_json;
    JsonTable m_members;
    std::vector<std::vector<std::string>> m_elements;  // rows of m_object
    std::size_t m_nextElement = 0;
    std::vector<std::string> m_columns;
    std::string m_header, m_separator;
    bool m_named = false;  // the columns have names
    bool m_inDoubt = false;
    Encoding m_encoding = Encoding::Utf8;
    std::uint64_t m_count = 0;
    TableRow m_row;
    JsonRow m_object;
};

}  // namespace meterseal::source
