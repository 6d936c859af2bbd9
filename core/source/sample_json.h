// JSON rows as a table whose columns are members' paths: what a suggestion and a preview show of a file.
#pragma once

#include "meterseal/source/profile.h"
#include "source/json_tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

// Members of members and of arrays of objects are columns too: an array whose elements name themselves (serviceId) is
// taken apart by those names; one array gives a row for each element, and the rest are text.
class JsonTable {
public:
    // The array whose elements are rows: the first one met, or the one this path leads to (empty: none).
    JsonTable() = default;
    explicit JsonTable(std::string rowsPath) : m_rowsPath(std::move(rowsPath)), m_open(false) {}

    // Appends the object's rows, one for each element of that array, cells below columns(). False where the text is no
    // JSON object that can be a row.
    bool add(std::string_view json, std::vector<std::vector<std::string>>& rows);
    const std::vector<std::string>& columns() const { return m_columns; }  // paths (json_path.h), as they were met

private:
    JsonTree m_tree;
    std::vector<std::string> m_columns;
    std::string m_rowsPath;
    bool m_open = true;  // the array is not chosen yet
};

struct SampledJson {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};
// Rows that are no JSON objects are passed over.
SampledJson sampleJson(std::string_view sample, FileFormat format, std::size_t maxRows);

// The array whose elements are the profile's rows, as a path; empty where each object is one.
std::string rowsPathOf(const MappingProfile& profile);

}  // namespace meterseal::source
