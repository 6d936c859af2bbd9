#include "support/memory_chain.h"

#include <stdexcept>

namespace meterseal::test {

MemoryChain::MemoryChain(const Genesis& genesis, std::chrono::milliseconds blockEvery)
    : m_genesis(genesis), m_blockEvery(blockEvery), m_state(genesis), m_thread([this] { seal(); })
{}

MemoryChain::~MemoryChain()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_thread.join();
}

Result<Hash256> MemoryChain::submit(Bytes wire)
{
    MS_ASSIGN(const CheckedTransaction checked, checkTransaction(std::move(wire), m_genesis.chain));
    const std::lock_guard lock(m_mutex);
    if (m_known.contains(checked.txHash)) {
        return checked.txHash;
    }
    MS_ASSIGN(const Applied applied, m_state.apply(checked, {m_height + 1, LedgerBuilder::kStart}));
    Pending pending;
    pending.hash = checked.txHash;
    if (const auto* convert = std::get_if<ConvertBody>(&checked.tx.header.body)) {
        pending.convert = Batch{checked.txHash, *convert, checked.tx.leaves, 0};
    }
    if (applied.meterId != 0) {
        pending.mn = m_state.meterById(applied.meterId)->mn;
    }
    m_pending.push_back(std::move(pending));
    m_known[checked.txHash] = TxStatus{TxStage::Pending, 0, 0};
    return checked.txHash;
}

void MemoryChain::seal()
{
    for (;;) {
        std::this_thread::sleep_for(m_blockEvery);
        BlockEvent event;
        {
            const std::lock_guard lock(m_mutex);
            if (m_stop) {
                return;
            }
            if (m_hold || m_pending.empty()) {
                continue;
            }
            ++m_height;
            std::vector<Hash256> hashes;
            for (Pending& tx : m_pending) {
                hashes.push_back(tx.hash);
                m_known[tx.hash] = TxStatus{TxStage::Committed, m_height, 0};
                if (tx.convert) {
                    tx.convert->height = m_height;
                    m_batches[tx.convert->body.address].push_back(*tx.convert);
                }
                if (!tx.mn.empty()) {
                    MeterEntry& committed = m_meters[tx.mn];
                    committed = *m_state.meterByMn(tx.mn);
                }
            }
            m_pending.clear();
            event.head.height = m_height;
            event.head.time = LedgerBuilder::kStart;
            event.transactions = std::make_shared<const std::vector<Hash256>>(std::move(hashes));
        }
        {
            const std::lock_guard lock(m_followersMutex);
            for (const auto& [number, callback] : m_followers) {
                callback(event);
            }
        }
        m_sealed.notify_all();
    }
}

Result<TxStatus> MemoryChain::status(const Hash256& txHash)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_known.find(txHash);
    return known == m_known.end() ? TxStatus{} : known->second;
}

Result<ChainHead> MemoryChain::head()
{
    const std::lock_guard lock(m_mutex);
    ChainHead head;
    head.height = m_height;
    head.time = LedgerBuilder::kStart;
    return head;
}

class MemoryChain::Following final : public Subscription {
public:
    Following(MemoryChain& chain, int number) : m_chain(chain), m_number(number) {}
    ~Following() override
    {
        const std::lock_guard lock(m_chain.m_followersMutex);
        m_chain.m_followers.erase(m_number);
    }

private:
    MemoryChain& m_chain;
    const int m_number;
};

std::unique_ptr<Subscription> MemoryChain::follow(std::function<void(const BlockEvent&)> callback)
{
    const std::lock_guard lock(m_followersMutex);
    m_followers.emplace(m_nextFollower, std::move(callback));
    return std::make_unique<Following>(*this, m_nextFollower++);
}

Result<Hash256> MemoryChain::lastConvert(std::string_view address)
{
    const std::lock_guard lock(m_mutex);
    const MeterEntry* meter = m_state.meterByAddress(address);
    return meter == nullptr ? Hash256{} : meter->lastConvert;
}

