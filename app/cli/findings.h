// Findings of a verification as text lines, JSON objects and CSV rows: shared by `verify FILE` and `verify --record`.
#pragma once

#include "cli/output.h"
#include "meterseal/verify/file_verification.h"

#include <string>
#include <vector>

namespace meterseal::cli {

Json toJson(const Finding& finding);
// The same without nesting, for CSV: alarmCode, alarmTime and value in place of record.
Json toFlatJson(const Json& finding);
// A row that could not be read, in the members of a finding; its verdict is NOT_READ.
Json toJson(const RejectedRow& row);
Json toJson(const FileVerification& verified);
// One line for people.
std::string toText(const Finding& finding);
std::string toText(const RejectedRow& row);

}  // namespace meterseal::cli
