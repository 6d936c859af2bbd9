#include "verify/ledger_checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::verify {
namespace {

constexpr std::size_t kMostCachedBlocks = 1u << 17;

template <typename... Args>
std::optional<Fault> fault(std::string_view reason, fmt::format_string<Args...> format, Args&&... args)
{
    return Fault{std::string(reason), fmt::format(format, std::forward<Args>(args)...)};
}

// Stands the transaction where its row says: in a sealed block, and in the log under the newest checkpoint?
std::optional<Fault> checkPlace(PlacedTransaction& tx, const Hash256& txHash)
{
    const Result<LogEntry> entry = tx.place();
    if (!entry.ok()) {
        return Fault{entry.error().reason, entry.error().message};
    }
    if (entry->txHash != txHash || entry->height != tx.row.height) {
        return fault("batch.log-entry", "Entry {} of the log is transaction {} of block {}, not {} of block {}.",
                     tx.row.seq, entry->txHash.hex(), entry->height, txHash.hex(), tx.row.height);
    }
    tx.entry = *entry;
    return std::nullopt;
}

std::optional<Fault> checkWireHash(const PlacedTransaction& tx)
{
    if (const Hash256 found = txHashOf(tx.wire); found != tx.row.hash) {
        return fault("batch.wire-hash", "The stored bytes of transaction {} hash to {} instead.", tx.row.hash.hex(),
                     found.hex());
    }
    return std::nullopt;
}

// The name under which a refused transaction is told.
std::string_view batchReason(const Error& error)
{
    if (error.reason == "tx.bad-signature" || error.reason == "tx.signer-twice") {
        return "batch.signature";
    }
    if (error.reason == "tx.root-mismatch") {
        return "batch.root";
    }
    if (error.reason == "tx.count-mismatch" || error.reason == "tx.leaves-unexpected") {
        return "batch.count";
    }
    if (error.reason == "tx.wrong-chain") {
        return "batch.wrong-chain";
    }
    return error.reason == "suite.unknown" ? "batch.unknown-suite" : "batch.encoding";
}

std::string shown(Timestamp time)
{
    return time.inRange() ? formatTimestamp(time) : fmt::format("{} ms", time.ms);
}

// Does the signed header say what the ledger's rows say?
std::optional<Fault> compareRows(const LoadedBatch& batch, const ConvertBody& body)
{
    const TxRow& row = batch.tx.row;
    const BatchRow& listed = batch.listed;
    if (body.count != row.count || body.count != listed.count) {
        return fault("batch.row", "The signed header counts {} records, the ledger's tables {} and {}.", body.count,
                     row.count, listed.count);
    }
    if (body.start != row.start || body.start != listed.start || body.end != row.end || body.end != listed.end) {
        return fault("batch.row", "The signed header covers {} to {}, the ledger's tables say {} to {}.",
                     shown(body.start), shown(body.end), shown(listed.start), shown(listed.end));
    }
    return std::nullopt;
}

std::optional<Fault> checkConvert(LoadedBatch& batch, const CheckedTransaction& checked, const MeterEntry& meter)
{
    const auto* const body = std::get_if<ConvertBody>(&checked.tx.header.body);
    if (body == nullptr) {
        return fault("batch.not-convert", "The transaction is of type {}, a batch (convert) was expected.",
                     toString(checked.tx.header.type()));
    }
    if (body->address != meter.address) {
        return fault("batch.wrong-meter", "The batch is from wallet {}, the meter's is {}.", body->address,
                     meter.address);
    }
    if (checked.tx.signatures.size() != 1 || checked.tx.signatures.front().publicKey != meter.publicKey) {
        return fault("batch.signature", "The batch is not signed by the meter's key {} alone.", meter.publicKey.hex());
    }
    batch.start = std::min(batch.start, body->start);
    batch.end = std::max(batch.end, body->end);
    if (auto differs = compareRows(batch, *body)) {
        return differs;
    }
    if (!batch.wholeChain) {
        return std::nullopt;
    }
    if (!batch.prev) {
        return fault("batch.prev", "The batch before this one could not be looked up to compare its hash.");
    }
    if (body->prev != *batch.prev) {
        return fault("batch.prev", "The batch says it follows {}, but the ledger lists {} before it.", body->prev.hex(),
                     batch.prev->hex());
    }
    return std::nullopt;
}

}  // namespace

std::shared_ptr<CheckedBlock> CheckedBlock::load(LedgerReader& reader, Height height)
{
    auto loaded = std::make_shared<CheckedBlock>();
    loaded->m_height = height;
    auto block = reader.block(height);
    if (!block.ok()) {
        loaded->m_loadFault =
            fault("batch.block-unreadable", "Block {} could not be read: {}", height, block.error().message);
        return loaded;
    }
    loaded->m_block = std::move(block).value();
    return loaded;
}

const std::optional<Fault>& CheckedBlock::check(const Genesis& genesis)
{
    std::call_once(m_checked, [&] { m_fault = findFault(genesis); });
    return m_fault;
}

