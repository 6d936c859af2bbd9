// Chain: what the rest of the program needs of a ledger engine. The embedded sealer and a CometBFT consortium stand
// behind the same few calls; nothing outside core/chain knows which one it talks to.
//
// Thread-safety: every method may be called from any thread at once.
#pragma once

#include "meterseal/ledger/reader.h"
#include "meterseal/ledger/transaction.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace meterseal {

enum class TxStage {
    Unknown,    // not here; it may never have arrived
    Pending,    // accepted, not yet in a block
    Committed,  // in a durable block
};

struct TxStatus {
    TxStage stage = TxStage::Unknown;
    Height height = 0;      // Committed only
    std::uint64_t seq = 0;  // Committed only
};

struct ChainHead {
    Height height = 0;  // 0: no block yet
    Timestamp time;     // of the head block; the genesis time where there is none
    std::uint64_t logSize = 0;
    Hash256 logRoot;
    Hash256 blockHash;  // the genesis fingerprint where there is none
};

struct BlockEvent {
    ChainHead head;                                            // of this block
    std::shared_ptr<const std::vector<Hash256>> transactions;  // their hashes, in block order
};

// Ends its subscription when it goes; its destructor waits for a running callback, so never destroy it from inside one.
class Subscription {
public:
    virtual ~Subscription() = default;
};

class Chain {
public:
    virtual ~Chain() = default;

    // "embedded", "simulated", "cometbft": shown to people.
    virtual std::string engine() const = 0;
    virtual const Genesis& genesis() const = 0;

    // Offers a transaction. Success means accepted, not committed: see status() and follow(). The same bytes offered
    // again succeed again and change nothing. Refused: Conflict/InvalidArgument with the rule's reason (tx.*, header.*,
    // wire.*). Busy where the queue is full, Unavailable where the engine cannot take it now (then: try again, nothing
    // was kept).
    virtual Result<Hash256> submit(Bytes wire) = 0;

    virtual Result<TxStatus> status(const Hash256& txHash) = 0;
    virtual Result<ChainHead> head() = 0;
    // Every block committed from now on, in order, from an engine thread. The callback must be quick and must not
    // throw.
    virtual std::unique_ptr<Subscription> follow(std::function<void(const BlockEvent&)> callback) = 0;
    virtual Result<TxProof> proof(const Hash256& txHash) = 0;
    // A meter's last convert, accepted (pending included): what the next one's prev must be. Zero: none yet.
    virtual Result<Hash256> lastConvert(std::string_view address) = 0;
};

}  // namespace meterseal
