#include "ledger/schema.h"

#include <array>
#include <fmt/format.h>

namespace meterseal {

namespace {

// What is clustered by time (block, tx, wire) grows at its end only. Indexes on random keys are what makes a large
// ledger slow to append to, so there are two: by the hash's first eight bytes, and by meter.
constexpr const char* kVersion2 = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE block(
    height INTEGER PRIMARY KEY, time INTEGER NOT NULL, hash_key INTEGER NOT NULL, hash BLOB NOT NULL,
    header TEXT NOT NULL,
    first_seq INTEGER NOT NULL, txs INTEGER NOT NULL, records INTEGER NOT NULL, bytes INTEGER NOT NULL);
CREATE INDEX block_time ON block(time);
CREATE INDEX block_hash ON block(hash_key);

-- What makes a header the ledger's: apart from it, as in a consortium it comes later. bytes: opaque.
CREATE TABLE seal(height INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

-- Members' cosignatures of headers. line: a signed note's signature line; seconds: since 1970, as it says.
CREATE TABLE cosignature(
    height INTEGER NOT NULL, organisation TEXT NOT NULL, seconds INTEGER NOT NULL, line TEXT NOT NULL,
    PRIMARY KEY(height, organisation)) WITHOUT ROWID;

-- leaf: SHA256(0x00 || log entry). meter: row of table meter, or NULL. start_ms, end_ms, count: convert only.
CREATE TABLE tx(
    seq INTEGER PRIMARY KEY, height INTEGER NOT NULL, type INTEGER NOT NULL, meter INTEGER, organisation TEXT,
    start_ms INTEGER, end_ms INTEGER, count INTEGER NOT NULL, bytes INTEGER NOT NULL,
    hash_key INTEGER NOT NULL, hash BLOB NOT NULL, leaf BLOB NOT NULL);
CREATE INDEX tx_hash ON tx(hash_key);
CREATE INDEX tx_type ON tx(type);
CREATE INDEX tx_meter ON tx(meter) WHERE meter IS NOT NULL;
CREATE INDEX tx_meter_other ON tx(meter) WHERE type <> 4;
CREATE INDEX tx_organisation ON tx(organisation) WHERE organisation IS NOT NULL;
CREATE INDEX tx_organisation_type ON tx(organisation, type) WHERE organisation IS NOT NULL;

-- The transactions themselves, apart from the rows that lists read.
CREATE TABLE wire(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

-- Perfect subtrees of the log: level 8 (256 transactions), 16, 24; node i covers [i << level, (i+1) << level).
CREATE TABLE log_node(level INTEGER NOT NULL, node INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(level, node)) WITHOUT ROWID;

-- former_keys, former_witness_keys: those it had before a rotation, oldest first, 33 and 32 bytes each.
CREATE TABLE organisation(
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role INTEGER NOT NULL,
    public_key BLOB NOT NULL, witness_key BLOB NOT NULL, active INTEGER NOT NULL, former_keys BLOB NOT NULL,
    former_witness_keys BLOB NOT NULL);

CREATE TABLE meter(
    id INTEGER PRIMARY KEY, mn TEXT NOT NULL, location TEXT NOT NULL, manufacturer TEXT NOT NULL, address TEXT NOT NULL,
    public_key BLOB NOT NULL, state INTEGER NOT NULL, utility_approved INTEGER NOT NULL, manufacturer_approved INTEGER NOT NULL,
    token_hash BLOB NOT NULL, token_expires INTEGER NOT NULL, register_tx BLOB NOT NULL, registered_at INTEGER NOT NULL);
CREATE INDEX meter_mn ON meter(mn);
CREATE INDEX meter_address ON meter(address);
CREATE INDEX meter_state ON meter(state, mn);
CREATE INDEX meter_manufacturer ON meter(manufacturer, mn);
CREATE INDEX meter_manufacturer_state ON meter(manufacturer, state, mn);

-- What every batch changes, apart from the dossier so that a commit rewrites few pages.
CREATE TABLE meter_tip(
    id INTEGER PRIMARY KEY, last_convert BLOB NOT NULL, batches INTEGER NOT NULL, records INTEGER NOT NULL,
    first_record INTEGER NOT NULL, last_record INTEGER NOT NULL, last_anchored INTEGER NOT NULL);

-- Totals by block time, start of the minute or day in ms.
CREATE TABLE minute(start INTEGER PRIMARY KEY, txs INTEGER NOT NULL, records INTEGER NOT NULL);
CREATE TABLE day(start INTEGER PRIMARY KEY, txs INTEGER NOT NULL, records INTEGER NOT NULL);
-- Earlier files may have a table alarm_day as well, which nothing reads any more.
)sql";

// An empty file becomes version 2; kMigrations[i] takes a file from version i + 2 to i + 3. Version 1 had the log of
// another protocol and was never released. Never change one that has been released: append.
constexpr int kFirstVersion = 2;
constexpr std::array kMigrations{
    // validator_key: 32 bytes, or none; former_validator_keys as the other former ones. A consortium's ledger only.
    R"sql(
ALTER TABLE organisation ADD COLUMN validator_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE organisation ADD COLUMN former_validator_keys BLOB NOT NULL DEFAULT x'';
)sql",
};
constexpr int kLastVersion = kFirstVersion + static_cast<int>(kMigrations.size());

constexpr sqlite::FileKind kLedgerFile{"ledger",
                                       "The ledger stays at its last whole block.",
                                       "Run fsck on a copy, or take the ledger from a backup.",
                                       {"ledger.locked", "ledger.disk-full", "ledger.io", "ledger.not-a-ledger",
                                        "ledger.damaged", "ledger.read-only", "ledger.cancelled", "ledger.sqlite"}};

}  // namespace

Result<sqlite::Database> openLedgerFile(const std::filesystem::path& file, sqlite::Open mode, const std::string& vfs)
{
    return sqlite::Database::open(file, mode, kLedgerFile, vfs);
}

std::int64_t hashKey(const Hash256& hash)
{
    std::uint64_t key = 0;
    for (int i = 0; i < 8; ++i) {
        key = key << 8 | hash.bytes[static_cast<std::size_t>(i)];
    }
    return static_cast<std::int64_t>(key);
}

Status migrateSchema(sqlite::Database& db)
{
    MS_ASSIGN(const auto version, db.queryInteger("PRAGMA user_version"));
    for (auto v = version.value_or(0); v < kLastVersion; v = v == 0 ? kFirstVersion : v + 1) {
        MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(db, "IMMEDIATE"));
        MS_TRY(db.exec(v == 0 ? kVersion2 : kMigrations[static_cast<std::size_t>(v - kFirstVersion)]));
        MS_TRY(db.exec(fmt::format("PRAGMA user_version={}", v == 0 ? kFirstVersion : v + 1)));
        MS_TRY(scope.commit());
    }
    return {};
}

