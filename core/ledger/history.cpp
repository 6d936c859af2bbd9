#include "meterseal/ledger/history.h"

#include "meterseal/merkle/tree.h"

namespace meterseal {

Result<HistoryCheck> compareHistory(LedgerReader& reader, const BlockHeader& checkpoint)
{
    HistoryCheck out;
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    out.own = totals.head;
    if (checkpoint.fingerprint != reader.fingerprint()) {
        out.relation = HistoryRelation::OtherLedger;
        return out;
    }
    if (!totals.head || checkpoint.height > totals.head->header.height) {
        out.relation = HistoryRelation::Ahead;
        return out;
    }
    const BlockHeader& head = totals.head->header;
    MS_ASSIGN(out.own, reader.block(checkpoint.height));
    if (out.own->header != checkpoint || checkpoint.logSize > head.logSize) {
        return out;
    }
    // That the row of this height is the same is not enough: what came after must stand on the same log.
    MS_ASSIGN(const auto proof, reader.consistencyProof(checkpoint.logSize, head.logSize));
    if (merkle::verifyConsistency(checkpoint.logSize, head.logSize, checkpoint.logRoot, head.logRoot, proof)) {
        out.relation = checkpoint == head ? HistoryRelation::Same : HistoryRelation::Earlier;
    }
    return out;
}

}  // namespace meterseal
