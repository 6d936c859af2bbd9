// Which character separates the columns, told from the first lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

// The candidates of , ; tab | ， that give every row after `skipLines` lines as many columns as the first, more than
// one; where none does, those that do so for more than half of the rows. Not exactly one: a person must say.
std::vector<std::string> separatorCandidates(std::string_view sample, std::size_t skipLines);

// The rows of `sample`, at most `max`; a last row without its line break is left out unless `isAll`.
std::vector<std::vector<std::string>> sampleRows(std::string_view sample, const std::string& separator,
                                                 std::size_t skipLines, std::size_t max);

}  // namespace meterseal::source
