// Which meters of the ledger a file has no record of.
#pragma once

#include "verify/meter_job.h"

namespace meterseal::verify {

// Fills the absent* members of `scope`. `activeInFile`: active meters among those of the file. What could not be looked
// up is said in absentUnknown; it takes nothing from the verdicts of what is in the file.
void addAbsentMeters(RunContext& run, std::uint64_t activeInFile, VerifyScope& scope);

}  // namespace meterseal::verify
