#include "ledger/fsck_replay.h"

#include "base/thread.h"
#include "ledger/schema.h"
#include "ledger/store.h"
#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <thread>

namespace meterseal {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

LedgerReplay::LedgerReplay(sqlite::Database& db, const Genesis& genesis, FaultSink& faults, FsckSummary& summary)
    : m_db(db),
      m_genesis(genesis),
      m_faults(faults),
      m_summary(summary),
      m_state(genesis),
      m_prevBlock(fingerprintOf(genesis)),
      m_prevBlockNamed(m_prevBlock),
      m_time(genesis.time)
{}

std::string LedgerReplay::placeOf(const StoredTx& tx) const
{
    return fmt::format("transaction number {} ({}) of block {}", tx.seq, tx.hash.hex().substr(0, 16), tx.height);
}

Status LedgerReplay::run(const std::function<void(const FsckProgress&)>& progress, const std::stop_token& stop)
{
    MS_ASSIGN(const auto newest, m_db.queryInteger("SELECT max(height) FROM block"));
    m_newest = static_cast<Height>(newest.value_or(0));
    MS_ASSIGN(const auto total, m_db.queryInteger("SELECT count(*) FROM wire"));
    MS_ASSIGN(
        auto blocks,
        m_db.prepare("SELECT block.height, time, hash, header, seal.bytes, hash_key, first_seq, txs, records, "
                     "block.bytes FROM block LEFT JOIN seal ON seal.height = block.height ORDER BY block.height"));
    MS_ASSIGN(
        auto rows,
        m_db.prepare("SELECT tx.seq, tx.height, tx.type, tx.meter, tx.organisation, tx.start_ms, tx.end_ms, tx.count, "
                     "tx.bytes, tx.hash_key, tx.hash, tx.leaf, wire.bytes FROM tx LEFT JOIN wire ON wire.seq = tx.seq "
                     "ORDER BY tx.seq"));
    MS_ASSIGN(m_cosignatures, m_db.prepare("SELECT organisation, seconds, line FROM cosignature WHERE height = ?"));
    for (;;) {
        StoredBlock stored;
        MS_ASSIGN(const bool more, nextBlock(blocks, stored));
        if (!more) {
            break;
        }
        const Height height = stored.block.header.height;
        if (!stored.unreadable.empty()) {
            m_faults.add("fsck.block-header", blockPlace(height), stored.unreadable);
        } else {
            checkBlockHeader(stored);
        }
        MS_TRY(replayWithoutBlock(rows, stored));
        SealTrust trust{validatorsOf(m_state.organisations()), std::nullopt};
        std::vector<StoredTx> transactions;
        MS_TRY(readTransactions(rows, stored.end, transactions));
        for (StoredTx& tx : transactions) {
            replayTransaction(tx, {height, stored.block.header.time}, stored.unreadable.empty());
            if (tx.height != height) {
                m_faults.add("fsck.transaction-row", placeOf(tx),
                             fmt::format("Column height of its row does not fit: it stands in block {}.", height));
            }
        }
        if (stored.sealed && m_nextSeq < stored.end) {
            noteGap(blockPlace(height), stored.end);
        }
        trust.after = validatorsOf(m_state.organisations());
        checkDeciders(stored, trust);
        checkBlockContent(stored, transactions);
        MS_TRY(checkCosignatures(stored));
        ++m_summary.blocks;
        m_summary.transactions += transactions.size();
        m_height = height;
        m_prevBlock = blockHashOf(stored.block.headerBytes);
        m_prevBlockNamed = stored.block.hash;
        m_prevLogSize = stored.sealed ? std::optional(stored.block.header.logSize) : std::nullopt;
        m_time = stored.block.header.time;
        if (progress) {
            progress({m_summary.transactions, static_cast<std::uint64_t>(total.value_or(0))});
        }
        if (stop.stop_requested()) {
            return makeError(ErrorCode::Cancelled, "fsck.cancelled", "The check was stopped.");
        }
    }
    return checkLeftovers();
}

// What stands in no block: transactions after the last one, bytes that no transaction's row names, and what is said of
// blocks that are not there.
Status LedgerReplay::checkLeftovers()
{
    for (const auto& [table, reason, place] : {std::tuple{"seal", "fsck.seal-without-block", "seals"},
                                               std::tuple{"cosignature", "fsck.cosignature", "cosignatures"}}) {
        MS_ASSIGN(const auto strays,
                  m_db.queryInteger(
                      fmt::format("SELECT count(*) FROM {} WHERE height NOT IN (SELECT height FROM block)", table)));
        if (strays.value_or(0) > 0) {
            m_faults.add(reason, place, fmt::format("{} of them belong to no block.", *strays));
        }
    }
    MS_ASSIGN(const auto beyond, m_db.queryInteger(fmt::format("SELECT count(*) FROM tx WHERE seq >= {}", m_nextSeq)));
    if (beyond.value_or(0) > 0) {
        m_faults.add("fsck.transactions-beyond-head", "transactions",
                     fmt::format("{} transactions stand in no block.", *beyond));
        m_partial = m_totalsArePartial = true;
        return {};
    }
    MS_ASSIGN(const auto wires, m_db.queryInteger("SELECT count(*) FROM wire"));
    if (static_cast<std::uint64_t>(wires.value_or(0)) > m_wires) {
        m_faults.add("fsck.wire-without-row", "transactions",
                     fmt::format("The bytes of {} transactions are stored that have no row.",
                                 static_cast<std::uint64_t>(*wires) - m_wires));
    }
    return {};
}

Result<bool> LedgerReplay::nextBlock(sqlite::Statement& select, StoredBlock& out)
{
    MS_ASSIGN(const bool row, select.step());
    if (!row) {
        return false;
    }
    out.hashKey = select.integer(5);
    out.firstSeq = select.unsignedInteger(6);
    out.txs = select.unsignedInteger(7);
    out.records = select.unsignedInteger(8);
    out.bytes = select.unsignedInteger(9);
    SealedBlock& block = out.block;
    block.headerBytes = select.text(3);
    if (select.blob(2).size() == Hash256::kSize) {
        block.hash = Hash256::copyFrom(select.blob(2).data());
    }
    const ByteView seal = select.blob(4);
    block.seal.bytes.assign(seal.begin(), seal.end());
    const Height height = select.unsignedInteger(0);
    auto header = parseBlockHeader(block.headerBytes);
    if (header.ok() && header->height == height) {
        block.header = std::move(*header);
        out.sealed = checkSeal(block, m_genesis).ok();
        out.timeFits = block.header.time.ms == select.integer(1);
    } else {
        out.unreadable = header.ok() ? "Its header is that of another block." : header.error().message;
        block.header.height = height;
        block.header.time.ms = select.integer(1);
    }
    // Which transactions are the block's is what sealed headers say; the row of a damaged one may still know.
    const bool follows = m_prevLogSize && height == m_height + 1;
    out.end = out.sealed ? block.header.logSize : out.firstSeq + out.txs;
    out.begin = follows ? *m_prevLogSize : std::min(out.firstSeq, out.end);
    return true;
}

// Reads and checks the transactions up to number `end`, and counts the bytes found.
Status LedgerReplay::readTransactions(sqlite::Statement& select, std::uint64_t end, std::vector<StoredTx>& out)
{
    for (;;) {
        if (!m_lookahead) {
            MS_ASSIGN(const bool row, m_rowsEnded ? Result<bool>(false) : select.step());
            if (!row) {
                m_rowsEnded = true;
                break;
            }
            m_lookahead = readStoredTx(select);
            m_wires += select.isNull(12) ? 0 : 1;
        }
        if (m_lookahead->seq >= end) {
            break;
        }
        out.push_back(std::move(*m_lookahead));
        m_lookahead.reset();
    }
    checkInParallel(out);
    return {};
}

// Transactions before those of the next block: their own block is missing, and with it their time.
Status LedgerReplay::replayWithoutBlock(sqlite::Statement& select, const StoredBlock& next)
{
    std::vector<StoredTx> transactions;
    MS_TRY(readTransactions(select, next.begin, transactions));
    if (transactions.empty()) {
        return {};
    }
    m_faults.add("fsck.transactions-without-block",
                 fmt::format("transactions number {} to {}", transactions.front().seq, transactions.back().seq),
                 fmt::format("The block that should hold them, before block {}, is missing or names others.",
                             next.block.header.height));
    m_partial = m_totalsArePartial = true;
    std::vector<LogAppender::Node> nodes;
    for (StoredTx& tx : transactions) {
        replayTransaction(tx, {tx.height, next.block.header.time}, false);
        m_log.append(tx.leaf, nodes);  // without the block nothing else tells what it was
    }
    m_nodeCount += nodes.size();
    m_summary.transactions += transactions.size();
    return {};
}

LedgerReplay::StoredTx LedgerReplay::readStoredTx(const sqlite::Statement& row)
{
    StoredTx tx;
    tx.seq = row.unsignedInteger(0);
    tx.height = row.unsignedInteger(1);
    tx.type = static_cast<int>(row.integer(2));
    tx.meter = static_cast<std::uint32_t>(row.integer(3));
    tx.organisation = row.text(4);
    tx.start.ms = row.integer(5);
    tx.end.ms = row.integer(6);
    tx.count = static_cast<std::uint32_t>(row.integer(7));
    tx.bytes = row.unsignedInteger(8);
    tx.hashKey = row.integer(9);
    for (auto [column, hash] : {std::pair{10, &tx.hash}, std::pair{11, &tx.leaf}}) {
        if (row.blob(column).size() == Hash256::kSize) {
            *hash = Hash256::copyFrom(row.blob(column).data());
        }
    }
    const ByteView wire = row.blob(12);
    tx.wire.assign(wire.begin(), wire.end());
    return tx;
}

void LedgerReplay::checkInParallel(std::vector<StoredTx>& transactions) const
{
    // Signatures are nearly all of the work, and each transaction's check is independent of the others.
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < transactions.size(); i = next++) {
            StoredTx& tx = transactions[i];
            tx.checked.emplace(checkTransaction(tx.wire, m_genesis.chain));
        }
    };
    std::vector<std::jthread> helpers;
    const unsigned count = transactions.size() < 16 ? 0 : std::max(1u, std::thread::hardware_concurrency()) - 1;
    for (unsigned i = 0; i < count; ++i) {
        helpers.emplace_back([&] {
            nameThread("ms-fsck");
            work();
        });
    }
    work();
}

