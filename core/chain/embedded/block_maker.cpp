#include "chain/embedded/block_maker.h"

#include "base/thread.h"
#include "chain/cosign/ahead_note.h"
#include "meterseal/chain/tx_receipt.h"
#include "meterseal/merkle/tree.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::uint64_t kCheckpointBytes = 32u << 20;
// A block of at least kBusyBlock transactions says that many come: the next one waits for company until it is large
// enough, or for kLull nobody came, or for kBusyLinger at most.
constexpr std::size_t kBusyBlock = 32;
constexpr std::size_t kLargeBlock = 1024;
constexpr std::size_t kLargeBlockBytes = 8u << 20;
constexpr std::chrono::milliseconds kLull{4};
constexpr std::chrono::milliseconds kBusyLinger{100};
constexpr std::chrono::seconds kKeepHeadEvery{1};

}  // namespace

BlockMaker::BlockMaker(std::unique_ptr<LedgerCopy> copy, const crypto::Ed25519PrivateKey& key,
                       const EmbeddedChainOptions& options)
    : m_copy(std::move(copy)),
      m_options(options),
      m_key(key),
      m_conflicts(m_copy->file()),
      m_notes(*m_copy, m_conflicts, true),
      m_lastTime(m_copy->head().time),
      m_lastHeight(m_copy->head().height),
      m_sealerThread([this](const std::stop_token& stop) { sealLoop(stop); }),
      m_checkpointThread([this](const std::stop_token& stop) { checkpointLoop(stop); })
{}

BlockMaker::~BlockMaker()
{
    // What was accepted is sealed first: the loop ends only with an empty draft.
    m_checkpointThread.request_stop();
    m_sealerThread.request_stop();
    {
        const MutexLock lock(m_mutex);  // nobody is between looking at the stop token and waiting
    }
    m_work.notify_all();
    m_checkpointDue.notify_all();
    m_checkpointThread.join();
    m_sealerThread.join();
    keepHead(true);
}

// ---- Submitting ---------------------------------------------------------------------------------------------------

Result<Hash256> BlockMaker::submit(Bytes wire)
{
    MS_ASSIGN(CheckedTransaction checked, checkTransaction(std::move(wire), genesis().chain));
    const Hash256 txHash = checked.txHash;
    Status refused;
    bool first = false;
    {
        MutexLock lock(m_mutex);
        MS_TRY(m_error);
        if (m_pending.contains(txHash)) {
            return txHash;
        }
        MS_TRY(waitForRoom(lock));
        refused = accept(std::move(checked));
        first = m_draft.transactions.size() == 1;
    }
    if (!refused.ok()) {
        // The same bytes again: what refuses them may be that they are on the ledger already.
        const auto known = m_copy->status(txHash);
        if (known.ok() && known->stage == TxStage::Committed) {
            return txHash;
        }
        return refused.error();
    }
    if (first) {
        m_work.notify_one();
    }
    return txHash;
}

Status BlockMaker::waitForRoom(MutexLock& lock)
{
    const auto deadline = std::chrono::steady_clock::now() + m_options.submitTimeout;
    while (m_draft.bytes >= m_options.maxQueuedBytes || m_draft.transactions.size() >= m_options.maxBlockTransactions) {
        if (m_room.wait_until(lock, deadline) == std::cv_status::timeout) {
            return makeError(
                ErrorCode::Busy, "chain.busy",
                fmt::format("The ledger has {} transactions waiting and takes no more now. This one was not accepted; "
                            "offer it again in a moment.",
                            m_draft.transactions.size()));
        }
        MS_TRY(m_error);
    }
    return {};
}

Status BlockMaker::accept(CheckedTransaction checked)
{
    if (m_draft.transactions.empty()) {
        m_draft.block = {m_lastHeight + 1, std::max(now(), m_lastTime)};
    }
    const Hash256 txHash = checked.txHash;
    const std::size_t bytes = checked.wire.size();
    MS_ASSIGN(AcceptedTransaction accepted, m_copy->accept(std::move(checked), m_draft.block));
    m_pending.insert(txHash);
    m_draft.bytes += bytes;
    m_draft.transactions.push_back(std::move(accepted));
    return {};
}

// ---- Reading ------------------------------------------------------------------------------------------------------

Result<TxStatus> BlockMaker::status(const Hash256& txHash)
{
    {
        const MutexLock lock(m_mutex);
        if (m_pending.contains(txHash)) {
            return TxStatus{TxStage::Pending};
        }
    }
    return m_copy->status(txHash);
}