Result<int> schemaVersion(sqlite::Database& db)
{
    MS_ASSIGN(const auto id, db.queryInteger("PRAGMA application_id"));
    if (id.value_or(0) != kLedgerApplicationId) {
        return makeError(ErrorCode::InvalidArgument, "ledger.not-a-ledger",
                         "The file is not a MeterSeal ledger. Nothing was changed; check the path.");
    }
    MS_ASSIGN(const auto version, db.queryInteger("PRAGMA user_version"));
    if (version.value_or(0) > kLastVersion) {
        return makeError(
            ErrorCode::Unsupported, "ledger.version",
            fmt::format("The ledger file has version {}, made by a newer program; this one knows versions up to {}. "
                        "Nothing was changed; update the program.",
                        *version, kLastVersion));
    }
    if (version.value_or(0) == 1) {
        return makeError(
            ErrorCode::Unsupported, "ledger.old-version",
            "The ledger file has version 1, which was never released: its log and blocks are of another form and "
            "cannot be read any more. Nothing was changed. Make a new ledger with init, register its meters and "
            "anchor the record files again.");
    }
    if (version.value_or(0) < kFirstVersion) {
        return makeError(ErrorCode::Damaged, "ledger.damaged",
                         fmt::format("The ledger file has version {}, which no program writes: it is damaged. Nothing "
                                     "was changed; take the ledger from a backup.",
                                     version.value_or(0)));
    }
    return static_cast<int>(*version);
}

Status createSchema(sqlite::Database& db, const Genesis& genesis)
{
    MS_TRY(db.exec(fmt::format("PRAGMA application_id={}", kLedgerApplicationId)));
    MS_TRY(migrateSchema(db));
    MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(db, "IMMEDIATE"));
    const std::string document = canonicalGenesis(genesis);
    MS_ASSIGN(auto insert, db.prepare("INSERT INTO meta(key, value) VALUES('genesis', ?)"));
    MS_TRY(insert.bind(1, asBytes(document)).run());
    MS_ASSIGN(auto organisation,
              db.prepare("INSERT INTO organisation(ordinal, id, name, role, public_key, witness_key, active, "
                         "former_keys, former_witness_keys, validator_key) VALUES(?, ?, ?, ?, ?, ?, 1, x'', x'', ?)"));
    int ordinal = 0;
    for (const Organisation& o : genesis.organisations) {
        MS_TRY(organisation.bind(1, ordinal++)
                   .bind(2, o.id)
                   .bind(3, o.name)
                   .bind(4, static_cast<int>(o.role))
                   .bind(5, ByteView(o.publicKey))
                   .bind(6, ByteView(o.witnessKey))
                   .bind(7, o.validatorKey ? ByteView(*o.validatorKey) : ByteView())
                   .run());
    }
    return scope.commit();
}

Result<Genesis> loadGenesis(sqlite::Database& db)
{
    MS_ASSIGN(auto select, db.prepare("SELECT value FROM meta WHERE key = 'genesis'"));
    MS_ASSIGN(const bool row, select.step());
    if (!row) {
        return makeError(ErrorCode::Damaged, "ledger.damaged",
                         "The ledger file has no genesis document. Take it from a backup.");
    }
    return parseGenesis(asText(select.blob(0)));
}

}  // namespace meterseal
