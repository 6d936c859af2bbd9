// The block maker of an embedded ledger: takes transactions, makes blocks of them and seals them, on a LedgerCopy that
// keeps them. Everything behind EmbeddedChain's public face.
//
// Two threads of its own: "ms-sealer" turns what is waiting into blocks, "ms-checkpoint" moves SQLite's write-ahead log
// into the file off the sealer's path. Lock order: m_mutex before the copy's own; followers are called without it.
#pragma once

#include "chain/cosign/note_check.h"
#include "meterseal/base/mutex.h"
#include "meterseal/chain/embedded_chain.h"

#include <condition_variable>
#include <thread>
#include <unordered_set>

namespace meterseal {

class BlockMaker final : public EmbeddedChain {
public:
    BlockMaker(std::unique_ptr<LedgerCopy> copy, const crypto::Ed25519PrivateKey& key,
               const EmbeddedChainOptions& options);
    ~BlockMaker() override;

    std::string engine() const override { return "embedded"; }
    const Genesis& genesis() const override { return m_copy->genesis(); }
    Result<Hash256> submit(Bytes wire) override;
    Result<TxStatus> status(const Hash256& txHash) override;
    Result<ChainHead> head() override;
    std::unique_ptr<Subscription> follow(std::function<void(const BlockEvent&)> callback) override;
    Result<TxProof> proof(const Hash256& txHash) override;
    Result<Hash256> lastConvert(std::string_view address) override;

    Result<std::vector<Cosignature>> addCosignatures(std::string_view note, std::string_view source) override;
    Result<std::string> receipt(const Hash256& txHash) override;
    Status flush() override;
    Status reopen() override;

private:
    // The block being collected: its place is fixed with its first transaction, because rules and log depend on it.
    struct Draft {
        BlockContext block;
        std::vector<AcceptedTransaction> transactions;
        std::size_t bytes = 0;
        LedgerCopy::BlockEnd end;
    };

    Status waitForRoom(MutexLock& lock) MS_REQUIRES(m_mutex);
    Status accept(CheckedTransaction checked) MS_REQUIRES(m_mutex);
    Draft takeDraft() MS_REQUIRES(m_mutex);
    SealedBlock seal(const Draft& draft, const ChainHead& previous) const;
    void sealLoop(const std::stop_token& stop);
    bool waitForTransaction(MutexLock& lock, const std::stop_token& stop) MS_REQUIRES(m_mutex);
    void waitForCompany(MutexLock& lock, const std::stop_token& stop, bool busy) MS_REQUIRES(m_mutex);
    void sealOne(Draft draft, const ChainHead& previous);
    void keepHead(bool last);
    void stick(const Error& error);
    void fail(const Error& error);
    void checkpointLoop(const std::stop_token& stop);

    // Constant after construction. What is appended to the copy's file comes from the sealer thread alone, and from
    // reopen() while that thread is idle because of m_error.
    const std::unique_ptr<LedgerCopy> m_copy;
    const EmbeddedChainOptions m_options;
    const crypto::Ed25519PrivateKey m_key;
    const ConflictFolder m_conflicts;
    Mutex m_notesMutex;  // before all others
    NoteCheck m_notes GUARDED_BY(m_notesMutex);

    // The sealer thread's, and the destructor's once that thread has ended.
    std::optional<Height> m_keptHead;
    std::chrono::steady_clock::time_point m_keptAt;

    Mutex m_mutex;
    std::condition_variable_any m_work;           // the sealer's: there is a first transaction, or the end is near
    std::condition_variable_any m_room;           // everybody else's: a block was taken, sealed, or failed
    std::condition_variable_any m_checkpointDue;  // the checkpointer's
    Draft m_draft GUARDED_BY(m_mutex);
    bool m_sealing GUARDED_BY(m_mutex) = false;
    std::unordered_set<Hash256> m_pending GUARDED_BY(m_mutex);  // accepted, not committed
    Timestamp m_lastTime GUARDED_BY(m_mutex);  // of the newest block taken for sealing; the next is not older
    Height m_lastHeight GUARDED_BY(m_mutex) = 0;
    Status m_error GUARDED_BY(m_mutex);                      // sticks until reopen()
    std::uint64_t m_uncheckpointed GUARDED_BY(m_mutex) = 0;  // bytes written since the last checkpoint began

    // Last: started when everything else is there, joined before anything goes.
    std::jthread m_sealerThread;
    std::jthread m_checkpointThread;
};

}  // namespace meterseal
