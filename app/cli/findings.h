// Findings of a verification as text lines: shared by `verify FILE` and `verify --record`.
#pragma once

#include "cli/output.h"
#include "meterseal/verify/file_verification.h"

#include <string>
#include <vector>

namespace meterseal::cli {

// One line for people.
std::string toText(const Finding& finding);
std::string toText(const RejectedRow& row);

}  // namespace meterseal::cli