void LedgerReplay::checkTransactionRow(const StoredTx& tx, const Applied* applied, bool placed)
{
    const auto differs = [&](const char* column) {
        m_faults.add("fsck.transaction-row", placeOf(tx),
                     fmt::format("Column {} of its row does not fit the transaction.", column));
    };
    if (!tx.checked->ok()) {
        return;  // its row cannot fit bytes that are damaged
    }
    if (tx.hash != txHashOf(tx.wire) || tx.hashKey != hashKey(tx.hash)) {
        differs("hash");
    }
    if (placed && tx.leaf != tx.wireLeaf) {
        differs("leaf");
    }
    if (tx.bytes != tx.wire.size()) {
        differs("bytes");
    }
    const Transaction& decoded = (*tx.checked)->tx;
    const auto* convert = std::get_if<ConvertBody>(&decoded.header.body);
    if (tx.type != static_cast<int>(decoded.header.type())) {
        differs("type");
    }
    if (tx.count != (convert != nullptr ? convert->count : 0) ||
        tx.start != (convert != nullptr ? convert->start : Timestamp{}) ||
        tx.end != (convert != nullptr ? convert->end : Timestamp{})) {
        differs("start_ms, end_ms or count");
    }
    if (applied != nullptr && (tx.meter != meterRowOf(tx, *applied) || tx.organisation != applied->organisation)) {
        differs("meter or organisation");
    }
}

