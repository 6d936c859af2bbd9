#include "ledger/store.h"

#include "ledger/schema.h"
#include "meterseal/file/file.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 86'400'000;
// Waits for readers as long as the connection's busy timeout, and for nothing where another checkpoint is under way.
constexpr const char* kStartLogOver = "PRAGMA wal_checkpoint(TRUNCATE)";

// Settings of a writing connection. The write-ahead log is moved into the file by checkpoint() on another thread.
Status configureWriter(sqlite::Database& db)
{
    MS_TRY(db.exec("PRAGMA journal_mode=WAL"));
    MS_TRY(db.exec("PRAGMA synchronous=FULL"));
    MS_TRY(db.exec("PRAGMA wal_autocheckpoint=0"));
    MS_TRY(db.exec("PRAGMA cache_size=-65536"));
    return db.exec("PRAGMA foreign_keys=OFF");
}

Error missing(const std::filesystem::path& file)
{
    return makeError(ErrorCode::NotFound, "ledger.not-found",
                     fmt::format("There is no ledger at {}. Make one with init, or check the path.", file.string()));
}

// Asked before the lock file is made, so that a read-only place is called that and not "locked".
Status checkWritable(const std::filesystem::path& file)
{
    const auto folder = std::filesystem::absolute(file).parent_path();
    const bool folderRefuses = !mayWrite(folder);
    const bool fileRefuses = !mayWrite(file);
    if (folderRefuses || fileRefuses) {
        return makeError(ErrorCode::Forbidden, "ledger.read-only",
                         fmt::format("The ledger {} cannot be written: its {} does not allow it. Nothing was changed; "
                                     "it can still be read.",
                                     file.string(), folderRefuses ? "folder" : "file"));
    }
    return {};
}

void removeDatabase(const std::filesystem::path& file)
{
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
        std::filesystem::remove(file.string() + suffix, ignored);
    }
}

