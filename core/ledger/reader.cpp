#include "meterseal/ledger/reader.h"

#include "ledger/log_tree.h"
#include "ledger/reader_impl.h"
#include "ledger/schema.h"
#include "meterseal/file/file.h"

#include <cstdlib>
#include <fmt/format.h>

namespace meterseal {

namespace {

Error notFound(std::string_view reason, std::string message)
{
    return makeError(ErrorCode::NotFound, reason, std::move(message));
}

// A whole copy of the ledger and its leftover write-ahead log, so that evidence can be read without recovering it in
// place.
Status copyForReading(const std::filesystem::path& file, PrivateFolder& copy)
{
    std::error_code error;
    std::string pattern = (std::filesystem::temp_directory_path(error) / "meterseal-read-XXXXXX").string();
    if (error || ::mkdtemp(pattern.data()) == nullptr) {
        return makeError(ErrorCode::Io, "ledger.io",
                         "No temporary folder can be made to read the ledger's leftover journal in.");
    }
    copy.path = pattern;
    std::filesystem::copy_file(file, copy.path / "ledger.db", error);
    if (!error) {
        std::filesystem::copy_file(file.string() + "-wal", copy.path / "ledger.db-wal", error);
    }
    if (error) {
        return makeError(ErrorCode::Io, "ledger.io",
                         fmt::format("{} has a leftover journal and could not be copied to be read: {}.", file.string(),
                                     error.message()));
    }
    return {};
}

bool hasLeftoverJournal(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file.string() + "-wal", error);
    return !error && size > 0;
}

}  // namespace

PrivateFolder::~PrivateFolder()
{
    if (!path.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
}

Result<sqlite::Database> openForReading(const std::filesystem::path& file, OpenMode mode, PrivateFolder& copy)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        return notFound("ledger.not-found",
                        fmt::format("There is no ledger at {}. Make one with init, or check the path.", file.string()));
    }
    std::filesystem::path opened = file;
    auto how = sqlite::Open::ReadOnly;
    // Beside a writer SQLite needs its shared-memory file; where the folder cannot be written there is no writer
    // either.
    if (mode == OpenMode::ReadOnly || !mayWrite(std::filesystem::absolute(file).parent_path())) {
        if (hasLeftoverJournal(file)) {
            MS_TRY(copyForReading(file, copy));
            opened = copy.path / "ledger.db";
        } else {
            how = sqlite::Open::Immutable;
        }
    }
    MS_ASSIGN(auto db, openLedgerFile(opened, how));
    MS_TRY(db.exec("PRAGMA query_only=ON"));
    MS_TRY(schemaVersion(db));
    return db;
}

LedgerReader::LedgerReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{}
LedgerReader::LedgerReader(LedgerReader&&) noexcept = default;
LedgerReader& LedgerReader::operator=(LedgerReader&&) noexcept = default;
LedgerReader::~LedgerReader() = default;

Result<LedgerReader> LedgerReader::open(const std::filesystem::path& file, OpenMode mode)
{
    auto impl = std::make_unique<Impl>();
    MS_ASSIGN(auto db, openForReading(file, mode, impl->copy));
    impl->db.emplace(std::move(db));
    MS_TRY(impl->db->exec("PRAGMA cache_size=-16384"));
    MS_ASSIGN(impl->genesis, loadGenesis(*impl->db));
    return LedgerReader(std::move(impl));
}

const Genesis& LedgerReader::genesis() const
{
    return m_impl->genesis;
}

Hash256 LedgerReader::fingerprint() const
{
    return fingerprintOf(m_impl->genesis);
}

void LedgerReader::interrupt()
{
    m_impl->db->interrupt();
}

Result<sqlite::Statement*> LedgerReader::Impl::statement(const std::string& sql)
{
    auto found = statements.find(sql);
    if (found == statements.end()) {
        MS_ASSIGN(auto prepared, db->prepare(sql));
        found = statements.emplace(sql, std::move(prepared)).first;
    }
    found->second.reset();
    return &found->second;
}

