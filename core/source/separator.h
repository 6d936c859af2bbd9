// Which character separates the columns, told from the first lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

// Splits `sample` (whole lines) by each candidate , ; tab | ， and keeps those that give every row from row `skip` on
// the same number of columns, more than one. A comma that the others make superfluous may be a decimal mark, so it
// stands last. Empty where none fits.
std::vector<std::string> separatorCandidates(std::string_view sample, std::size_t skipLines);

// The rows of `sample`, at most `max`; a last row without its line break is left out unless `isAll`.
std::vector<std::vector<std::string>> sampleRows(std::string_view sample, const std::string& separator,
                                                 std::size_t skipLines, std::size_t max);

}  // namespace meterseal::source
