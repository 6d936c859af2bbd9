// fsck's first half: every block and transaction is re-verified and replayed from the genesis document.
#pragma once

#include "ledger/log_tree.h"
#include "meterseal/ledger/block.h"
#include "meterseal/ledger/fsck.h"
#include "meterseal/ledger/state.h"
#include "sqlite/database.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace meterseal {

// Counts faults and passes them on.
class FaultSink {
public:
    FaultSink(const std::function<void(const LedgerFault&)>& callback, std::uint64_t& count)
        : m_callback(callback), m_count(count)
    {}
    void add(std::string reason, std::string place, std::string message)
    {
        ++m_count;
        if (m_callback) {
            m_callback({std::move(reason), std::move(place), std::move(message)});
        }
    }

private:
    const std::function<void(const LedgerFault&)>& m_callback;
    std::uint64_t& m_count;
};

// What the derived tables must say, collected during the replay.
struct MeterTotals {
    Timestamp registeredAt;
    Hash256 lastConvert;
    std::uint64_t batches = 0;
    std::uint64_t records = 0;
    Timestamp firstRecord, lastRecord, lastAnchored;

    bool operator==(const MeterTotals&) const = default;
};
struct ActivityTotals {
    std::uint64_t transactions = 0;
    std::uint64_t records = 0;

    bool operator==(const ActivityTotals&) const = default;
};

std::string blockPlace(Height height);

class LedgerReplay {
public:
    LedgerReplay(sqlite::Database& db, const Genesis& genesis, FaultSink& faults, FsckSummary& summary);

    // Cancelled, or an Error where reading failed; faults go to the sink.
    Status run(const std::function<void(const FsckProgress&)>& progress, const std::stop_token& stop);

    const LedgerState& state() const { return m_state; }
    const std::map<std::uint32_t, MeterTotals>& meters() const { return m_meters; }
    const std::map<std::int64_t, ActivityTotals>& minutes() const { return m_minutes; }
    // True where a damaged transaction made the replayed state differ from what the ledger had: then differences in
    // derived tables follow from faults already reported.
    bool stateIsPartial() const { return m_partial; }
    // True where a block's time or content is not known: then the totals per minute and day cannot be told.
    bool totalsArePartial() const { return m_totalsArePartial; }
    // The subtrees completed while the log's roots were those of the headers, and how many the log has in all.
    const std::vector<LogAppender::Node>& logNodes() const { return m_nodes; }
    std::uint64_t logNodeCount() const { return m_nodeCount; }

private:
    // One stored transaction: its row, its bytes, and what checking them found.
    struct StoredTx {
        std::uint64_t seq = 0;
        Height height = 0;
        int type = 0;
        std::uint32_t meter = 0;
        std::string organisation;
        Timestamp start, end;
        std::uint32_t count = 0;
        std::uint64_t bytes = 0;
        std::int64_t hashKey = 0;
        Hash256 hash, leaf;
        Bytes wire;
        Hash256 wireLeaf;  // of the log entry that its block and bytes make
        std::optional<Result<CheckedTransaction>> checked;
    };
    struct StoredBlock {
        SealedBlock block;
        std::string unreadable;  // why the header cannot be read; empty: it can
        bool timeFits = false;   // row and header name one time
        bool sealed = false;     // hash and signature hold, so that its numbers can be relied on
        std::int64_t hashKey = 0;
        std::uint64_t firstSeq = 0, txs = 0, records = 0, bytes = 0;
        std::uint64_t begin = 0, end = 0;  // its transactions: from where the block before ends, or as its row says
    };

    Result<bool> nextBlock(sqlite::Statement& select, StoredBlock& out);
    Status readTransactions(sqlite::Statement& select, std::uint64_t end, std::vector<StoredTx>& out);
    Status replayWithoutBlock(sqlite::Statement& select, const StoredBlock& next);
    Status checkLeftovers();
    static StoredTx readStoredTx(const sqlite::Statement& row);
    void checkInParallel(std::vector<StoredTx>& transactions) const;
    void checkBlockHeader(const StoredBlock& stored);
    void checkTransactionRow(const StoredTx& tx, const Applied* applied, bool placed);
    // `placed`: the block is known, and with it what the row's leaf must be.
    void replayTransaction(StoredTx& tx, const BlockContext& block, bool placed);
    void noteGap(std::string place, std::uint64_t end);
    void noteLoss(const StoredTx& tx);
    bool followsFromLoss(const StoredTx& tx, const Error& refusal) const;
    std::uint32_t meterRowOf(const StoredTx& tx, const Applied& applied);
    void countConvert(const ConvertBody& convert, const Hash256& txHash, std::uint32_t meter, Timestamp blockTime);
    void checkBlockContent(const StoredBlock& stored, const std::vector<StoredTx>& transactions);
    void checkLog(const StoredBlock& stored, const std::vector<Hash256>& leaves);
    Status checkCosignatures(const StoredBlock& stored);
    void checkDeciders(const StoredBlock& stored, const SealTrust& trust);
    bool sealMayCome(const StoredBlock& stored) const;
    bool logWouldFit(const BlockHeader& header, const std::vector<Hash256>& leaves) const;
    std::string placeOf(const StoredTx& tx) const;

    sqlite::Database& m_db;
    sqlite::Statement m_cosignatures;  // of one block
    const Genesis& m_genesis;
    FaultSink& m_faults;
    FsckSummary& m_summary;
    LedgerState m_state;
    LogAppender m_log;
    std::vector<LogAppender::Node> m_nodes;
    std::map<std::uint32_t, MeterTotals> m_meters;
    std::map<std::int64_t, ActivityTotals> m_minutes;
    std::uint64_t m_nodeCount = 0;
    // What faults already reported have broken, so that what follows from them is not reported again: rows of meters,
    // the members, and how far meter ids of the replay lie behind the stored ones because registrations were lost.
    std::set<std::uint32_t> m_brokenMeters;
    bool m_membersArePartial = false;
    std::uint32_t m_lostMeters = 0;
    std::map<std::uint32_t, std::uint32_t> m_meterRows;  // meter id in the replay -> stored id, where they differ
    bool m_logIsPartial = false;                         // transactions are missing: no later log root can hold
    bool m_logDiffers = false;                           // the last log root did not hold
    bool m_partial = false;
    bool m_totalsArePartial = false;
    Height m_height = 0;
    Height m_newest = 0;                            // of the file
    Hash256 m_prevBlock;                            // as its header hashes
    Hash256 m_prevBlockNamed;                       // as its row has it
    std::optional<std::uint64_t> m_prevLogSize{0};  // as its sealed header says; none: that is not known
    std::string m_foreignOrigin;                    // of the block before, where it is another ledger's
    Timestamp m_time;
    std::uint64_t m_nextSeq = 0;
    std::uint64_t m_wires = 0;            // read
    std::optional<StoredTx> m_lookahead;  // read, but of a later block
    bool m_rowsEnded = false;
};

}  // namespace meterseal
