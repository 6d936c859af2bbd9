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

std::string blockPlace(Height height)
{
    return fmt::format("block {}", height);
}

}  // namespace

LedgerReplay::LedgerReplay(sqlite::Database& db, const Genesis& genesis, FaultSink& faults, FsckSummary& summary)
    : m_db(db),
      m_genesis(genesis),
      m_faults(faults),
      m_summary(summary),
      m_state(genesis),
      m_prevBlock(fingerprintOf(genesis)),
      m_time(genesis.time)
{}

std::string LedgerReplay::placeOf(const StoredTx& tx) const
{
    return fmt::format("transaction number {} ({}) of block {}", tx.seq, tx.hash.hex().substr(0, 16), tx.height);
}

Status LedgerReplay::run(const std::function<void(const FsckProgress&)>& progress, const std::stop_token& stop)
{
    MS_ASSIGN(const auto total, m_db.queryInteger("SELECT count(*) FROM wire"));
    MS_ASSIGN(auto blocks,
              m_db.prepare("SELECT height, time, hash, header, signature, hash_key, first_seq, txs, records, bytes "
                           "FROM block ORDER BY height"));
    MS_ASSIGN(
        auto rows,
        m_db.prepare("SELECT tx.seq, tx.height, tx.type, tx.meter, tx.organisation, tx.start_ms, tx.end_ms, tx.count, "
                     "tx.bytes, tx.hash_key, tx.hash, tx.leaf, wire.bytes FROM tx LEFT JOIN wire ON wire.seq = tx.seq "
                     "ORDER BY tx.seq"));
    for (;;) {
        StoredBlock stored;
        std::string unreadable;
        MS_ASSIGN(const bool more, nextBlock(blocks, stored, unreadable));
        if (!more) {
            break;
        }
        const Height height = stored.block.header.height;
        if (!unreadable.empty()) {
            m_faults.add("fsck.block-header", blockPlace(height), unreadable);
        } else {
            checkBlockHeader(stored);
        }
        std::vector<StoredTx> transactions;
        MS_TRY(readTransactions(rows, height, transactions));
        checkInParallel(transactions);
        for (StoredTx& tx : transactions) {
            replayTransaction(tx, stored.block.header.time);
        }
        checkBlockContent(stored, transactions);
        ++m_summary.blocks;
        m_summary.transactions += transactions.size();
        m_height = height;
        m_prevBlock = stored.block.hash;
        m_time = stored.block.header.time;
        if (progress) {
            progress({m_summary.transactions, static_cast<std::uint64_t>(total.value_or(0))});
        }
        if (stop.stop_requested()) {
            return makeError(ErrorCode::Cancelled, "fsck.cancelled",
                             fmt::format("The check was stopped after block {}; the rest was not checked.", height));
        }
    }
    MS_ASSIGN(const auto beyond, m_db.queryInteger(fmt::format("SELECT count(*) FROM tx WHERE seq >= {}", m_nextSeq)));
    if (beyond.value_or(0) > 0) {
        m_faults.add("fsck.transactions-beyond-head", "transactions",
                     fmt::format("{} transactions stand in no block.", *beyond));
    }
    return {};
}

Result<bool> LedgerReplay::nextBlock(sqlite::Statement& select, StoredBlock& out, std::string& unreadable)
{
    MS_ASSIGN(const bool row, select.step());
    if (!row) {
        return false;
    }
    auto block = readSealedBlock(select);
    if (block.ok()) {
        out.block = std::move(*block);
    } else {
        unreadable = block.error().message;
        out.block.header.height = select.unsignedInteger(0);
        out.block.header.time.ms = select.integer(1);
        if (select.blob(2).size() == Hash256::kSize) {
            out.block.hash = Hash256::copyFrom(select.blob(2).data());
        }
    }
    out.hashKey = select.integer(5);
    out.firstSeq = select.unsignedInteger(6);
    out.txs = select.unsignedInteger(7);
    out.records = select.unsignedInteger(8);
    out.bytes = select.unsignedInteger(9);
    return true;
}

