#include "chain/replica/ledger_copy.h"

#include "meterseal/merkle/tree.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

ChainHead headOf(const LedgerStore& store, const Genesis& genesis, const Hash256& fingerprint)
{
    if (const auto& block = store.head()) {
        return headOf(*block);
    }
    ChainHead head;
    head.time = genesis.time;
    head.logRoot = merkle::emptyRoot();
    head.blockHash = fingerprint;
    return head;
}

}  // namespace

ChainHead headOf(const SealedBlock& block)
{
    return {block.header.height, block.header.time, block.header.logSize, block.header.logRoot, block.hash};
}

Result<std::unique_ptr<LedgerCopy>> LedgerCopy::open(const std::filesystem::path& file, const std::string& vfs)
{
    MS_ASSIGN(auto store, LedgerStore::open(file, vfs));
    MS_ASSIGN(auto state, store->loadState());
    MS_ASSIGN(auto reader, LedgerReader::open(file));
    return std::unique_ptr<LedgerCopy>(new LedgerCopy(file, std::move(store), std::move(state), std::move(reader)));
}

LedgerCopy::LedgerCopy(std::filesystem::path file, std::unique_ptr<LedgerStore> store, LedgerState state,
                       LedgerReader reader)
    : m_file(std::move(file)),
      m_genesis(store->genesis()),
      m_fingerprint(fingerprintOf(m_genesis)),
      m_store(std::move(store)),
      m_reader(std::move(reader)),
      m_state(std::move(state)),
      m_appended(m_state.mark()),
      m_head(headOf(*m_store, m_genesis, m_fingerprint))
{}

// ---- Asking -------------------------------------------------------------------------------------------------------

ChainHead LedgerCopy::head() const
{
    const MutexLock lock(m_stateMutex);
    return m_head;
}

Result<TxStatus> LedgerCopy::status(const Hash256& txHash)
{
    const auto row = read([&](LedgerReader& reader) { return reader.transactionByHash(txHash); });
    if (row.ok()) {
        return TxStatus{TxStage::Committed, row->height, row->seq};
    }
    if (row.error().code == ErrorCode::NotFound) {
        return TxStatus{TxStage::Unknown};
    }
    return row.error();
}

Result<TxProof> LedgerCopy::proof(const Hash256& txHash)
{
    return read([&](LedgerReader& reader) { return reader.proof(txHash); });
}

Result<Hash256> LedgerCopy::lastConvert(std::string_view address) const
{
    const MutexLock lock(m_stateMutex);
    const MeterEntry* meter = m_state.meterByAddress(address);
    if (meter == nullptr) {
        return makeError(ErrorCode::NotFound, "ledger.no-such-meter",
                         fmt::format("No meter with the wallet address {} is registered on this ledger.", address));
    }
    return meter->lastConvert;
}

merkle::CompactRange LedgerCopy::log() const
{
    const MutexLock lock(m_stateMutex);
    return m_state.log();
}

std::vector<Organisation> LedgerCopy::organisations() const
{
    const MutexLock lock(m_stateMutex);
    return m_state.organisations();
}

std::optional<MeterEntry> LedgerCopy::meterByAddress(std::string_view address) const
{
    const MutexLock lock(m_stateMutex);
    const MeterEntry* meter = m_state.meterByAddress(address);
    return meter == nullptr ? std::nullopt : std::optional(*meter);
}

std::unique_ptr<Subscription> LedgerCopy::follow(std::function<void(const BlockEvent&)> callback)
{
    return Followers::add(m_followers, std::move(callback));
}

// ---- A block in the making ----------------------------------------------------------------------------------------

Result<AcceptedTransaction> LedgerCopy::accept(CheckedTransaction checked, const BlockContext& block)
{
    const MutexLock lock(m_stateMutex);
    AcceptedTransaction accepted;
    MS_ASSIGN(accepted.applied, m_state.apply(checked, block));
    if (accepted.applied.meterChanged) {
        accepted.meter = *m_state.meterById(accepted.applied.meterId);
    }
    if (accepted.applied.organisationsChanged) {
        accepted.organisations = m_state.organisations();
    }
    accepted.checked = std::move(checked);
    return accepted;
}

LedgerCopy::BlockEnd LedgerCopy::closeBlock()
{
    const MutexLock lock(m_stateMutex);
    return {m_state.logSize(), m_state.logRoot(), m_state.mark()};
}

Status LedgerCopy::drop()
{
    const MutexLock lock(m_stateMutex);
    return m_state.rollback(m_appended);
}

// ---- The file -----------------------------------------------------------------------------------------------------

Status LedgerCopy::append(const SealedBlock& block, std::span<const AcceptedTransaction> transactions,
                          const BlockEnd& end, std::span<const Cosignature> cosignatures,
                          std::optional<std::int64_t> engineHeight)
{
    const MutexLock storeLock(m_storeMutex);
    if (const Status written = m_store->append(block, transactions, cosignatures, engineHeight); !written.ok()) {
        m_failed = Failed{block.hash, end.mark};
        return written;
    }
    const MutexLock lock(m_stateMutex);
    MS_TRY(m_state.commit(end.mark));
    m_appended = end.mark;
    m_head = headOf(block);
    return {};
}

void LedgerCopy::tellFollowers(const SealedBlock& block, std::shared_ptr<const std::vector<Hash256>> transactions)
{
    m_followers->notify({headOf(block), std::move(transactions)});
}

Status LedgerCopy::addCosignatures(std::span<const Cosignature> cosignatures)
{
    const MutexLock lock(m_storeMutex);
    return cosignatures.empty() ? Status() : m_store->addCosignatures(cosignatures);
}

Result<bool> LedgerCopy::hasCosignatures()
{
    const MutexLock lock(m_storeMutex);
    return m_store->hasCosignatures();
}

Result<std::int64_t> LedgerCopy::engineHeight()
{
    const MutexLock lock(m_storeMutex);
    return m_store->engineHeight();
}

Status LedgerCopy::setEngineHeight(std::int64_t height)
{
    const MutexLock lock(m_storeMutex);
    return m_store->setEngineHeight(height);
}

Result<std::vector<std::pair<Height, std::int64_t>>> LedgerCopy::unsealed()
{
    const MutexLock lock(m_storeMutex);
    return m_store->unsealed();
}

Status LedgerCopy::addSeal(Height height, const Seal& seal)
{
    const MutexLock lock(m_storeMutex);
    return m_store->addSeal(height, seal);
}

Status LedgerCopy::reopen()
{
    const MutexLock storeLock(m_storeMutex);
    MS_TRY(m_store->resume());
    const ChainHead found = headOf(*m_store, m_genesis, m_fingerprint);
    const MutexLock lock(m_stateMutex);
    if (found.blockHash == m_head.blockHash) {
        MS_TRY(m_state.rollback(m_appended));
    } else if (m_failed && found.blockHash == m_failed->block) {
        // The write was reported as failed and is there all the same.
        MS_TRY(m_state.rollback(m_failed->end));
        MS_TRY(m_state.commit(m_failed->end));
        m_appended = m_failed->end;
    } else {
        MS_ASSIGN(m_state, m_store->loadState());
        m_appended = m_state.mark();
    }
    m_head = found;
    m_failed.reset();
    return {};
}

}  // namespace meterseal