Status makeDatabase(const std::filesystem::path& file, const Genesis& genesis, const std::string& vfs)
{
    MS_ASSIGN(auto db, openLedgerFile(file, sqlite::Open::Create, vfs));
    // The page size must be set before the first table: 8 KiB holds two batches of 100 records, and an index page so
    // few entries that a commit of scattered rows does not rewrite much more than it changes.
    MS_TRY(db.exec("PRAGMA page_size=8192"));
    MS_TRY(configureWriter(db));
    MS_TRY(createSchema(db, genesis));
    return db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace

struct LedgerStore::Statements {
    sqlite::Statement block, seal, cosignature, tx, wire, logNode, meter, meterTip, organisation, minute, day;
};

std::filesystem::path lockFileOf(const std::filesystem::path& ledger)
{
    return ledger.string() + ".lock";
}

LedgerStore::LedgerStore(std::filesystem::path file, FileLock lock, sqlite::Database db)
    : m_file(std::move(file)), m_lock(std::move(lock)), m_db(std::move(db))
{}

LedgerStore::~LedgerStore()
{
    // Where a reader is in the middle of something the log stays, and the next opening moves it.
    static_cast<void>(m_db.exec("PRAGMA busy_timeout=1000"));
    static_cast<void>(m_db.exec(kStartLogOver));
}

void LedgerStore::startLogOver()
{
    std::error_code error;
    const auto size = std::filesystem::file_size(m_file.string() + "-wal", error);
    if (!error && size >= m_logLimit) {
        // Only here, between two blocks, is there a moment at which nothing is added to the log: a checkpoint beside a
        // busy writer never finds it whole in the file, so that it would grow for ever.
        static_cast<void>(m_db.exec(kStartLogOver));
    }
}

Status LedgerStore::create(const std::filesystem::path& file, const Genesis& genesis, const std::string& vfs)
{
    MS_TRY(checkGenesis(genesis));
    std::error_code error;
    // SQLite would replay a journal that an older ledger of this name left behind into the new one.
    for (const char* suffix : {"", "-wal", "-journal"}) {
        const std::filesystem::path taken = file.string() + suffix;
        const bool empty = *suffix != '\0' && std::filesystem::file_size(taken, error) == 0;
        if (!empty && std::filesystem::exists(taken, error)) {
            return makeError(
                ErrorCode::Conflict, "ledger.exists",
                fmt::format("{} exists already and was left as it is. Choose another place for the new ledger.",
                            taken.string()));
        }
    }
    MS_TRY(checkWritable(file));
    MS_ASSIGN(const FileLock lock, FileLock::acquire(lockFileOf(file), "ledger.locked", "The ledger " + file.string()));
    // Made under another name and renamed when whole, so that a crash leaves no half-made ledger under this one.
    const std::filesystem::path draft = file.string() + ".new";
    removeDatabase(draft);
    if (Status made = makeDatabase(draft, genesis, vfs); !made.ok()) {
        removeDatabase(draft);
        return made;
    }
    std::filesystem::rename(draft, file, error);
    if (error) {
        removeDatabase(draft);
        return makeError(ErrorCode::Io, "ledger.io",
                         fmt::format("The new ledger could not be put at {}: {}. Nothing is left of it.", file.string(),
                                     error.message()));
    }
    static_cast<void>(syncFolder(std::filesystem::absolute(file).parent_path()));  // there is nothing better to do
    return {};
}

Result<std::unique_ptr<LedgerStore>> LedgerStore::open(const std::filesystem::path& file, const std::string& vfs)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return missing(file);
    }
    MS_TRY(checkWritable(file));
    MS_ASSIGN(FileLock lock, FileLock::acquire(lockFileOf(file), "ledger.locked", "The ledger " + file.string()));
    MS_ASSIGN(auto db, openLedgerFile(file, sqlite::Open::ReadWrite, vfs));
    MS_TRY(schemaVersion(db));
    MS_TRY(configureWriter(db));
    MS_TRY(migrateSchema(db));
    std::unique_ptr<LedgerStore> store(new LedgerStore(file, std::move(lock), std::move(db)));
    MS_ASSIGN(store->m_genesis, loadGenesis(store->m_db));
    MS_TRY(store->prepare());
    MS_TRY(store->resume());
    static_cast<void>(store->m_db.exec(kStartLogOver));
    return store;
}

