#include "chain/embedded/sealer.h"

#include "base/thread.h"
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
constexpr std::chrono::milliseconds kAlarmsWait{300};

ChainHead headOf(const LedgerStore& store)
{
    ChainHead head;
    if (const auto& block = store.head()) {
        head.height = block->header.height;
        head.time = block->header.time;
        head.logSize = block->header.logSize;
        head.logRoot = block->header.logRoot;
        head.blockHash = block->hash;
    } else {
        head.time = store.genesis().time;
        head.logRoot = merkle::emptyRoot();
        head.blockHash = fingerprintOf(store.genesis());
    }
    return head;
}

ChainHead headOf(const SealedBlock& block)
{
    return {block.header.height, block.header.time, block.header.logSize, block.header.logRoot, block.hash};
}

}  // namespace

Sealer::Sealer(std::filesystem::path file, const crypto::Ed25519PrivateKey& key, const EmbeddedChainOptions& options,
               std::unique_ptr<LedgerStore> store, LedgerState state, LedgerReader reader)
    : m_file(std::move(file)),
      m_options(options),
      m_key(key),
      m_genesis(store->genesis()),
      m_fingerprint(fingerprintOf(m_genesis)),
      m_store(std::move(store)),
      m_reader(std::move(reader)),
      m_state(std::move(state)),
      m_head(headOf(*m_store)),
      m_lastTime(m_head.time),
      m_lastHeight(m_head.height),
      m_sealerThread([this](const std::stop_token& stop) { sealLoop(stop); }),
      m_checkpointThread([this](const std::stop_token& stop) { checkpointLoop(stop); })
{}

Sealer::~Sealer()
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
}

// ---- Submitting ---------------------------------------------------------------------------------------------------

Result<Hash256> Sealer::submit(Bytes wire)
{
    MS_ASSIGN(CheckedTransaction checked, checkTransaction(std::move(wire), m_genesis.chain));
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
        if (isCommitted(txHash)) {
            return txHash;
        }
        return refused.error();
    }
    if (first) {
        m_work.notify_one();
    }
    return txHash;
}

Status Sealer::waitForRoom(MutexLock& lock)
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

Status Sealer::accept(CheckedTransaction checked)
{
    if (m_draft.transactions.empty()) {
        m_draft.block = {m_lastHeight + 1, std::max(now(), m_lastTime)};
    }
    MS_ASSIGN(const Applied applied, m_state.apply(checked, m_draft.block));
    AcceptedTransaction accepted;
    if (applied.meterChanged) {
        accepted.meter = *m_state.meterById(applied.meterId);
    }
    if (applied.organisationsChanged) {
        accepted.organisations = m_state.organisations();
    }
    m_pending.insert(checked.txHash);
    m_draft.bytes += checked.wire.size();
    accepted.checked = std::move(checked);
    accepted.applied = applied;
    m_draft.transactions.push_back(std::move(accepted));
    return {};
}

// ---- Reading ------------------------------------------------------------------------------------------------------

bool Sealer::isCommitted(const Hash256& txHash)
{
    const MutexLock lock(m_readerMutex);
    return m_reader.transactionByHash(txHash).ok();
}

Result<TxStatus> Sealer::status(const Hash256& txHash)
{
    {
        const MutexLock lock(m_mutex);
        if (m_pending.contains(txHash)) {
            return TxStatus{TxStage::Pending};
        }
    }
    const MutexLock lock(m_readerMutex);
    const auto row = m_reader.transactionByHash(txHash);
    if (row.ok()) {
        return TxStatus{TxStage::Committed, row->height, row->seq};
    }
    if (row.error().code == ErrorCode::NotFound) {
        return TxStatus{TxStage::Unknown};
    }
    return row.error();
}

Result<ChainHead> Sealer::head()
{
    const MutexLock lock(m_mutex);
    return m_head;
}

std::unique_ptr<Subscription> Sealer::follow(std::function<void(const BlockEvent&)> callback)
{
    return Followers::add(m_followers, std::move(callback));
}

Result<TxProof> Sealer::proof(const Hash256& txHash)
{
    const MutexLock lock(m_readerMutex);
    return m_reader.proof(txHash);
}

Result<Hash256> Sealer::lastConvert(std::string_view address)
{
    const MutexLock lock(m_mutex);
    const MeterEntry* meter = m_state.meterByAddress(address);
    if (meter == nullptr) {
        return makeError(ErrorCode::NotFound, "ledger.no-such-meter",
                         fmt::format("No meter with the wallet address {} is registered on this ledger.", address));
    }
    return meter->lastConvert;
}

void Sealer::noteAlarms(Timestamp day, std::string_view alarmCode, std::uint64_t records)
{
    bool first = false;
    {
        const MutexLock lock(m_mutex);
        first = m_alarms.empty();
        m_alarms[{day.ms, std::string(alarmCode)}] += records;
    }
    if (first) {
        m_work.notify_one();
    }
}

// ---- Sealing ------------------------------------------------------------------------------------------------------