// The stored id of the meter that the replay knows as applied.meterId. Lost registrations make later ones count less in
// the replay; where rows are missing, how many were lost is only to be seen from the next registration's row.
std::uint32_t LedgerReplay::meterRowOf(const StoredTx& tx, const Applied& applied)
{
    if (applied.meterId == 0) {
        return 0;
    }
    if (applied.type == TxType::Register) {
        if (m_logIsPartial && tx.meter > applied.meterId + m_lostMeters) {
            m_lostMeters = tx.meter - applied.meterId;
        }
        if (m_lostMeters > 0) {
            m_meterRows[applied.meterId] = applied.meterId + m_lostMeters;
        }
    }
    const auto found = m_meterRows.find(applied.meterId);
    return found != m_meterRows.end() ? found->second : applied.meterId;
}

// The transactions before number `end` are not there.
void LedgerReplay::noteGap(std::string place, std::uint64_t end)
{
    m_faults.add("fsck.transaction-missing", std::move(place),
                 fmt::format("Transactions {} to {} are missing.", m_nextSeq, end - 1));
    m_partial = m_logIsPartial = m_membersArePartial = m_totalsArePartial = true;
    m_nextSeq = end;
}

// A transaction that should have had an effect has none in the replay.
void LedgerReplay::noteLoss(const StoredTx& tx)
{
    m_partial = true;
    if (tx.meter != 0) {
        m_brokenMeters.insert(tx.meter);
    }
    if (tx.type == static_cast<int>(TxType::Register)) {
        ++m_lostMeters;
    }
    if (tx.type == static_cast<int>(TxType::Organisation)) {
        m_membersArePartial = true;
    }
}