Status LedgerStore::prepare()
{
    m_statements = std::make_unique<Statements>();
    Statements& s = *m_statements;
    MS_ASSIGN(s.block,
              m_db.prepare("INSERT INTO block(height, time, hash_key, hash, header, first_seq, txs, records, bytes) "
                           "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    MS_ASSIGN(s.seal, m_db.prepare("INSERT INTO seal(height, bytes) VALUES(?, ?)"));
    MS_ASSIGN(s.cosignature, m_db.prepare("INSERT OR IGNORE INTO cosignature(height, organisation, seconds, line) "
                                          "VALUES(?, ?, ?, ?)"));
    MS_ASSIGN(
        s.tx,
        m_db.prepare("INSERT INTO tx(seq, height, type, meter, organisation, start_ms, end_ms, count, bytes, hash_key, "
                     "hash, leaf) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    MS_ASSIGN(s.wire, m_db.prepare("INSERT INTO wire(seq, bytes) VALUES(?, ?)"));
    MS_ASSIGN(s.logNode, m_db.prepare("INSERT INTO log_node(level, node, hash) VALUES(?, ?, ?)"));
    MS_ASSIGN(s.meter, m_db.prepare(fmt::format(
                           "INSERT INTO meter({}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                           "ON CONFLICT(id) DO UPDATE SET state = excluded.state, utility_approved = "
                           "excluded.utility_approved, manufacturer_approved = excluded.manufacturer_approved",
                           kMeterColumns)));
    MS_ASSIGN(s.meterTip,
              m_db.prepare(
                  "INSERT INTO meter_tip(id, last_convert, batches, records, first_record, last_record, last_anchored) "
                  "VALUES(?, ?, 1, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET last_convert = excluded.last_convert, "
                  "batches = batches + 1, records = records + excluded.records, "
                  "first_record = min(first_record, excluded.first_record), "
                  "last_record = max(last_record, excluded.last_record), last_anchored = excluded.last_anchored"));
    MS_ASSIGN(s.organisation,
              m_db.prepare(
                  "INSERT INTO organisation(ordinal, id, name, role, public_key, active, former_keys, witness_key, "
                  "former_witness_keys, validator_key, former_validator_keys) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                  "ON CONFLICT(ordinal) DO UPDATE SET "
                  "public_key = excluded.public_key, active = excluded.active, former_keys = excluded.former_keys, "
                  "witness_key = excluded.witness_key, former_witness_keys = excluded.former_witness_keys, "
                  "validator_key = excluded.validator_key, former_validator_keys = excluded.former_validator_keys"));
    const std::string upsert = "INSERT INTO {}(start, txs, records) VALUES(?, ?, ?) ON CONFLICT(start) DO UPDATE SET "
                               "txs = txs + excluded.txs, records = records + excluded.records";
    MS_ASSIGN(s.minute, m_db.prepare(fmt::format(fmt::runtime(upsert), "minute")));
    MS_ASSIGN(s.day, m_db.prepare(fmt::format(fmt::runtime(upsert), "day")));
    return {};
}

Status LedgerStore::resume()
{
    m_head.reset();
    MS_ASSIGN(const auto count, m_db.queryInteger("SELECT max(seq) + 1 FROM tx"));
    MS_ASSIGN(m_log, LogAppender::resume(storedLogHashes(m_db), static_cast<std::uint64_t>(count.value_or(0))));
    MS_ASSIGN(auto select, m_db.prepare(fmt::format("{} ORDER BY block.height DESC LIMIT 1", kSealedBlock)));
    MS_ASSIGN(const bool row, select.step());
    if (row) {
        MS_ASSIGN(m_head, readSealedBlock(select));
    }
    return verifyHead();
}

Status LedgerStore::verifyHead()
{
    const merkle::CompactRange log = m_log.range();
    const auto damaged = [](std::string_view what) {
        return makeError(
            ErrorCode::Damaged, "ledger.damaged",
            fmt::format(
                "The newest block of the ledger does not check out: {} Nothing was changed; run fsck, or take the "
                "ledger from a backup.",
                what));
    };
    if (!m_head) {
        return log.size() == 0 ? Status() : damaged("There are transactions but no block.");
    }
    const bool sealComes = m_genesis.consortium() && m_head->seal.bytes.empty();
    if (const Status sealed = sealComes ? Status() : checkSeal(*m_head, m_genesis); !sealed.ok()) {
        return damaged(sealed.error().message);
    }
    if (m_head->header.logSize != log.size() || m_head->header.logRoot != log.root()) {
        return damaged("Its log root is not the root of the stored transactions.");
    }
    return {};
}

Result<LedgerState> LedgerStore::loadState()
{
    MS_ASSIGN(auto organisations, readOrganisations(m_db));
    std::vector<MeterEntry> meters;
    {
        MS_ASSIGN(auto select, m_db.prepare(fmt::format("SELECT {} FROM meter ORDER BY id", kMeterColumns)));
        for (;;) {
            MS_ASSIGN(const bool row, select.step());
            if (!row) {
                break;
            }
            MS_ASSIGN(meters.emplace_back(), readMeterEntry(select));
        }
    }
    {
        MS_ASSIGN(auto select, m_db.prepare("SELECT id, last_convert FROM meter_tip ORDER BY id"));
        for (;;) {
            MS_ASSIGN(const bool row, select.step());
            if (!row) {
                break;
            }
            const auto id = select.unsignedInteger(0);
            if (id == 0 || id > meters.size()) {
                return makeError(ErrorCode::Damaged, "ledger.damaged",
                                 "A batch total names a meter that is not there. Run fsck.");
            }
            MS_ASSIGN(meters[id - 1].lastConvert, select.hash(1));
        }
    }
    std::vector<Hash256> hashes;
    {
        MS_ASSIGN(auto select, m_db.prepare("SELECT hash FROM tx WHERE type IN (1, 2, 3, 5, 6, 7, 8) ORDER BY seq"));
        for (;;) {
            MS_ASSIGN(const bool row, select.step());
            if (!row) {
                break;
            }
            MS_ASSIGN(hashes.emplace_back(), select.hash(0));
        }
    }
    return LedgerState::restore(m_genesis, std::move(organisations), std::move(meters), std::move(hashes),
                                m_log.range());
}

Status LedgerStore::append(const SealedBlock& block, std::span<const AcceptedTransaction> transactions,
                           std::span<const Cosignature> cosignatures, std::optional<std::int64_t> engineHeight)
{
    startLogOver();
    MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(m_db, "IMMEDIATE"));
    const std::uint64_t firstSeq = block.header.logSize - transactions.size();
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
    std::vector<LogAppender::Node> nodes;
    std::uint64_t seq = firstSeq;
    for (const AcceptedTransaction& accepted : transactions) {
        MS_TRY(writeTransaction(block, accepted, seq++));
        records += accepted.checked.tx.leaves.size();
        bytes += accepted.checked.wire.size();
        m_log.append(accepted.applied.logLeaf, nodes);
    }
    for (const LogAppender::Node& node : nodes) {
        MS_TRY(m_statements->logNode.bind(1, node.level * kLogNodeBits)
                   .bind(2, node.index)
                   .bind(3, ByteView(node.hash))
                   .run());
    }
    MS_TRY(m_statements->block.bind(1, block.header.height)
               .bind(2, block.header.time.ms)
               .bind(3, hashKey(block.hash))
               .bind(4, ByteView(block.hash))
               .bind(5, block.headerBytes)
               .bind(6, firstSeq)
               .bind(7, static_cast<std::uint64_t>(transactions.size()))
               .bind(8, records)
               .bind(9, bytes)
               .run());
    if (!block.seal.bytes.empty()) {
        MS_TRY(m_statements->seal.bind(1, block.header.height).bind(2, ByteView(block.seal.bytes)).run());
    }
    MS_TRY(writeTotals(block, transactions.size(), records));
    MS_TRY(writeCosignatures(cosignatures));
    if (engineHeight) {
        MS_TRY(writeMeta("engine.height", *engineHeight));
        MS_TRY(writeMeta(fmt::format("engine.block.{}", block.header.height), *engineHeight));
    }
    MS_TRY(scope.commit());
    m_head = block;
    return {};
}

Status LedgerStore::writeTransaction(const SealedBlock& block, const AcceptedTransaction& accepted, std::uint64_t seq)
{
    const CheckedTransaction& checked = accepted.checked;
    const auto* convert = std::get_if<ConvertBody>(&checked.tx.header.body);
    sqlite::Statement& tx = m_statements->tx;
    tx.bind(1, seq).bind(2, block.header.height).bind(3, static_cast<int>(accepted.applied.type));
    if (accepted.applied.meterId != 0) {
        tx.bind(4, accepted.applied.meterId);
    } else {
        tx.bindNull(4);
    }
    if (!accepted.applied.organisation.empty()) {
        tx.bind(5, accepted.applied.organisation);
    } else {
        tx.bindNull(5);
    }
    if (convert != nullptr) {
        tx.bind(6, convert->start.ms).bind(7, convert->end.ms).bind(8, convert->count);
    } else {
        tx.bindNull(6).bindNull(7).bind(8, 0);
    }
    MS_TRY(tx.bind(9, static_cast<std::uint64_t>(checked.wire.size()))
               .bind(10, hashKey(checked.txHash))
               .bind(11, ByteView(checked.txHash))
               .bind(12, ByteView(accepted.applied.logLeaf))
               .run());
    MS_TRY(m_statements->wire.bind(1, seq).bind(2, ByteView(checked.wire)).run());
    if (convert != nullptr) {
        MS_TRY(m_statements->meterTip.bind(1, accepted.applied.meterId)
                   .bind(2, ByteView(checked.txHash))
                   .bind(3, convert->count)
                   .bind(4, convert->start.ms)
                   .bind(5, convert->end.ms)
                   .bind(6, block.header.time.ms)
                   .run());
    }
    if (accepted.meter) {
        MS_TRY(writeMeter(*accepted.meter, block.header.time));
    }
    if (accepted.organisations) {
        MS_TRY(writeOrganisations(*accepted.organisations));
    }
    return {};
}

Status LedgerStore::writeMeter(const MeterEntry& m, Timestamp blockTime)
{
    return m_statements->meter.bind(1, m.id)
        .bind(2, m.mn)
        .bind(3, m.location)
        .bind(4, m.manufacturer)
        .bind(5, m.address)
        .bind(6, ByteView(m.publicKey))
        .bind(7, static_cast<int>(m.state))
        .bind(8, m.approvedByUtility ? 1 : 0)
        .bind(9, m.approvedByManufacturer ? 1 : 0)
        .bind(10, ByteView(m.tokenHash))
        .bind(11, m.tokenExpires.ms)
        .bind(12, ByteView(m.registerTx))
        .bind(13, blockTime.ms)
        .run();
}

Status LedgerStore::writeOrganisations(const std::vector<Organisation>& organisations)
{
    int ordinal = 0;
    for (const Organisation& o : organisations) {
        Bytes formerKeys;
        for (const crypto::PublicKey& key : o.formerKeys) {
            formerKeys.insert(formerKeys.end(), key.bytes.begin(), key.bytes.end());
        }
        const Bytes formerWitnessKeys = joinKeys(o.formerWitnessKeys);
        const Bytes formerValidatorKeys = joinKeys(o.formerValidatorKeys);
        MS_TRY(m_statements->organisation.bind(1, ordinal++)
                   .bind(2, o.id)
                   .bind(3, o.name)
                   .bind(4, static_cast<int>(o.role))
                   .bind(5, ByteView(o.publicKey))
                   .bind(6, o.active ? 1 : 0)
                   .bind(7, ByteView(formerKeys))
                   .bind(8, ByteView(o.witnessKey))
                   .bind(9, ByteView(formerWitnessKeys))
                   .bind(10, o.validatorKey ? ByteView(*o.validatorKey) : ByteView())
                   .bind(11, ByteView(formerValidatorKeys))
                   .run());
    }
    return {};
}

Status LedgerStore::writeTotals(const SealedBlock& block, std::uint64_t transactions, std::uint64_t records)
{
    const std::int64_t time = block.header.time.ms;
    MS_TRY(m_statements->minute.bind(1, time - time % kMinuteMs).bind(2, transactions).bind(3, records).run());
    return m_statements->day.bind(1, time - time % kDayMs).bind(2, transactions).bind(3, records).run();
}

Status LedgerStore::writeCosignatures(std::span<const Cosignature> cosignatures)
{
    for (const Cosignature& cosignature : cosignatures) {
        MS_TRY(m_statements->cosignature.bind(1, cosignature.height)
                   .bind(2, cosignature.organisation)
                   .bind(3, cosignature.seconds)
                   .bind(4, cosignature.line)
                   .run());
    }
    return {};
}

Status LedgerStore::checkpoint(const std::filesystem::path& file, const std::string& vfs)
{
    MS_ASSIGN(auto db, openLedgerFile(file, sqlite::Open::ReadWrite, vfs));
    return db.exec("PRAGMA wal_checkpoint(PASSIVE)");
}

}  // namespace meterseal
