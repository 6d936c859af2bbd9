// One decoded transaction, checked by itself: shared by `tx` and `tx decode`.
#pragma once

#include "cli/output.h"
#include "meterseal/ledger/transaction.h"

namespace meterseal::cli {

struct TxView {
    Json object;         // txHash, dataBlockHash, header, signatures, count, leafCount, rootMatches
    bool holds = false;  // every signature and the root
};

// Error where the bytes are not the canonical encoding of a transaction.
Result<TxView> viewTransaction(ByteView wire);

}  // namespace meterseal::cli
