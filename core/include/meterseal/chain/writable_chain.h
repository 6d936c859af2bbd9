// WritableChain: a chain as a workspace opened for writing has it, whoever makes the blocks.
//
// Thread-safety: as Chain.
#pragma once

#include "meterseal/chain/chain.h"

#include <string>

namespace meterseal {

class WritableChain : public Chain {
public:
    // Blocks until everything accepted so far is committed and followers were told. What stands in the way: an embedded
    // chain's sticky error; Unavailable/chain.not-decided where a consortium's validators did not decide it in time (it
    // may still come).
    virtual Status flush() = 0;
    // A signed promise that the transaction was taken (tx_receipt.h). NotFound/chain.no-such-transaction where it was
    // not; Unsupported/chain.no-receipts where no single party makes the blocks.
    virtual Result<std::string> receipt(const Hash256& txHash) = 0;
};

}  // namespace meterseal