Result<ChainHead> BlockMaker::head()
{
    return m_copy->head();
}

std::unique_ptr<Subscription> BlockMaker::follow(std::function<void(const BlockEvent&)> callback)
{
    return m_copy->follow(std::move(callback));
}

Result<TxProof> BlockMaker::proof(const Hash256& txHash)
{
    return m_copy->proof(txHash);
}

Result<Hash256> BlockMaker::lastConvert(std::string_view address)
{
    return m_copy->lastConvert(address);
}

Result<std::vector<Cosignature>> BlockMaker::addCosignatures(std::string_view note, std::string_view source)
{
    const MutexLock lock(m_notesMutex);
    auto kept = m_notes.addCosignatures(note, source);
    if (!kept.ok() && kept.error().reason == "ledger.behind-cosigned") {
        stick(kept.error());
        m_room.notify_all();
    }
    return kept;
}

Result<std::string> BlockMaker::receipt(const Hash256& txHash)
{
    MS_ASSIGN(const TxStatus known, status(txHash));
    if (known.stage == TxStage::Unknown) {
        return makeError(
            ErrorCode::NotFound, "chain.no-such-transaction",
            fmt::format("The transaction {} was not taken here, so there is no receipt for it.", txHash.hex()));
    }
    return printTxReceipt({txHash, now()}, genesis(), m_key);
}

// ---- Sealing ------------------------------------------------------------------------------------------------------

void BlockMaker::sealLoop(const std::stop_token& stop)
{
    nameThread("ms-sealer");
    bool busy = false;
    for (;;) {
        Draft draft;
        ChainHead previous;
        {
            MutexLock lock(m_mutex);
            if (!waitForTransaction(lock, stop)) {
                return;
            }
            waitForCompany(lock, stop, busy);
            draft = takeDraft();
            previous = m_copy->head();
            m_sealing = true;
        }
        m_room.notify_all();
        busy = draft.transactions.size() >= kBusyBlock;
        sealOne(std::move(draft), previous);
    }
}

// False at the end.
bool BlockMaker::waitForTransaction(MutexLock& lock, const std::stop_token& stop)
{
    while (m_draft.transactions.empty()) {
        if (stop.stop_requested()) {
            return false;
        }
        m_work.wait(lock);
    }
    return true;
}

// One large commit costs far less than many small ones. A lone transaction is sealed at once.
void BlockMaker::waitForCompany(MutexLock& lock, const std::stop_token& stop, bool busy)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto linger = busy ? std::max(m_options.linger, kBusyLinger) : m_options.linger;
    while (!stop.stop_requested() && m_draft.transactions.size() < kLargeBlock && m_draft.bytes < kLargeBlockBytes) {
        const std::size_t before = m_draft.transactions.size();
        const auto now = std::chrono::steady_clock::now();
        m_work.wait_until(lock, std::min(now + kLull, begin + linger));
        const bool lull = m_draft.transactions.size() == before && now - begin >= m_options.linger;
        if (lull || std::chrono::steady_clock::now() >= begin + linger) {
            return;
        }
    }
}

BlockMaker::Draft BlockMaker::takeDraft()
{
    Draft draft = std::exchange(m_draft, Draft{});
    m_lastTime = draft.block.time;
    m_lastHeight = draft.block.height;
    draft.end = m_copy->closeBlock();
    return draft;
}

SealedBlock BlockMaker::seal(const Draft& draft, const ChainHead& previous) const
{
    BlockHeader header;
    header.chain = genesis().chain;
    header.fingerprint = m_copy->fingerprint();
    header.logSize = draft.end.logSize;
    header.logRoot = draft.end.logRoot;
    header.height = previous.height + 1;
    header.time = draft.block.time;
    header.prevBlock = previous.blockHash;
    return sealBlock(header, m_key);
}