void Sealer::sealLoop(const std::stop_token& stop)
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
            previous = m_head;
            m_sealing = true;
        }
        m_room.notify_all();
        busy = draft.transactions.size() >= kBusyBlock;
        sealOne(std::move(draft), previous);
    }
}

// False at the end. Counts of alarms go with the next block, or by themselves where none comes.
bool Sealer::waitForTransaction(MutexLock& lock, const std::stop_token& stop)
{
    while (m_draft.transactions.empty()) {
        if (m_alarms.empty() || !m_error.ok()) {
            if (stop.stop_requested()) {
                return false;
            }
            m_work.wait(lock);
            continue;
        }
        const auto until = std::chrono::steady_clock::now() + kAlarmsWait;
        while (!stop.stop_requested() && m_draft.transactions.empty() &&
               m_work.wait_until(lock, until) != std::cv_status::timeout) {}
        if (m_draft.transactions.empty()) {
            const AlarmCounts alarms = std::exchange(m_alarms, {});
            m_sealing = true;
            lock.unlock();
            const Status written = m_store->addAlarms(alarms);
            if (!written.ok()) {
                fail(written.error());
            }
            lock.lock();
            m_sealing = false;
            m_room.notify_all();
        }
    }
    return true;
}

// One large commit costs far less than many small ones. A lone transaction is sealed at once.
void Sealer::waitForCompany(MutexLock& lock, const std::stop_token& stop, bool busy)
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

Sealer::Draft Sealer::takeDraft()
{
    Draft draft = std::exchange(m_draft, Draft{});
    m_lastTime = draft.block.time;
    m_lastHeight = draft.block.height;
    draft.logSize = m_state.logSize();
    draft.logRoot = m_state.logRoot();
    draft.alarms = std::exchange(m_alarms, {});
    return draft;
}

SealedBlock Sealer::seal(const Draft& draft, const ChainHead& previous) const
{
    BlockHeader header;
    header.chain = m_genesis.chain;
    header.fingerprint = m_fingerprint;
    header.logSize = draft.logSize;
    header.logRoot = draft.logRoot;
    header.height = previous.height + 1;
    header.time = draft.block.time;
    header.prevBlock = previous.blockHash;
    return sealBlock(header, m_key);
}

void Sealer::sealOne(Draft draft, const ChainHead& previous)
{
    const SealedBlock block = seal(draft, previous);
    const Status written = m_store->append(block, draft.transactions, draft.alarms);
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
        m_head = headOf(block);
        m_uncheckpointed += draft.bytes * 2;  // rows and indexes come on top of the wire bytes
        for (const Hash256& hash : *hashes) {
            m_pending.erase(hash);
        }
        checkpointDue = m_uncheckpointed >= kCheckpointBytes;
    }
    if (checkpointDue) {
        m_checkpointDue.notify_one();
    }
    m_followers->notify({headOf(block), hashes});
    {
        const MutexLock lock(m_mutex);
        m_sealing = false;
    }
    m_room.notify_all();
}

void Sealer::fail(const Error& error)
{
    {
        const MutexLock lock(m_mutex);
        m_error = error;
        m_sealing = false;
        m_draft = Draft{};
        m_pending.clear();
    }
    m_room.notify_all();
}

Status Sealer::flush()
{
    MutexLock lock(m_mutex);
    while (m_error.ok() && (m_sealing || !m_draft.transactions.empty())) {
        m_room.wait(lock);
    }
    return m_error;
}

Status Sealer::reopen()
{
    const MutexLock lock(m_mutex);
    if (m_error.ok()) {
        return {};
    }
    MS_TRY(m_store->resume());
    MS_ASSIGN(m_state, m_store->loadState());
    m_head = headOf(*m_store);
    m_lastTime = m_head.time;
    m_lastHeight = m_head.height;
    m_error = {};
    return {};
}

void Sealer::checkpointLoop(const std::stop_token& stop)
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
        static_cast<void>(LedgerStore::checkpoint(m_file, m_options.sqliteVfs));
    }
}

// ---- Opening ------------------------------------------------------------------------------------------------------

Status EmbeddedChain::create(const std::filesystem::path& file, const Genesis& genesis)
{
    return LedgerStore::create(file, genesis);
}

Result<std::unique_ptr<EmbeddedChain>> EmbeddedChain::open(const std::filesystem::path& file,
                                                           const crypto::Ed25519PrivateKey& sealer,
                                                           const EmbeddedChainOptions& options)
{
    MS_ASSIGN(auto store, LedgerStore::open(file, options.sqliteVfs));
    if (sealer.publicKey() != store->genesis().sealer.publicKey) {
        return makeError(ErrorCode::Forbidden, "chain.wrong-sealer",
                         "The key store's sealer key is not the one this ledger's genesis names, so no block can be "
                         "sealed. Nothing was "
                         "changed; use the key store the ledger was made with.");
    }
    MS_ASSIGN(auto state, store->loadState());
    MS_ASSIGN(auto reader, LedgerReader::open(file));
    return std::unique_ptr<EmbeddedChain>(
        std::make_unique<Sealer>(file, sealer, options, std::move(store), std::move(state), std::move(reader)));
}

}  // namespace meterseal
