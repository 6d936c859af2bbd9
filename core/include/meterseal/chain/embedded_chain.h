// EmbeddedChain: one sealer, one SQLite file (PROTOCOL.md section 6, "Embedded chain").
//
// submit() checks signatures on the caller's thread, applies the rules in order under one lock, and returns; one sealer
// thread ("ms-sealer") writes all that is waiting as one block (group commit, synchronous=FULL) and then tells
// followers. It is one party's word: evidence from it says so.
//
// A failed write (disk full, I/O) leaves the ledger at the last whole block: waiting transactions are dropped, the
// error sticks, submit() returns it, and reopen() tries again once the cause is gone.
#pragma once

#include "meterseal/chain/writable_chain.h"

#include <chrono>
#include <filesystem>
#include <functional>

namespace meterseal {

struct EmbeddedChainOptions {
    std::size_t maxBlockTransactions = 20000;
    std::size_t maxQueuedBytes = 64u << 20;  // beyond: submit() waits up to submitTimeout, then Busy
    std::chrono::milliseconds submitTimeout{10000};
    // How long the sealer waits for company after the first transaction of a block. 0: seal at once.
    std::chrono::milliseconds linger{0};
    // Told of the newest block: before followers are, but at most once a second, and once more at the end. On the
    // sealer's thread; what fails there is its own business.
    std::function<void(const ChainHead&)> keepHead;
    std::string sqliteVfs;  // empty: SQLite's default; tests name a fault-injecting one
};

class EmbeddedChain : public WritableChain {
public:
    // Makes the ledger file. Conflict where it exists.
    static Status create(const std::filesystem::path& file, const Genesis& genesis);
    // Takes the ledger for writing: Busy/ledger.locked where another process has it. Verifies the head block (hash,
    // signature, log root) before anything else. The sealer key must be the genesis document's: Forbidden otherwise.
    // A copy that is older than what members cosigned never seals: Conflict/ledger.behind-cosigned, ledger.restored (a
    // restored copy that others cosign, and that was not compared with a member's newest note yet).
    static Result<std::unique_ptr<EmbeddedChain>> open(const std::filesystem::path& file,
                                                       const crypto::Ed25519PrivateKey& sealer,
                                                       const EmbeddedChainOptions& options = {});

    // The ledger file was restored from a backup: see open().
    static Status markRestored(const std::filesystem::path& file);

    // A cosigned note of a member, while blocks are made: its valid cosignatures are kept and given back. A valid one
    // of a block that is not here means that this copy is behind what it gave out: Conflict/ledger.behind-cosigned,
    // which sticks, and nothing is sealed any more. reason: as Replica::addCosignatures
    virtual Result<std::vector<Cosignature>> addCosignatures(std::string_view note, std::string_view source) = 0;
    // The same for a ledger that is not open here; a valid cosignature of a block that is here also says that a
    // restored copy is compared.
    static Result<std::vector<Cosignature>> takeNote(const std::filesystem::path& file, std::string_view note,
                                                     std::string_view source);

    // After a failed write: reloads from disk. OK and nothing done where there is no error.
    virtual Status reopen() = 0;
};

}  // namespace meterseal