void BlockMaker::sealOne(Draft draft, const ChainHead& previous)
{
    const SealedBlock block = seal(draft, previous);
    const Status written = m_copy->append(block, draft.transactions, draft.end);
    if (!written.ok()) {
        fail(written.error());
        return;
    }
    auto hashes = std::make_shared<std::vector<Hash256>>();
    hashes->reserve(draft.transactions.size());
    for (const AcceptedTransaction& accepted : draft.transactions) {
        hashes->push_back(accepted.checked.txHash);
    }
    bool checkpointDue = false;
    {
        const MutexLock lock(m_mutex);
        m_uncheckpointed += draft.bytes * 2;  // rows and indexes come on top of the wire bytes
        for (const Hash256& hash : *hashes) {
            m_pending.erase(hash);
        }
        checkpointDue = m_uncheckpointed >= kCheckpointBytes;
    }
    if (checkpointDue) {
        m_checkpointDue.notify_one();
    }
    keepHead(false);
    m_copy->tellFollowers(block, hashes);
    {
        const MutexLock lock(m_mutex);
        m_sealing = false;
    }
    m_room.notify_all();
}

void BlockMaker::keepHead(bool last)
{
    const auto now = std::chrono::steady_clock::now();
    const ChainHead head = m_copy->head();
    if (!m_options.keepHead || m_keptHead == head.height || (!last && m_keptHead && now - m_keptAt < kKeepHeadEvery)) {
        return;
    }
    m_options.keepHead(head);
    m_keptHead = head.height;
    m_keptAt = now;
}

// What is being written stays so; everything that waits is dropped.
void BlockMaker::stick(const Error& error)
{
    const MutexLock lock(m_mutex);
    m_error = error;
    m_draft = Draft{};
    m_pending.clear();
}

void BlockMaker::fail(const Error& error)
{
    stick(error);
    {
        const MutexLock lock(m_mutex);
        m_sealing = false;
    }
    m_room.notify_all();
}

Status BlockMaker::flush()
{
    MutexLock lock(m_mutex);
    while (m_error.ok() && (m_sealing || !m_draft.transactions.empty())) {
        m_room.wait(lock);
    }
    return m_error;
}

Status BlockMaker::reopen()
{
    MutexLock lock(m_mutex);
    while (m_sealing) {
        m_room.wait(lock);
    }
    if (m_error.ok()) {
        return {};
    }
    MS_TRY(SealerMarks(m_copy->file()).check(*m_copy));
    MS_TRY(m_copy->reopen());
    m_lastTime = m_copy->head().time;
    m_lastHeight = m_copy->head().height;
    m_error = {};
    return {};
}

void BlockMaker::checkpointLoop(const std::stop_token& stop)
{
    nameThread("ms-checkpoint");
    for (;;) {
        {
            MutexLock lock(m_mutex);
            while (m_uncheckpointed < kCheckpointBytes && !stop.stop_requested()) {
                m_checkpointDue.wait(lock);
            }
            if (stop.stop_requested()) {
                return;
            }
            m_uncheckpointed = 0;
        }
        // A checkpoint that cannot be made now costs nothing but a longer log; the next one, or closing, makes up for
        // it.
        static_cast<void>(LedgerStore::checkpoint(m_copy->file(), m_options.sqliteVfs));
    }
}

// ---- Opening ------------------------------------------------------------------------------------------------------

Status EmbeddedChain::create(const std::filesystem::path& file, const Genesis& genesis)
{
    return LedgerStore::create(file, genesis);
}

Status EmbeddedChain::markRestored(const std::filesystem::path& file)
{
    return SealerMarks(file).markRestored();
}

Result<std::vector<Cosignature>> EmbeddedChain::takeNote(const std::filesystem::path& file, std::string_view note,
                                                         std::string_view source)
{
    MS_ASSIGN(const auto copy, LedgerCopy::open(file));
    const ConflictFolder conflicts(file);
    return NoteCheck(*copy, conflicts, true).addCosignatures(note, source);
}

Result<std::unique_ptr<EmbeddedChain>> EmbeddedChain::open(const std::filesystem::path& file,
                                                           const crypto::Ed25519PrivateKey& sealer,
                                                           const EmbeddedChainOptions& options)
{
    MS_ASSIGN(auto copy, LedgerCopy::open(file, options.sqliteVfs));
    if (sealer.publicKey() != copy->genesis().sealer.publicKey) {
        return makeError(ErrorCode::Forbidden, "chain.wrong-sealer",
                         "The key store's sealer key is not the one this ledger's genesis names, so no block can be "
                         "sealed. Nothing was "
                         "changed; use the key store the ledger was made with.");
    }
    MS_TRY(SealerMarks(file).check(*copy));
    return std::unique_ptr<EmbeddedChain>(std::make_unique<BlockMaker>(std::move(copy), sealer, options));
}

}  // namespace meterseal
