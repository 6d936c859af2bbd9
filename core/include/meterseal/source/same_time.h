// Records of one file that contradict each other: the same meter, alarm code and time, and another value. Which of them
// are anchored is a person's to say; command line and desktop ask the same question.
//
// Thread-safety: pure functions.
#pragma once

#include "meterseal/source/record_survey.h"
#include "meterseal/source/suggestion.h"

namespace meterseal {

// Key sameTime; answers both, first, last, none (of each group of records that contradict each other). `summary` has
// otherValue > 0.
Question sameTimeQuestion(const RecordSummary& summary);

// The profile's leaveOut that the answer means: rows, ascending; empty for both. InvalidArgument, source.same-time,
// where the answer is no candidate, or where the summary does not name all such rows, so that leaving out some of them
// would look like leaving out all.
Result<std::vector<std::uint64_t>> rowsToLeaveOut(const RecordSummary& summary, const std::string& answer);

}  // namespace meterseal