std::optional<Fault> CheckedBlock::findFault(const Genesis& genesis) const
{
    if (m_loadFault) {
        return m_loadFault;
    }
    const BlockHeader& header = m_block.header;
    if (const Hash256 found = blockHashOf(m_block.headerBytes); found != m_block.hash) {
        return fault("batch.block-hash", "The header of block {} hashes to {}, the ledger names it {}.", m_height,
                     found.hex(), m_block.hash.hex());
    }
    const auto parsed = parseBlockHeader(m_block.headerBytes);
    if (!parsed.ok()) {
        return fault("batch.block-header", "The header of block {} cannot be decoded: {}", m_height,
                     parsed.error().message);
    }
    if (*parsed != header || header.height != m_height) {
        return fault("batch.block-header",
                     "The sealed header of block {} is of height {}; the figures of the ledger's tables were expected.",
                     m_height, parsed->height);
    }
    if (genesis.consortium() && m_block.seal.bytes.empty()) {
        return fault(kNotDecidedYet,
                     "The seal of block {} is not here yet: the validators' decision comes with the "
                     "next header. Check again in a moment.",
                     m_height);
    }
    if (const Status sealed = checkSeal(m_block, genesis); !sealed.ok()) {
        return fault("batch.block-seal", "{}", sealed.error().message);
    }
    return std::nullopt;
}

std::shared_ptr<CheckedBlock> BlockCache::get(LedgerReader& reader, Height height)
{
    if (const auto found = m_blocks.find(height); found != m_blocks.end()) {
        return found->second;
    }
    if (m_blocks.size() >= kMostCachedBlocks) {
        m_blocks.clear();  // whoever still uses one holds it
    }
    auto block = CheckedBlock::load(reader, height);
    if (reader.genesis().consortium() && block->block().seal.bytes.empty()) {
        return block;  // its seal comes yet
    }
    m_blocks.emplace(height, block);
    return block;
}

PlacedTransaction loadTransaction(LedgerView& view, Result<TxRow> row)
{
    PlacedTransaction tx;
    if (!row.ok()) {
        tx.fault = fault("batch.unreadable", "The transaction could not be looked up: {}", row.error().message);
        return tx;
    }
    tx.row = std::move(row).value();
    auto wire = view.wire(tx.row.seq);
    if (!wire.ok()) {
        tx.fault = fault("batch.unreadable", "The bytes of transaction {} could not be read: {}", tx.row.hash.hex(),
                         wire.error().message);
        return tx;
    }
    tx.wire = std::move(wire).value();
    tx.place = view.placeOf(tx.row);
    return tx;
}

std::optional<Fault> checkMeter(LoadedMeter& meter, std::string_view mn)
{
    const MeterEntry& entry = meter.row.entry;
    if (entry.mn != mn) {
        return fault("meter.wallet", "The ledger answered with meter {} when asked for {}.", entry.mn, mn);
    }
    if (const std::string address = crypto::addressOf(entry.publicKey); address != entry.address) {
        return fault("meter.wallet", "The public key of meter {} gives the wallet {}, the ledger's table says {}.", mn,
                     address, entry.address);
    }
    if (!entry.approvedByUtility || !entry.approvedByManufacturer) {
        return fault("meter.not-approved", "Meter {} is {} without the approval of both parties.", mn,
                     toString(entry.state));
    }
    PlacedTransaction& tx = meter.registration;
    std::optional<Fault> found = tx.fault ? tx.fault : checkWireHash(tx);
    if (!found) {
        found = checkPlace(tx, tx.row.hash);
    }
    if (found && found->reason == kNotDecidedYet) {
        return found;
    }
    if (found) {
        return fault("meter.registration", "The registration of meter {} did not check out ({}): {}", mn, found->reason,
                     found->message);
    }
    const auto decoded = decodeTransaction(tx.wire);
    const auto* const body = decoded.ok() ? std::get_if<RegisterBody>(&decoded->header.body) : nullptr;
    if (body == nullptr || body->mn != mn || body->address != entry.address || body->publicKey != entry.publicKey) {
        return fault("meter.registration", "Transaction {} does not register meter {} with wallet {}.",
                     tx.row.hash.hex(), mn, entry.address);
    }
    tx.wire = {};
    return std::nullopt;
}

void checkBatch(LoadedBatch& batch, const MeterEntry& meter, const Genesis& genesis)
{
    batch.start = batch.listed.start;
    batch.end = batch.listed.end;
    batch.fault = batch.tx.fault ? batch.tx.fault : checkWireHash(batch.tx);
    if (batch.fault) {
        return;
    }
    auto checked = checkTransaction(std::move(batch.tx.wire), genesis.chain);
    if (!checked.ok()) {
        batch.fault = Fault{std::string(batchReason(checked.error())), checked.error().message};
        return;
    }
    batch.fault = checkConvert(batch, *checked, meter);
    if (!batch.fault) {
        batch.fault = checkPlace(batch.tx, checked->txHash);
    }
    if (batch.fault) {
        return;
    }
    batch.root = std::get<ConvertBody>(checked->tx.header.body).root;
    batch.leaves = std::move(checked->tx.leaves);
}

}  // namespace meterseal::verify
