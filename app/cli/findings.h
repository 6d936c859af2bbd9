// Findings of a verification as text lines, JSON objects and CSV rows: shared by `verify FILE` and `verify --record`.
#pragma once

#include "cli/output.h"
#include "meterseal/verify/verifier.h"

#include <string>
#include <vector>

namespace meterseal::cli {

Json toJson(const Finding& finding);
// The same without nesting, for CSV: alarmCode, alarmTime and value in place of record.
Json toFlatJson(const Finding& finding);
Json toJson(const VerifySummary& summary);
// One line for people.
std::string toText(const Finding& finding);

}  // namespace meterseal::cli