Result<LedgerTotals> LedgerReader::totals()
{
    LedgerTotals totals;
    MS_ASSIGN(const auto scope, sqlite::TransactionScope::begin(*m_impl->db));
    MS_ASSIGN(auto* head, m_impl->statement(fmt::format("{} ORDER BY block.height DESC LIMIT 1", kSealedBlock)));
    MS_ASSIGN(const bool row, head->step());
    auto block = row ? readSealedBlock(*head) : Result<SealedBlock>(SealedBlock{});
    head->reset();
    MS_TRY(block);
    if (row) {
        totals.height = block->header.height;
        totals.transactions = block->header.logSize;
        totals.head = std::move(*block);
    }
    MS_ASSIGN(auto* records, m_impl->statement("SELECT coalesce(sum(records), 0) FROM day"));
    MS_TRY(records->step().status());
    totals.records = records->unsignedInteger(0);
    records->reset();
    MS_ASSIGN(auto* states,
              m_impl->statement("SELECT state, count(*) FROM meter INDEXED BY meter_state GROUP BY state"));
    MS_TRY(eachRow(*states, [&](const sqlite::Statement& s) -> Status {
        totals.metersByState[static_cast<MeterState>(s.integer(0))] = s.unsignedInteger(1);
        totals.meters += s.unsignedInteger(1);
        return {};
    }));
    return totals;
}

// ---- Single rows --------------------------------------------------------------------------------------------------

Result<SealedBlock> LedgerReader::block(Height height)
{
    MS_ASSIGN(auto* select, m_impl->statement(fmt::format("{} WHERE block.height = ?", kSealedBlock)));
    MS_ASSIGN(const bool row, select->bind(1, height).step());
    if (!row) {
        return notFound("ledger.no-such-block", fmt::format("The ledger has no block {}.", height));
    }
    auto block = readSealedBlock(*select);
    select->reset();
    return block;
}

Result<BlockRow> LedgerReader::blockRow(Height height)
{
    MS_ASSIGN(auto* select, m_impl->statement(fmt::format("SELECT {} FROM block WHERE height = ?", kBlockColumns)));
    MS_ASSIGN(const bool row, select->bind(1, height).step());
    if (!row) {
        return notFound("ledger.no-such-block", fmt::format("The ledger has no block {}.", height));
    }
    auto block = readBlockRow(*select);
    select->reset();
    return block;
}

Result<Height> LedgerReader::heightOfBlock(const Hash256& hash)
{
    MS_ASSIGN(auto* select, m_impl->statement("SELECT height FROM block WHERE hash_key = ? AND hash = ?"));
    MS_ASSIGN(const bool row, select->bind(1, hashKey(hash)).bind(2, ByteView(hash)).step());
    if (!row) {
        return notFound("ledger.no-such-block", fmt::format("The ledger has no block with the hash {}.", hash.hex()));
    }
    const Height height = select->unsignedInteger(0);
    select->reset();
    return height;
}

Result<TxRow> LedgerReader::transaction(std::uint64_t seq)
{
    MS_ASSIGN(auto* select,
              m_impl->statement(fmt::format("SELECT {} FROM {} WHERE tx.seq = ?", kTxColumns, kTxTables)));
    MS_ASSIGN(const bool row, select->bind(1, seq).step());
    if (!row) {
        return notFound("ledger.no-such-transaction", fmt::format("The ledger has no transaction number {}.", seq));
    }
    auto tx = readTxRow(*select);
    select->reset();
    return tx;
}

Result<TxRow> LedgerReader::transactionByHash(const Hash256& hash)
{
    MS_ASSIGN(auto* select, m_impl->statement(fmt::format("SELECT {} FROM {} WHERE tx.hash_key = ? AND tx.hash = ?",
                                                          kTxColumns, kTxTables)));
    MS_ASSIGN(const bool row, select->bind(1, hashKey(hash)).bind(2, ByteView(hash)).step());
    if (!row) {
        return notFound("ledger.no-such-transaction", fmt::format("The ledger has no transaction {}.", hash.hex()));
    }
    auto tx = readTxRow(*select);
    select->reset();
    return tx;
}

Result<Bytes> LedgerReader::wire(std::uint64_t seq)
{
    MS_ASSIGN(auto* select, m_impl->statement("SELECT bytes FROM wire WHERE seq = ?"));
    MS_ASSIGN(const bool row, select->bind(1, seq).step());
    if (!row) {
        return notFound("ledger.no-such-transaction", fmt::format("The ledger has no transaction number {}.", seq));
    }
    const ByteView bytes = select->blob(0);
    Bytes copy(bytes.begin(), bytes.end());
    select->reset();
    return copy;
}

