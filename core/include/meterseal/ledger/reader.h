// LedgerReader: read access to a stored ledger for explorers, verifiers and exporters. Every list is keyset-paged in
// both directions: a page costs the same at row 50 and at row 5 million.
//
// Sequence numbers: transactions are numbered 0, 1, 2, ... in log order (`seq` is the leaf index in the log).
// Pages come newest first for Direction::Older and oldest first for Direction::Newer; `cursor` is the key of the last
// row already seen and is excluded; no cursor starts at the end the direction comes from.
//
// Thread-safety: one reader per thread (or external synchronisation); any number of readers beside one writer.
// A reader sees the ledger as of the last committed block, afresh at each call.
// interrupt() may be called from any thread and makes the running call return Cancelled.
#pragma once

#include "meterseal/ledger/block.h"
#include "meterseal/ledger/genesis.h"
#include "meterseal/ledger/state.h"
#include "meterseal/ledger/transaction.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meterseal {

enum class Direction { Older, Newer };

template <typename Row>
struct Page {
    std::vector<Row> rows;
    bool more = false;  // there are rows beyond the last one, in the direction asked for
};

struct BlockRow {
    Height height = 0;
    Hash256 hash;
    Timestamp time;
    std::uint32_t txCount = 0;
    std::uint64_t recordCount = 0;
    std::uint64_t bytes = 0;     // wire bytes of its transactions
    std::uint64_t firstSeq = 0;  // of its transactions
    std::uint64_t logSize = 0;   // of the log after it
    Hash256 logRoot;
};

struct TxRow {
    std::uint64_t seq = 0;
    Hash256 hash;
    Height height = 0;
    Timestamp time;  // the block's
    TxType type = TxType::Convert;
    std::uint32_t meterId = 0;  // 0: none
    std::string mn;             // empty: none
    std::string organisation;   // id of the first signing organisation, empty for meter-signed types
    Timestamp start, end;       // convert only
    std::uint32_t count = 0;    // convert only: records
    std::uint32_t bytes = 0;    // wire size
};

struct MeterRow {
    MeterEntry entry;
    Timestamp registeredAt;  // block time
    std::uint64_t batches = 0;
    std::uint64_t records = 0;
    std::optional<Timestamp> firstRecord, lastRecord;  // over all batches
    std::optional<Timestamp> lastAnchored;             // block time of the last batch
};

struct TxFilter {
    std::optional<TxType> type;
    std::optional<std::uint32_t> meterId;
    std::optional<std::string> organisation;
    std::optional<Timestamp> from, to;  // block time, both inclusive
};
struct BlockFilter {
    std::optional<Timestamp> from, to;
};
struct MeterFilter {
    std::optional<MeterState> state;
    std::optional<std::string> manufacturer;
    std::optional<std::string> mnPrefix;
};

// One batch of a meter, as the verifier walks them.
struct BatchRow {
    std::uint64_t seq = 0;
    Timestamp start, end;
    std::uint32_t count = 0;
};

struct ActivityRow {
    Timestamp from;  // start of the minute or day, UTC
    std::uint64_t transactions = 0;
    std::uint64_t records = 0;
};

struct LedgerTotals {
    Height height = 0;
    std::uint64_t transactions = 0;
    std::uint64_t records = 0;
    std::uint64_t meters = 0;
    std::map<MeterState, std::uint64_t> metersByState;
    std::optional<SealedBlock> head;
};

// Inclusion of one transaction in the log as of a checkpoint. What it is worth is checked elsewhere
// (verify/log_proof.h).
struct TxProof {
    std::uint64_t index = 0;  // of the entry in the log: the transaction's seq
    LogEntry entry;
    std::vector<Hash256> path;  // from entry.leaf() to checkpoint.header.logRoot
    SealedBlock checkpoint;
    std::vector<Cosignature> cosignatures;  // of the checkpoint
};

enum class OpenMode {
    Shared,    // beside a writer; needs write access to the folder for SQLite's shared-memory file
    ReadOnly,  // evidence: nothing on disk changes, no lock is left; a leftover journal is read through a private copy
};

class LedgerReader {
public:
    // reason: ledger.not-found, ledger.not-a-ledger, ledger.version, ledger.damaged, ledger.io
    static Result<LedgerReader> open(const std::filesystem::path& file, OpenMode mode = OpenMode::Shared);
    LedgerReader(LedgerReader&&) noexcept;
    LedgerReader& operator=(LedgerReader&&) noexcept;
    ~LedgerReader();

    const Genesis& genesis() const;
    Hash256 fingerprint() const;
    Result<LedgerTotals> totals();

    Result<Page<BlockRow>> blocks(const BlockFilter& filter, std::optional<Height> cursor, Direction direction,
                                  std::size_t limit);
    Result<Page<TxRow>> transactions(const TxFilter& filter, std::optional<std::uint64_t> cursor, Direction direction,
                                     std::size_t limit);
    // Ordered by meter id (mn), then registration; the cursor is the row's entry.id.
    Result<Page<MeterRow>> meters(const MeterFilter& filter, std::optional<std::uint32_t> cursor, Direction direction,
                                  std::size_t limit);

    // NotFound where there is none.
    Result<SealedBlock> block(Height height);
    Result<BlockRow> blockRow(Height height);
    Result<Height> heightOfBlock(const Hash256& hash);
    Result<TxRow> transaction(std::uint64_t seq);
    Result<TxRow> transactionByHash(const Hash256& hash);
    Result<Bytes> wire(std::uint64_t seq);
    // The header's bytes alone: what lists show of a batch without reading its leaves. Not checked.
    Result<std::string> headerBytes(std::uint64_t seq);
    // By mn: the live registration, else the latest.
    Result<MeterRow> meterByMn(std::string_view mn);
    Result<MeterRow> meterByAddress(std::string_view address);
    Result<MeterRow> meterById(std::uint32_t id);

    // All batches of a meter in log order.
    Result<std::vector<BatchRow>> batchesOf(std::uint32_t meterId);
    // The log entries [first, first + count), and the leaves stored for them. Damaged where rows are missing.
    Result<std::vector<LogEntry>> logEntries(std::uint64_t first, std::uint64_t count);
    Result<std::vector<Hash256>> logLeaves(std::uint64_t first, std::uint64_t count);
    // Roots of the log's subtrees of 256 leaves: number i covers entries [256 i, 256 (i + 1)).
    Result<std::vector<Hash256>> logChunks(std::uint64_t first, std::uint64_t count);

    Result<std::vector<Organisation>> organisations();
    Result<std::vector<ActivityRow>> activityPerMinute(Timestamp from, Timestamp to);
    Result<std::vector<ActivityRow>> activityPerDay(Timestamp from, Timestamp to);

    // Members' cosignatures of a block's header, by organisation. Not checked.
    Result<std::vector<Cosignature>> cosignatures(Height height);
    // At the head, or at any earlier block's checkpoint. reason: ledger.no-such-checkpoint
    Result<TxProof> proof(const Hash256& txHash, std::optional<Height> atHeight = std::nullopt);
    Result<std::vector<Hash256>> consistencyProof(std::uint64_t oldSize, std::uint64_t newSize);
    // MTH over the first `size` entries, as stored. reason: ledger.no-such-checkpoint
    Result<Hash256> logRootAt(std::uint64_t size);

    void interrupt();

private:
    struct Impl;
    explicit LedgerReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace meterseal
