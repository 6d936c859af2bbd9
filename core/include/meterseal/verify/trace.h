// A meter's batches followed back along `prev`, link by link, believing no index: the bytes found under a name must
// hash to it and be a batch of the same wallet.
//
// Thread-safety: as the reader given.
#pragma once

#include "meterseal/ledger/reader.h"

#include <string_view>

namespace meterseal {

struct TraceLink {
    TxRow row;
    Hash256 root;
    Hash256 prev;  // zero: the meter's first batch
};

// The batch named `hash` of the wallet `address`. Damaged with a reason that says how the chain is broken:
// trace.missing, trace.hash, trace.foreign. Other errors: it could not be looked up.
Result<TraceLink> followLink(LedgerReader& reader, const Hash256& hash, std::string_view address);

}  // namespace meterseal
