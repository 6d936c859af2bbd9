// Whether records that are not what was anchored would be, were all their times earlier or later by one amount: the
// mark of a file read in the wrong time zone.
//
// Thread-safety: as Verifier.
#pragma once

#include "meterseal/verify/verifier.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>

namespace meterseal {

// What must be added to the records' times: a multiple of a quarter of an hour, up to 26 hours, by which at least nine
// of ten records are INTACT. None where there is no such amount or more than one, or where they need none. A few dozen
// records of the file are enough. An Error is the ledger's.
Result<std::optional<std::chrono::minutes>> shiftThatFits(LedgerReader& ledger, std::span<const HealthRecord> records);

// "All records would be INTACT if their times were 8 h later: look at the time zone."
std::string shiftInWords(std::chrono::minutes shift);

}  // namespace meterseal