Result<MeterRow> LedgerReader::Impl::oneMeter(const std::string& condition,
                                              const std::function<void(sqlite::Statement&)>& bind,
                                              std::string_view what, std::string_view name)
{
    MS_ASSIGN(auto* select,
              statement(fmt::format("SELECT {} FROM {} WHERE {}", kMeterRowColumns, kMeterRowTables, condition)));
    bind(*select);
    // The live registration, else the latest one. Rows come newest first; sorting them by state would cost more than
    // all the rest.
    std::optional<MeterRow> latest;
    for (;;) {
        MS_ASSIGN(const bool row, select->step());
        if (!row) {
            break;
        }
        Result<MeterRow> meter = readMeterRow(*select);
        if (!meter.ok() || meter->entry.state != MeterState::Rejected) {
            select->reset();
            return meter;
        }
        if (!latest) {
            latest = std::move(*meter);
        }
    }
    select->reset();
    if (!latest) {
        return notFound("ledger.no-such-meter",
                        fmt::format("No meter with the {} {} is registered on this ledger.", what, name));
    }
    return *std::move(latest);
}

Result<MeterRow> LedgerReader::meterByMn(std::string_view mn)
{
    return m_impl->oneMeter(
        "mn = ? ORDER BY meter.id DESC", [&](sqlite::Statement& s) { s.bind(1, mn); }, "id", mn);
}

Result<MeterRow> LedgerReader::meterByAddress(std::string_view address)
{
    return m_impl->oneMeter(
        "address = ? ORDER BY meter.id DESC", [&](sqlite::Statement& s) { s.bind(1, address); }, "wallet address",
        address);
}

Result<MeterRow> LedgerReader::meterById(std::uint32_t id)
{
    return m_impl->oneMeter(
        "meter.id = ?", [&](sqlite::Statement& s) { s.bind(1, id); }, "row", std::to_string(id));
}

// ---- Ranges -------------------------------------------------------------------------------------------------------

Result<std::vector<BatchRow>> LedgerReader::batchesOf(std::uint32_t meterId)
{
    std::vector<BatchRow> rows;
    MS_ASSIGN(auto* select, m_impl->statement("SELECT seq, start_ms, end_ms, count FROM tx INDEXED BY tx_meter "
                                              "WHERE meter = ? AND type = 4 ORDER BY seq"));
    MS_TRY(eachRow(select->bind(1, meterId), [&](const sqlite::Statement& s) -> Status {
        rows.push_back({s.unsignedInteger(0), Timestamp{s.integer(1)}, Timestamp{s.integer(2)},
                        static_cast<std::uint32_t>(s.integer(3))});
        return checkTimes({rows.back().start, rows.back().end});
    }));
    return rows;
}

Result<std::vector<Hash256>> LedgerReader::logLeaves(std::uint64_t first, std::uint64_t count)
{
    return storedLogHashes(*m_impl->db)(0, first, count);
}

Result<std::vector<LogEntry>> LedgerReader::logEntries(std::uint64_t first, std::uint64_t count)
{
    std::vector<LogEntry> entries;
    MS_ASSIGN(auto* select, m_impl->statement("SELECT tx.height, block.time, tx.hash FROM tx JOIN block ON "
                                              "block.height = tx.height WHERE seq >= ?1 AND seq < ?2 ORDER BY seq"));
    MS_TRY(eachRow(select->bind(1, first).bind(2, first + count), [&](const sqlite::Statement& s) -> Status {
        LogEntry& entry = entries.emplace_back();
        entry.height = s.unsignedInteger(0);
        entry.time.ms = s.integer(1);
        MS_ASSIGN(entry.txHash, s.hash(2));
        return {};
    }));
    if (entries.size() != count) {
        return makeError(ErrorCode::Damaged, "ledger.damaged",
                         fmt::format("The ledger's log has {} of {} entries from {}. Run fsck to see what is missing.",
                                     entries.size(), count, first));
    }
    return entries;
}

Result<std::vector<Hash256>> LedgerReader::logChunks(std::uint64_t first, std::uint64_t count)
{
    return storedLogHashes(*m_impl->db)(1, first, count);
}

