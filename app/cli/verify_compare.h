// verify --compare and verify --search: parties' files side by side, and the search for what was anchored.
#pragma once

#include "cli/context.h"
#include "cli/profile_choice.h"
#include "meterseal/verify/compare.h"

#include <string>
#include <vector>

namespace meterseal::cli {

// One to four files of the same meters; prints the rows in which not all hold the anchored record.
Result<Outcome> runCompare(const Context& context, const std::vector<std::string>& files, const ReadingOptions& reading,
                           const CompareOptions& options);

// In checkpoint.cpp: a note, or a sheet as typed ("-": standard input), against the workspace's ledger.
Result<Outcome> checkKeptCheckpoint(const Context& context, const std::string& file);

}  // namespace meterseal::cli
