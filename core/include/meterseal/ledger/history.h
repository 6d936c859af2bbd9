// Is a checkpoint that was kept elsewhere one of this ledger's own? (RFC 9162 section 2.1.4, consistency.)
//
// Thread-safety: as the reader given.
#pragma once

#include "meterseal/ledger/reader.h"

#include <optional>

namespace meterseal {

enum class HistoryRelation {
    Same,         // it is this ledger's newest checkpoint
    Earlier,      // this ledger has it, and has grown since
    Ahead,        // it is of a longer ledger: this one may be older, or cut
    Other,        // of the same genesis document, but this ledger has another history
    OtherLedger,  // of another genesis document
};

struct HistoryCheck {
    HistoryRelation relation = HistoryRelation::Other;
    // What this ledger has instead: its block of that height, or its newest where it has none of it. Absent: no block.
    std::optional<SealedBlock> own;
};

// Compares by what the headers say; whether either seal holds is checked apart.
Result<HistoryCheck> compareHistory(LedgerReader& reader, const BlockHeader& checkpoint);

}  // namespace meterseal
