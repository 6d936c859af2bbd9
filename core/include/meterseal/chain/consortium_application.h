// ConsortiumApplication: what a validator's CometBFT asks of the ledger (ABCI 2.0), apart from sockets and encodings.
// Every validator's application that is given the same blocks keeps the same ledger, byte for byte.
//
//   open;  initChain?  (checkTransaction | propose | agrees | (decide commit))*
//
// From CometBFT height c to ledger height k: the transactions of c that the rules accept, in order, make block k = head
// + 1 at time max(head's, c's cut to milliseconds); none make no block. The answer to c is the hash of the newest
// block, of the genesis document before the first: CometBFT writes it into header c + 1, which with its commit is the
// seal of block k. That is decided after c, so addSeal() comes later.
//
// Nothing but commit() and addSeal() changes anything durable; commit() is one synced write, so that height() never
// runs ahead of the file, and a process killed at any instant is asked for the same block again. Answers depend on the
// ledger and the block alone: no clock, no I/O.
//
// Thread-safety: every method from any thread; they run one after the other.
#pragma once

#include "meterseal/chain/chain.h"
#include "meterseal/ledger/block.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace meterseal {

// What all validators must have in common beside the rules; the values are every consortium's.
struct ConsensusParams {
    std::int64_t blockBytes = 4 << 20;
    std::int64_t blockGas = -1;  // none is counted
    std::int64_t evidenceBlocks = 100'000;
    std::chrono::nanoseconds evidenceAge = std::chrono::hours(48);
    std::int64_t evidenceBytes = 1 << 20;
    std::vector<std::string> keyTypes{"ed25519"};
    std::uint64_t appVersion = 1;
    std::int64_t voteExtensionsFrom = 0;  // never

    bool operator==(const ConsensusParams&) const = default;
};

// What CometBFT says its genesis file holds.
struct CometStart {
    std::string chainId;
    cometbft::Time time;
    std::int64_t initialHeight = 1;
    ConsensusParams params;
    std::string document;  // may be spelled otherwise than the canonical form (Go escapes)
    std::vector<cometbft::Validator> validators;
};

class ConsortiumApplication {
public:
    // Takes the ledger file for writing. reason: ledger.*, node.no-consortium (the ledger has a sealer)
    static Result<std::unique_ptr<ConsortiumApplication>> open(const std::filesystem::path& ledgerFile);
    ~ConsortiumApplication();

    const Genesis& genesis() const;
    ChainHead head() const;
    std::vector<Organisation> organisations() const;
    std::unique_ptr<Subscription> follow(std::function<void(const BlockEvent&)> callback);

    // The last CometBFT height that is in the file; 0: none yet.
    Result<std::int64_t> height() const;
    // Is this the chain of our genesis document, from its time on and by the rules for blocks that all have in common?
    // reason: node.other-chain, node.other-genesis, node.other-params, node.other-validators
    Status initChain(CometStart start) const;

    // Would the rules take it behind what is on its way? OK, or the refusal (tx.*, header.*, wire.*). commit() forgets
    // what is on its way: whoever keeps it asks again for each, in its order (CometBFT's recheck).
    Status checkTransaction(ByteView wire);
    // Those of `transactions` that the rules take in this order, as indexes, up to `maxBytes` in all (each counts with
    // its length prefix in the block).
    std::vector<std::size_t> propose(std::span<const ByteView> transactions, Timestamp time, std::uint64_t maxBytes);
    // Do the rules take all of them in this order?
    bool agrees(std::span<const ByteView> transactions, Timestamp time);

    struct Decided {
        std::vector<Status> results;  // OK: in the log after commit()
        Hash256 appHash;
        std::vector<cometbft::Validator> changes;  // validators whose power changed; 0: no longer one
    };
    // What commit() will write. May come again for the same height.
    Decided decide(std::int64_t height, std::span<const ByteView> transactions, Timestamp time);
    // Writes and syncs what was decided last. An Error is final: the process must end and start anew.
    Status commit();

    // The first blocks without a seal (256 at most), ascending, each with the CometBFT height that made it, and whose
    // validators decide its seal.
    struct Unsealed {
        SealedBlock block;
        std::int64_t cometHeight = 0;
        SealTrust trust;
    };
    Result<std::vector<Unsealed>> unsealed();
    // Keeps a seal that holds. reason: seal.*, ledger.no-such-block, ledger.sealed
    Status addSeal(const Unsealed& unsealed, const Seal& seal);

private:
    struct Impl;
    explicit ConsortiumApplication(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// CometBFT's own genesis file, derived from ours so that one fingerprint covers both: the same bytes on every machine.
// Precondition: genesis.consortium().
std::string cometGenesis(const Genesis& genesis);

}  // namespace meterseal