void MemoryChain::hold(bool on)
{
    const std::lock_guard lock(m_mutex);
    m_hold = on;
}

void MemoryChain::waitForBlock()
{
    std::unique_lock lock(m_mutex);
    m_sealed.wait(lock, [this] { return m_pending.empty(); });
}

std::vector<MemoryChain::Batch> MemoryChain::batchesOf(const std::string& address) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_batches.find(address);
    return found == m_batches.end() ? std::vector<Batch>() : found->second;
}

std::optional<MeterEntry> MemoryChain::committedMeter(std::string_view mn) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_meters.find(mn);
    if (found == m_meters.end()) {
        return std::nullopt;
    }
    MeterEntry entry = found->second;
    const auto batches = m_batches.find(entry.address);
    entry.lastConvert = batches == m_batches.end() ? Hash256{} : batches->second.back().tx;
    return entry;
}

MemoryDirectory::MemoryDirectory(const MemoryChain& chain, LedgerBuilder& world, std::size_t meters) : m_chain(chain)
{
    for (std::size_t i = 0; i < meters; ++i) {
        const LedgerBuilder::Meter& meter = world.meter(i);
        m_keys.emplace(meter.mn, meter.key);
        m_mnOfAddress[meter.address] = meter.mn;
    }
}

CommittedMeter MemoryDirectory::stateOf(const MeterEntry& entry) const
{
    CommittedMeter result{entry.state, entry.lastConvert, std::nullopt};
    for (const MemoryChain::Batch& batch : m_chain.batchesOf(entry.address)) {
        result.lastRecord = std::max(result.lastRecord.value_or(batch.body.end), batch.body.end);
    }
    return result;
}

Result<MeterAccount> MemoryDirectory::find(std::string_view mn)
{
    const std::optional<MeterEntry> entry = m_chain.committedMeter(mn);
    if (!entry) {
        return makeError(ErrorCode::NotFound, "upload.meter-unknown", "unknown meter");
    }
    if (entry->state != MeterState::Active) {
        return makeError(ErrorCode::Conflict, "upload.meter-inactive", "inactive meter");
    }
    const auto key = m_keys.find(mn);
    if (key == m_keys.end()) {
        return makeError(ErrorCode::Forbidden, "upload.no-key", "no key");
    }
    return MeterAccount{entry->mn, entry->address, entry->publicKey, key->second, stateOf(*entry)};
}

Result<CommittedMeter> MemoryDirectory::committed(const std::string& address)
{
    const auto mn = m_mnOfAddress.find(address);
    const auto entry = mn == m_mnOfAddress.end() ? std::nullopt : m_chain.committedMeter(mn->second);
    if (!entry) {
        return makeError(ErrorCode::NotFound, "ledger.not-found", "no such meter");
    }
    return stateOf(*entry);
}

// A batch's place in its meter's list stands for its seq.
Result<std::vector<AnchoredBatch>> MemoryDirectory::batches(const std::string& address,
                                                            std::optional<std::uint64_t> after)
{
    std::vector<AnchoredBatch> result;
    const auto batches = m_chain.batchesOf(address);
    for (std::size_t i = after ? static_cast<std::size_t>(*after) + 1 : 0; i < batches.size(); ++i) {
        result.push_back({i, batches[i].tx, batches[i].body.start, batches[i].body.end});
    }
    return result;
}

Result<std::vector<Hash256>> MemoryDirectory::leaves(const std::string& address, std::uint64_t seq)
{
    return m_chain.batchesOf(address).at(static_cast<std::size_t>(seq)).leaves;
}

Result<TxRow> MemoryDirectory::transaction(const Hash256& hash)
{
    for (const auto& [address, mn] : m_mnOfAddress) {
        for (const MemoryChain::Batch& batch : m_chain.batchesOf(address)) {
            if (batch.tx == hash) {
                TxRow row;
                row.hash = hash;
                row.height = batch.height;
                return row;
            }
        }
    }
    return makeError(ErrorCode::NotFound, "ledger.not-found", "no such transaction");
}

}  // namespace meterseal::test