bool LedgerReplay::followsFromLoss(const StoredTx& tx, const Error& refusal) const
{
    if (m_brokenMeters.contains(tx.meter)) {
        return true;
    }
    const bool aboutMembers = refusal.reason.starts_with("tx.signer-") || refusal.reason.starts_with("tx.majority") ||
                              refusal.reason.starts_with("tx.organisation-") || refusal.reason == "tx.no-majority" ||
                              refusal.reason == "tx.role" || refusal.reason == "tx.last-of-role";
    return m_membersArePartial && aboutMembers;
}

void LedgerReplay::countConvert(const ConvertBody& convert, const Hash256& txHash, std::uint32_t meter,
                                Timestamp blockTime)
{
    m_summary.records += convert.count;
    MeterTotals& totals = m_meters[meter];
    totals.firstRecord = totals.batches == 0 ? convert.start : std::min(totals.firstRecord, convert.start);
    totals.lastRecord = totals.batches == 0 ? convert.end : std::max(totals.lastRecord, convert.end);
    ++totals.batches;
    totals.records += convert.count;
    totals.lastConvert = txHash;
    totals.lastAnchored = blockTime;
}

void LedgerReplay::replayTransaction(StoredTx& tx, const BlockContext& block, bool placed)
{
    tx.wireLeaf = LogEntry{block.height, block.time, txHashOf(tx.wire)}.leaf();
    if (tx.seq != m_nextSeq) {
        noteGap(placeOf(tx), tx.seq);
    }
    m_nextSeq = tx.seq + 1;
    if (!tx.checked->ok()) {
        m_faults.add("fsck.transaction-invalid", placeOf(tx),
                     fmt::format("{} [{}]", tx.checked->error().message, tx.checked->error().reason));
        noteLoss(tx);
        checkTransactionRow(tx, nullptr, placed);
        return;
    }
    const CheckedTransaction& checked = **tx.checked;
    const auto applied = m_state.apply(checked, block);
    if (!applied.ok()) {
        if (!followsFromLoss(tx, applied.error())) {
            m_faults.add("fsck.rule", placeOf(tx),
                         fmt::format("{} [{}]", applied.error().message, applied.error().reason));
        }
        noteLoss(tx);
        checkTransactionRow(tx, nullptr, placed);
        return;
    }
    checkTransactionRow(tx, &*applied, placed);
    if (applied->type == TxType::Register) {
        m_meters[applied->meterId].registeredAt = block.time;
    }
    if (const auto* convert = std::get_if<ConvertBody>(&checked.tx.header.body)) {
        countConvert(*convert, checked.txHash, applied->meterId, block.time);
    }
}

