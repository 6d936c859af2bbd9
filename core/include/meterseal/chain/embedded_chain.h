// EmbeddedChain: one sealer, one SQLite file (PROTOCOL.md section 6, "Embedded chain").
//
// submit() checks signatures on the caller's thread, applies the rules in order under one lock, and returns; one sealer
// thread ("ms-sealer") writes all that is waiting as one block (group commit, synchronous=FULL) and then tells
// followers. It is one party's word: evidence from it says so.
//
// A failed write (disk full, I/O) leaves the ledger at the last whole block: waiting transactions are dropped, the
// error sticks, submit() returns it, and reopen() tries again once the cause is gone.
#pragma once

#include "meterseal/chain/chain.h"

#include <chrono>
#include <filesystem>

namespace meterseal {

struct EmbeddedChainOptions {
    std::size_t maxBlockTransactions = 20000;
    std::size_t maxQueuedBytes = 64u << 20;  // beyond: submit() waits up to submitTimeout, then Busy
    std::chrono::milliseconds submitTimeout{10000};
    // How long the sealer waits for company after the first transaction of a block. 0: seal at once.
    std::chrono::milliseconds linger{0};
    std::string sqliteVfs;  // empty: SQLite's default; tests name a fault-injecting one
};

class EmbeddedChain : public Chain {
public:
    // Makes the ledger file. Conflict where it exists.
    static Status create(const std::filesystem::path& file, const Genesis& genesis);
    // Takes the ledger for writing: Busy/ledger.locked where another process has it. Verifies the head block (hash,
    // signature, log root) before anything else. The sealer key must be the genesis document's: Forbidden otherwise.
    static Result<std::unique_ptr<EmbeddedChain>> open(const std::filesystem::path& file,
                                                       const crypto::Ed25519PrivateKey& sealer,
                                                       const EmbeddedChainOptions& options = {});

    // Blocks until everything accepted so far is committed and followers were told, or the sticky error.
    virtual Status flush() = 0;
    // After a failed write: reloads from disk. OK and nothing done where there is no error.
    virtual Status reopen() = 0;
    // Local knowledge the ledger itself cannot have: how many records of which alarm code were anchored on which day
    // (UTC, of the record). Written with the next block, or by
    // itself where none comes soon and at the end; a crash may lose the latest. Aggregates only.
    virtual void noteAlarms(Timestamp day, std::string_view alarmCode, std::uint64_t records) = 0;
};

}  // namespace meterseal
