// The first rows of a JSON file as a table whose columns are members' paths, for a suggestion.
#pragma once

#include "meterseal/source/profile.h"

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

struct SampledJson {
    std::vector<std::string> columns;  // paths (json_path.h), in the order of the file
    std::vector<std::vector<std::string>> rows;
};

// Members of members and of arrays of objects are columns too: an array whose elements name themselves (serviceId) is
// taken apart by those names; of the others the first one met gives a row for each element, and the rest are text.
// Rows that are no JSON objects are passed over.
SampledJson sampleJson(std::string_view sample, FileFormat format, std::size_t maxRows);

}  // namespace meterseal::source
