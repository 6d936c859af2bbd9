#include "meterseal/source/same_time.h"

#include <fmt/format.h>

#include <set>

namespace meterseal {

Question sameTimeQuestion(const RecordSummary& summary)
{
    const std::uint64_t first = summary.firstRows.front(), later = summary.laterRows.front();
    const auto row = [](std::uint64_t number) { return fmt::format("row {}", number); };
    return {"sameTime",
            {"source.same-time",
             {fmt::to_string(summary.otherValue), fmt::to_string(first), fmt::to_string(later)},
             fmt::format("{} records have the meter, alarm code and time of another one and another value (rows {} and "
                         "{} are the first of them). Which are to be anchored?",
                         summary.otherValue, first, later),
             0},
            {{"both", {row(first), row(later)}}, {"first", {row(first)}}, {"last", {row(later)}}, {"none", {}}},
            false};
}

Result<std::vector<std::uint64_t>> rowsToLeaveOut(const RecordSummary& summary, const std::string& answer)
{
    if (answer == "both") {
        return std::vector<std::uint64_t>();
    }
    if (answer != "first" && answer != "last" && answer != "none") {
        return makeError(ErrorCode::InvalidArgument, "source.same-time",
                         fmt::format("\"{}\" is no answer: it is both, first, last or none.", answer));
    }
    if (summary.otherValue > summary.firstRows.size()) {
        return makeError(ErrorCode::InvalidArgument, "source.same-time",
                         fmt::format("There are too many records that contradict others ({}) to leave any out. Nothing "
                                     "was anchored; correct the file, or keep both.",
                                     summary.otherValue));
    }
    std::map<std::uint64_t, std::set<std::uint64_t>> groups;  // first row: all that contradict each other
    for (std::size_t i = 0; i < summary.firstRows.size(); ++i) {
        groups[summary.firstRows[i]].insert({summary.firstRows[i], summary.laterRows[i]});
    }
    std::set<std::uint64_t> out;
    for (const auto& [first, rows] : groups) {
        for (const std::uint64_t row : rows) {
            if (!(answer == "first" && row == first) && !(answer == "last" && row == *rows.rbegin())) {
                out.insert(row);
            }
        }
    }
    return std::vector<std::uint64_t>(out.begin(), out.end());
}

}  // namespace meterseal