Result<std::vector<Cosignature>> LedgerReader::cosignatures(Height height)
{
    std::vector<Cosignature> rows;
    MS_ASSIGN(auto* select, m_impl->statement("SELECT organisation, seconds, line FROM cosignature WHERE height = ? "
                                              "ORDER BY organisation"));
    MS_TRY(eachRow(select->bind(1, height), [&](const sqlite::Statement& s) -> Status {
        rows.push_back({height, std::string(s.text(0)), s.unsignedInteger(1), std::string(s.text(2))});
        return {};
    }));
    return rows;
}

Result<std::vector<Organisation>> LedgerReader::organisations()
{
    return readOrganisations(*m_impl->db);
}

Result<std::vector<ActivityRow>> LedgerReader::Impl::activity(const char* table, Timestamp from, Timestamp to)
{
    std::vector<ActivityRow> rows;
    MS_ASSIGN(auto* select,
              statement(fmt::format("SELECT start, txs, records FROM {} WHERE start >= ? AND start <= ? ORDER BY start",
                                    table)));
    MS_TRY(eachRow(select->bind(1, from.ms).bind(2, to.ms), [&](const sqlite::Statement& s) -> Status {
        rows.push_back({Timestamp{s.integer(0)}, s.unsignedInteger(1), s.unsignedInteger(2)});
        return {};
    }));
    return rows;
}

Result<std::vector<ActivityRow>> LedgerReader::activityPerMinute(Timestamp from, Timestamp to)
{
    return m_impl->activity("minute", from, to);
}

Result<std::vector<ActivityRow>> LedgerReader::activityPerDay(Timestamp from, Timestamp to)
{
    return m_impl->activity("day", from, to);
}

// ---- Proofs -------------------------------------------------------------------------------------------------------

Result<TxProof> LedgerReader::proof(const Hash256& txHash, std::optional<Height> atHeight)
{
    MS_ASSIGN(const auto scope, sqlite::TransactionScope::begin(*m_impl->db));
    MS_ASSIGN(const TxRow row, transactionByHash(txHash));
    TxProof proof;
    proof.index = row.seq;
    proof.entry = {row.height, row.time, row.hash};
    if (atHeight && *atHeight < row.height) {
        return makeError(ErrorCode::NotFound, "ledger.no-such-checkpoint",
                         fmt::format("The transaction stands in block {}; block {} is before it and cannot prove it.",
                                     row.height, *atHeight));
    }
    MS_ASSIGN(const auto newest, m_impl->db->queryInteger("SELECT max(height) FROM block"));
    MS_ASSIGN(proof.checkpoint, block(atHeight.value_or(static_cast<Height>(newest.value_or(0)))));
    const BlockHeader& header = proof.checkpoint.header;
    if (proof.index >= header.logSize) {
        return makeError(ErrorCode::Damaged, "ledger.damaged",
                         fmt::format("Block {} counts {} transactions up to it, but holds number {}. Run fsck.",
                                     header.height, header.logSize, proof.index));
    }
    MS_ASSIGN(proof.cosignatures, cosignatures(header.height));
    MS_ASSIGN(proof.path, logInclusionProof(storedLogHashes(*m_impl->db), proof.index, header.logSize));
    return proof;
}

Result<std::vector<Hash256>> LedgerReader::consistencyProof(std::uint64_t oldSize, std::uint64_t newSize)
{
    MS_ASSIGN(const auto scope, sqlite::TransactionScope::begin(*m_impl->db));
    MS_ASSIGN(const auto size, m_impl->db->queryInteger("SELECT max(seq) + 1 FROM tx"));
    if (oldSize > newSize || newSize > static_cast<std::uint64_t>(size.value_or(0))) {
        return makeError(
            ErrorCode::InvalidArgument, "ledger.no-such-checkpoint",
            fmt::format("Sizes {} and {} do not fit a log of {} transactions.", oldSize, newSize, size.value_or(0)));
    }
    return logConsistencyProof(storedLogHashes(*m_impl->db), oldSize, newSize);
}

Result<Hash256> LedgerReader::logRootAt(std::uint64_t size)
{
    MS_ASSIGN(const auto have, m_impl->db->queryInteger("SELECT max(seq) + 1 FROM tx"));
    if (size > static_cast<std::uint64_t>(have.value_or(0))) {
        return makeError(
            ErrorCode::InvalidArgument, "ledger.no-such-checkpoint",
            fmt::format("The log has {} transactions, fewer than the {} asked for.", have.value_or(0), size));
    }
    return logSubtree(storedLogHashes(*m_impl->db), 0, size);
}

}  // namespace meterseal
