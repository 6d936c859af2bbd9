// The tables of a ledger file, their version, and how an older file is brought up to date.
#pragma once

#include "meterseal/ledger/genesis.h"
#include "sqlite/database.h"

namespace meterseal {

// "MSL1" in the SQLite header: tells a ledger from any other SQLite file.
inline constexpr std::int64_t kLedgerApplicationId = 0x4d534c31;

// A connection to a ledger file, whose errors speak of a ledger (ledger.*).
Result<sqlite::Database> openLedgerFile(const std::filesystem::path& file, sqlite::Open mode,
                                        const std::string& vfs = {});

// Creates the tables and stores the genesis document. The database must be empty.
Status createSchema(sqlite::Database& db, const Genesis& genesis);
// ledger.not-a-ledger, ledger.version (made by a newer program), ledger.old-version (by one before the first release),
// ledger.damaged, or the version of the file.
Result<int> schemaVersion(sqlite::Database& db);
// Runs the migrations that are missing, each in its own transaction with its new user_version.
Status migrateSchema(sqlite::Database& db);
Result<Genesis> loadGenesis(sqlite::Database& db);

// The first eight bytes of a hash as SQLite stores integers: the key of the hash indexes. A whole random 32-byte key
// would triple the index (and its share of every commit); the few equal prefixes are told apart by the row's full hash.
std::int64_t hashKey(const Hash256& hash);

}  // namespace meterseal
