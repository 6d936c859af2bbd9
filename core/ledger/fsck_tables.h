// fsck's second half: the tables that were derived while appending must equal what the replay gives.
#pragma once

#include "ledger/fsck_replay.h"

namespace meterseal {

Status checkDerivedTables(sqlite::Database& db, const LedgerReplay& replay, FaultSink& faults);

}  // namespace meterseal