void LedgerReplay::checkBlockContent(const StoredBlock& stored, const std::vector<StoredTx>& transactions)
{
    const BlockHeader& header = stored.block.header;
    const bool readable = stored.unreadable.empty();
    const std::string place = blockPlace(header.height);
    std::vector<Hash256> fromWire;
    std::vector<Hash256> fromRows;
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
    for (const StoredTx& tx : transactions) {
        fromWire.push_back(tx.wireLeaf);
        fromRows.push_back(tx.leaf);
        // What cannot be read from damaged bytes, the row still says.
        const bool intact = tx.checked->ok();
        records += intact ? (*tx.checked)->tx.leaves.size() : tx.count;
        bytes += intact ? tx.wire.size() : tx.bytes;
    }
    const bool rowFits = (!readable || stored.timeFits) && stored.txs == transactions.size() &&
                         stored.records == records && stored.bytes == bytes &&
                         (transactions.empty() || stored.firstSeq == transactions.front().seq);
    if (!rowFits) {
        m_faults.add("fsck.block-row", place,
                     fmt::format("Its row {} and counts {} transactions from number {}, {} records and {} bytes; the "
                                 "block holds {}, {} and {}.",
                                 stored.timeFits ? "has the header's time" : "has another time than the header",
                                 stored.txs, stored.firstSeq, stored.records, stored.bytes, transactions.size(),
                                 records, bytes));
    }
    ActivityTotals& minute = m_minutes[header.time.ms - header.time.ms % kMinuteMs];
    minute.transactions += transactions.size();
    minute.records += records;
    if (!readable) {
        m_totalsArePartial = m_totalsArePartial || !header.time.inRange();
        checkLog(stored, fromWire);
        return;
    }
    // Where a transaction's bytes are damaged its row still holds the leaf it had: the log goes on with the leaves that
    // fit the header, so that one damaged transaction is one fault and not one a block from here on.
    checkLog(stored, fromWire != fromRows && logWouldFit(header, fromRows) ? fromRows : fromWire);
}

bool LedgerReplay::logWouldFit(const BlockHeader& header, const std::vector<Hash256>& leaves) const
{
    LogAppender trial = m_log;
    std::vector<LogAppender::Node> nodes;
    for (const Hash256& leaf : leaves) {
        trial.append(leaf, nodes);
    }
    const merkle::CompactRange log = trial.range();
    return log.size() == header.logSize && log.root() == header.logRoot;
}

// A wrong log root is reported where it begins, and again only after one that holds.
void LedgerReplay::checkLog(const StoredBlock& stored, const std::vector<Hash256>& leaves)
{
    std::vector<LogAppender::Node> nodes;
    for (const Hash256& leaf : leaves) {
        m_log.append(leaf, nodes);
    }
    m_nodeCount += nodes.size();
    if (m_logIsPartial) {
        return;
    }
    if (stored.unreadable.empty()) {
        const BlockHeader& header = stored.block.header;
        const merkle::CompactRange log = m_log.range();
        const bool differs = log.size() != header.logSize || log.root() != header.logRoot;
        if (differs && !m_logDiffers) {
            m_faults.add("fsck.log-root", blockPlace(header.height),
                         "The log's root after this block is not the one its header names.");
        }
        m_logDiffers = differs;
    }
    if (!m_logDiffers) {
        m_nodes.insert(m_nodes.end(), nodes.begin(), nodes.end());
    }
}

}  // namespace meterseal
