// LedgerCopy: one party's copy of a ledger, apart from who makes its blocks: the file, the state, a reader, followers,
// and what is asked of them. The embedded chain's block maker and the replica's loop both stand on it.
//
//   open;  ((accept)* closeBlock append | drop)*;  after a failed append: reopen
//
// The state runs ahead of the file by what was accepted and not yet appended. What did not get there is taken back with
// the state's undo records, so that nothing is read again.
// Threads: everything down to follow() from any thread; accept(), closeBlock() and drop() from any thread, one block
// after the other; append() and reopen() from one thread at a time, the rest of "The file" from any. Followers are
// called without a lock held. Lock order: m_storeMutex before m_stateMutex, which is never held with m_readerMutex.
#pragma once

#include "chain/followers.h"
#include "ledger/store.h"
#include "meterseal/base/mutex.h"
#include "meterseal/chain/chain.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace meterseal {

ChainHead headOf(const SealedBlock& block);

class LedgerCopy {
public:
    // Takes the writer's lock and verifies the head block. reason: ledger.*
    static Result<std::unique_ptr<LedgerCopy>> open(const std::filesystem::path& file, const std::string& vfs = {});

    // ---- Asking ----
    const std::filesystem::path& file() const { return m_file; }
    const Genesis& genesis() const { return m_genesis; }
    const Hash256& fingerprint() const { return m_fingerprint; }
    ChainHead head() const;
    // Committed or Unknown: what waits is known to who makes blocks.
    Result<TxStatus> status(const Hash256& txHash);
    Result<TxProof> proof(const Hash256& txHash);
    // What was accepted, not only what was appended. reason: ledger.no-such-meter
    Result<Hash256> lastConvert(std::string_view address) const;
    // The log as the state has it now.
    merkle::CompactRange log() const;
    // All organisations ever, as the state has them now.
    std::vector<Organisation> organisations() const;
    // A meter by its wallet, as the state has it now; none: not registered.
    std::optional<MeterEntry> meterByAddress(std::string_view address) const;
    std::unique_ptr<Subscription> follow(std::function<void(const BlockEvent&)> callback);
    // `ask` gets the reader, alone.
    template <typename Ask>
    auto read(Ask ask)
    {
        const MutexLock lock(m_readerMutex);
        return ask(m_reader);
    }

    // ---- A block in the making ----
    // The log, and the way back, after what was accepted so far.
    struct BlockEnd {
        std::uint64_t logSize = 0;
        Hash256 logRoot;
        LedgerState::Mark mark;
    };
    Result<AcceptedTransaction> accept(CheckedTransaction checked, const BlockContext& block);
    BlockEnd closeBlock();
    // Takes back everything that was accepted and not appended.
    Status drop();

    // ---- The file ----
    // Writes and syncs a block of accepted transactions that ended at `end`. After an Error the file is at the block
    // before and reopen() must follow.
    Status append(const SealedBlock& block, std::span<const AcceptedTransaction> transactions, const BlockEnd& end,
                  std::span<const Cosignature> cosignatures = {}, std::optional<std::int64_t> engineHeight = {});
    void tellFollowers(const SealedBlock& block, std::shared_ptr<const std::vector<Hash256>> transactions);
    // Keeps what is not there yet. They must have been checked. reason: ledger.no-such-block
    Status addCosignatures(std::span<const Cosignature> cosignatures);
    Result<bool> hasCosignatures();
    // Of a consortium's ledger, see LedgerStore.
    Result<std::int64_t> engineHeight();
    Status setEngineHeight(std::int64_t height);
    Result<std::vector<std::pair<Height, std::int64_t>>> unsealed();
    Status addSeal(Height height, const Seal& seal);
    // Finds out where the file is and brings the state there: OK where the cause of the failure is gone.
    Status reopen();

private:
    LedgerCopy(std::filesystem::path file, std::unique_ptr<LedgerStore> store, LedgerState state, LedgerReader reader);

    const std::filesystem::path m_file;
    const Genesis m_genesis;
    const Hash256 m_fingerprint;
    const std::shared_ptr<Followers> m_followers = std::make_shared<Followers>();
    Mutex m_storeMutex;  // held while the file is written
    const std::unique_ptr<LedgerStore> m_store;

    struct Failed {
        Hash256 block;
        LedgerState::Mark end;
    };
    std::optional<Failed> m_failed;  // the block whose append failed: the file may hold it or not

    Mutex m_readerMutex;
    LedgerReader m_reader GUARDED_BY(m_readerMutex);

    mutable Mutex m_stateMutex;
    LedgerState m_state GUARDED_BY(m_stateMutex);
    LedgerState::Mark m_appended GUARDED_BY(m_stateMutex);  // the state of the file's head
    ChainHead m_head GUARDED_BY(m_stateMutex);
};

}  // namespace meterseal
