// The two ways to read a record: a straight one for lines written as appendCanonical writes them, and a general one for
// any JSON text. Both end in the same checks.
#pragma once

#include "meterseal/record/health_record.h"

namespace meterseal::record {

// 1 to 64 printable ASCII characters without a space at either end: what checkText accepts, found without a call.
bool isPlainCode(std::string_view code);

// True where `json` is a good record in canonical member order without white space or escapes. False says nothing about
// the text but that parseGeneral must look at it; `record` may then be half filled.
bool parseCanonicalLine(std::string_view json, HealthRecord& record);

Status parseGeneral(std::string_view json, HealthRecord& record);

}  // namespace meterseal::record
