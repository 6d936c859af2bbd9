// LedgerStore: the writing side of a ledger file. One process at a time (a lock file beside the ledger); a block with
// all its derived rows is one SQLite transaction, so a crash at any instant leaves the ledger at a block boundary.
//
//   create;  open (loadState) (append)*
//
// Thread-safety: one thread at a time. A failed append leaves the file at the previous block; resume() must follow
// before the next append.
#pragma once

#include "file/file_lock.h"
#include "ledger/log_tree.h"
#include "meterseal/ledger/block.h"
#include "meterseal/ledger/state.h"
#include "sqlite/database.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meterseal {

// A transaction that the state accepted, with what it changed as of just after it (the state itself may have run
// ahead).
struct AcceptedTransaction {
    CheckedTransaction checked;
    Applied applied;
    std::optional<MeterEntry> meter;  // where more than its last convert changed
    std::optional<std::vector<Organisation>> organisations;
};

class LedgerStore {
public:
    static Status create(const std::filesystem::path& file, const Genesis& genesis, const std::string& vfs = {});
    // Takes the writer's lock, migrates, verifies the head block. What a crash left in the write-ahead log is moved
    // into the file, as it is when the store goes: then the ledger is one file.
    static Result<std::unique_ptr<LedgerStore>> open(const std::filesystem::path& file, const std::string& vfs = {});
    ~LedgerStore();

    const Genesis& genesis() const { return m_genesis; }
    const std::optional<SealedBlock>& head() const { return m_head; }

    Result<LedgerState> loadState();
    // Writes and syncs one block, with the cosignatures of it that are known. `block` continues head() and its logSize
    // counts the transactions.
    Status append(const SealedBlock& block, std::span<const AcceptedTransaction> transactions,
                  std::span<const Cosignature> cosignatures = {}, std::optional<std::int64_t> engineHeight = {});
    // Keeps what is not there yet, one a block and organisation. Whether they hold is the caller's to have checked.
    // NotFound, ledger.no-such-block, where one is of a block that is not here; then none is kept.
    Status addCosignatures(std::span<const Cosignature> cosignatures);
    // Where the engine of a consortium's ledger is: the last of its heights that is in this file. 0: none yet. Most of
    // an engine's heights make no block here; those that do are written with it (append()).
    Result<std::int64_t> engineHeight();
    Status setEngineHeight(std::int64_t height);
    // Blocks without a seal, ascending, each with the engine's height that made it.
    Result<std::vector<std::pair<Height, std::int64_t>>> unsealed();
    // A consortium's seal, which comes after its block. It must have been checked. NotFound, ledger.no-such-block;
    // Conflict, ledger.sealed, where the block has one.
    Status addSeal(Height height, const Seal& seal);
    // Did anybody ever cosign a block of it?
    Result<bool> hasCosignatures();
    // Reads head and log position again after a failed append.
    Status resume();
    // The write-ahead log grows to `bytes` and one block over; then append() waits for readers to let go and starts it
    // over. A reader that does not holds up each append for some seconds, and no longer.
    void limitLog(std::uint64_t bytes) { m_logLimit = bytes; }
    // Moves the write-ahead log into the file as far as readers allow. For a connection of its own, on another thread.
    static Status checkpoint(const std::filesystem::path& file, const std::string& vfs);

private:
    struct Statements;
    LedgerStore(std::filesystem::path file, FileLock lock, sqlite::Database db);
    void startLogOver();
    Status prepare();
    Status verifyHead();
    Status writeTransaction(const SealedBlock& block, const AcceptedTransaction& accepted, std::uint64_t seq);
    Status writeMeter(const MeterEntry& meter, Timestamp blockTime);
    Status writeOrganisations(const std::vector<Organisation>& organisations);
    Status writeCosignatures(std::span<const Cosignature> cosignatures);
    Status writeMeta(const std::string& key, std::int64_t number);
    Status writeTotals(const SealedBlock& block, std::uint64_t transactions, std::uint64_t records);

    std::filesystem::path m_file;
    std::uint64_t m_logLimit = std::uint64_t(64) << 20;
    FileLock m_lock;
    sqlite::Database m_db;
    std::unique_ptr<Statements> m_statements;  // after m_db: finalized first
    Genesis m_genesis;
    std::optional<SealedBlock> m_head;
    LogAppender m_log;
};

// Rows that store, reader and fsck read alike.
inline constexpr const char* kMeterColumns =
    "id, mn, location, manufacturer, address, public_key, state, utility_approved, manufacturer_approved, token_hash, "
    "token_expires, register_tx, registered_at";
// From a row that begins with kMeterColumns; lastConvert stays zero. Damaged where a value does not fit.
Result<MeterEntry> readMeterEntry(const sqlite::Statement& row);
// height, time, hash, header; the seal stays empty. Damaged where they do not fit each other.
Result<SealedBlock> readBlock(const sqlite::Statement& row);
// From a row of kSealedBlock.
Result<SealedBlock> readSealedBlock(const sqlite::Statement& row);
inline constexpr const char* kSealedBlock =
    "SELECT block.height, block.time, block.hash, block.header, seal.bytes FROM block "
    "LEFT JOIN seal ON seal.height = block.height";
// Keys one after the other, as columns of former keys have them.
Bytes joinKeys(std::span<const crypto::Ed25519PublicKey> keys);
Result<std::vector<Organisation>> readOrganisations(sqlite::Database& db);

std::filesystem::path lockFileOf(const std::filesystem::path& ledger);

}  // namespace meterseal
