// Column names that are the clock times of a day: "00:15", "00:00-00:30", "H1", "Hour 1".
//
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace meterseal::source {

struct ClockNames {
    std::vector<std::size_t> columns;  // ascending; empty: the names are none
    std::vector<std::string> begin,
        end;                 // "00:15" for each column: the time it names, or where its interval begins, ends
    bool intervals = false;  // the names are intervals, so that begin or end is to be chosen
    bool twice = false;      // an hour stands there twice: a day on which clocks are put back
};
// At least twelve columns at equal steps; a name for an hour counts from 0 or 1.
ClockNames clockNames(const std::vector<std::string>& columns);

}  // namespace meterseal::source