// Reads the transactions of one block: the rows come in order of seq, so the block ends where another height begins.
Status LedgerReplay::readTransactions(sqlite::Statement& select, Height height, std::vector<StoredTx>& out)
{
    for (;;) {
        if (!m_lookahead) {
            MS_ASSIGN(const bool row, m_rowsEnded ? Result<bool>(false) : select.step());
            if (!row) {
                m_rowsEnded = true;
                return {};
            }
            m_lookahead = readStoredTx(select);
        }
        if (m_lookahead->height > height) {
            return {};
        }
        if (m_lookahead->height < height) {
            m_faults.add("fsck.transaction-row", placeOf(*m_lookahead),
                         "It stands among the transactions of a later block.");
            m_partial = true;
        } else {
            out.push_back(std::move(*m_lookahead));
        }
        m_lookahead.reset();
    }
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
            tx.wireLeaf = crypto::sha256Prefixed(0x00, tx.wire);
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

void LedgerReplay::checkBlockHeader(const StoredBlock& stored)
{
    const BlockHeader& header = stored.block.header;
    const std::string place = blockPlace(header.height);
    if (header.height != m_height + 1) {
        m_faults.add("fsck.block-missing", place,
                     fmt::format("It follows block {}; the blocks between are missing.", m_height));
    }
    if (header.chain != m_genesis.chain) {
        m_faults.add("fsck.block-chain", place,
                     fmt::format("It belongs to chain {} and not to {}.", header.chain, m_genesis.chain));
    }
    if (blockHashOf(stored.block.headerBytes) != stored.block.hash || stored.hashKey != hashKey(stored.block.hash)) {
        m_faults.add("fsck.block-hash", place, "Its stored hash is not the hash of its header.");
    } else if (!checkSeal(stored.block, m_genesis.sealer)) {
        m_faults.add("fsck.block-signature", place, "The sealer's signature does not hold.");
    }
    if (header.prevBlock != m_prevBlock) {
        m_faults.add(
            "fsck.block-link", place,
            fmt::format("It names {} as the block before it; that is {}.", header.prevBlock.hex(), m_prevBlock.hex()));
    }
    if (header.time < m_time) {
        m_faults.add("fsck.block-time", place, "Its time is before the time of the block before it.");
    }
}

void LedgerReplay::checkTransactionRow(const StoredTx& tx, const Applied* applied)
{
    const auto differs = [&](const char* column) {
        m_faults.add("fsck.transaction-row", placeOf(tx),
                     fmt::format("Column {} of its row does not fit the transaction.", column));
    };
    if (tx.hash != txHashOf(tx.wire) || tx.hashKey != hashKey(tx.hash)) {
        differs("hash");
    }
    if (tx.leaf != tx.wireLeaf) {
        differs("leaf");
    }
    if (tx.bytes != tx.wire.size()) {
        differs("bytes");
    }
    if (tx.checked->ok()) {
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
    }
    if (applied != nullptr && (tx.meter != applied->meterId || tx.organisation != applied->organisation)) {
        differs("meter or organisation");
    }
}

void LedgerReplay::replayTransaction(StoredTx& tx, Timestamp blockTime)
{
    if (tx.seq != m_nextSeq) {
        m_faults.add("fsck.transaction-missing", placeOf(tx),
                     fmt::format("Transactions {} to {} are missing.", m_nextSeq, tx.seq - 1));
        m_partial = m_logIsPartial = true;
    }
    m_nextSeq = tx.seq + 1;
    if (!tx.checked->ok()) {
        m_faults.add("fsck.transaction-invalid", placeOf(tx),
                     fmt::format("{} [{}]", tx.checked->error().message, tx.checked->error().reason));
        m_partial = true;
        if (tx.meter != 0) {
            if (const MeterEntry* meter = m_state.meterById(tx.meter)) {
                m_brokenMeters.insert(meter->address);
            }
        }
        checkTransactionRow(tx, nullptr);
        return;
    }
    const CheckedTransaction& checked = **tx.checked;
    const auto* convert = std::get_if<ConvertBody>(&checked.tx.header.body);
    const auto applied = m_state.apply(checked, blockTime);
    if (!applied.ok()) {
        const bool follows = convert != nullptr && m_brokenMeters.contains(convert->address);
        if (!follows) {
            m_faults.add("fsck.rule", placeOf(tx),
                         fmt::format("{} [{}]", applied.error().message, applied.error().reason));
            if (convert != nullptr) {
                m_brokenMeters.insert(convert->address);
            }
        }
        m_partial = true;
        checkTransactionRow(tx, nullptr);
        return;
    }
    checkTransactionRow(tx, &*applied);
    if (applied->type == TxType::Register) {
        m_meters[applied->meterId].registeredAt = blockTime;
    }
    if (convert != nullptr) {
        m_summary.records += convert->count;
        MeterTotals& totals = m_meters[applied->meterId];
        totals.firstRecord = totals.batches == 0 ? convert->start : std::min(totals.firstRecord, convert->start);
        totals.lastRecord = totals.batches == 0 ? convert->end : std::max(totals.lastRecord, convert->end);
        ++totals.batches;
        totals.records += convert->count;
        totals.lastConvert = checked.txHash;
        totals.lastAnchored = blockTime;
    }
}

void LedgerReplay::checkBlockContent(const StoredBlock& stored, const std::vector<StoredTx>& transactions)
{
    const BlockHeader& header = stored.block.header;
    const std::string place = blockPlace(header.height);
    std::vector<Hash256> fromWire;
    std::vector<Hash256> fromRows;
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
    for (const StoredTx& tx : transactions) {
        fromWire.push_back(tx.wireLeaf);
        fromRows.push_back(tx.leaf);
        records += tx.checked->ok() ? (*tx.checked)->tx.leaves.size() : tx.count;
        bytes += tx.wire.size();
    }
    const bool rowFits = stored.txs == transactions.size() && header.txCount == transactions.size() &&
                         stored.records == records && stored.bytes == bytes &&
                         (transactions.empty() || stored.firstSeq == transactions.front().seq);
    if (!rowFits) {
        m_faults.add("fsck.block-row", place,
                     fmt::format("Its row or header counts {} / {} transactions, {} records and {} bytes; the block "
                                 "holds {}, {} and {}.",
                                 stored.txs, header.txCount, stored.records, stored.bytes, transactions.size(), records,
                                 bytes));
    }
    ActivityTotals& minute = m_minutes[header.time.ms - header.time.ms % kMinuteMs];
    minute.transactions += transactions.size();
    minute.records += records;

    const bool wireFits = merkle::rootOf(fromWire) == header.txRoot;
    if (!wireFits) {
        m_faults.add("fsck.block-tx-root", place, "The root of its transactions is not the one its header names.");
    }
    // Where a transaction's bytes are damaged its row still holds the leaf it had: the log goes on with the leaves that
    // fit the header, so that one damaged transaction is one fault and not one a block from here on.
    const std::vector<Hash256>& leaves = wireFits || merkle::rootOf(fromRows) != header.txRoot ? fromWire : fromRows;
    for (const Hash256& leaf : leaves) {
        m_log.append(leaf, m_nodes);
    }
    const merkle::CompactRange log = m_log.range();
    if (!m_logIsPartial && (log.size() != header.logSize || log.root() != header.logRoot)) {
        m_faults.add(
            "fsck.log-root", place,
            "The log's root after this block is not the one its header names; later log roots are not checked.");
        m_logIsPartial = true;
    }
}

}  // namespace meterseal
