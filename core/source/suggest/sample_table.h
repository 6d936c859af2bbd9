// The first rows of a record file as a table, whatever its format: what a suggestion looks at.
#pragma once

#include "source/table_reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

inline constexpr std::size_t kSampleRows = 2000;

struct SampleTable {
    // Of the profile: format, separator, header, skipRows, skipAfterHeader.
    MappingProfile found;
    std::vector<std::string> columns;                // names as a profile gives them, or "column 1", ...
    std::vector<std::vector<std::string>> rows;      // of records, up to kSampleRows
    std::vector<std::vector<std::string>> unitRows;  // between the header and the first record
    std::vector<std::vector<std::string>> totals;    // rows below the records that sum them up
    std::vector<std::string> preamble;               // cells that stand before the header
    std::vector<std::string> separators;             // that fit alike, where more than one does; the likeliest first
    bool widerThanHeader = false;                    // rows have more cells than the header has names
};

// `separator` is the one a person named; empty: the one that fits.
SampleTable sampleDelimited(std::string_view sample, const std::string& separator);
// The rows of a sheet or database; a database's first row is its columns' names.
Result<SampleTable> sampleOfTable(TableReader& reader, FileFormat format);
SampleTable sampleOfJson(std::string_view sample, FileFormat format);

// Where a column is, as a profile says it: by its name where that is its own, else by its number.
FieldSource placeOf(const SampleTable& table, std::size_t column);

}  // namespace meterseal::source
