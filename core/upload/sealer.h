// BatchSealer: a group becomes a signed batch: canonical order, duplicates out, what is anchored already out, tree,
// prev, header, signature, wire bytes. It also looks into refusals: is a meter's chain of unfinished batches still what
// the ledger expects, or must it be built again on another prev?
//
// Thread-safety: one thread ("ms-seal"). Buffers are reused between calls.
#pragma once

#include "upload/journal.h"
#include "upload/known_leaves.h"

#include "meterseal/merkle/tree.h"

namespace meterseal::upload {

struct SealResult {
    BatchPtr batch;  // null: nothing was left
    std::vector<std::uint64_t> duplicateRows;
    std::vector<std::uint64_t> anchoredRows;  // an unfinished or committed batch holds them already
};

// What became of a meter's unfinished batches after a refusal.
struct RefusalCheck {
    enum class Verdict {
        Intact,   // the ledger expects exactly these batches: offer them again
        Rebuilt,  // somebody else's convert took their place: new bytes on the new prev
        Closed,   // the meter takes no batch any more, or cannot be signed for: all are rejected
    };
    Verdict verdict = Verdict::Intact;
    std::vector<BatchPtr> batches;      // to be offered now, in order
    std::vector<BatchPtr> replaced;     // Rebuilt: the old ones; Closed: the rejected ones
    std::uint64_t recordsAnchored = 0;  // Rebuilt: leaves that turned out to be on the ledger already
    Error why;                          // Closed
};

class BatchSealer {
public:
    // `batchRead` is called for each batch that is read to find out what is anchored already.
    BatchSealer(
        Chain& chain, MeterDirectory& directory, Journal& journal, const CodeTable& codes, std::uint64_t nextBatch,
        std::function<void()> batchRead = [] {});

    // An Error (the ledger cannot be read) changes nothing: try again later. The batch is appended to the journal, not
    // yet synced: nobody may see it before Journal::syncBatches().
    Result<SealResult> seal(Group& group);

    // The batch named by `tx` was refused. The journal is synced when this returns.
    Result<RefusalCheck> check(Meter& meter);

    std::uint64_t nextBatch() const { return m_nextBatch; }

private:
    void order(Group& group);
    std::vector<std::uint64_t> takeDuplicates();
    Result<std::vector<std::uint64_t>> takeAnchored(Meter& meter);
    Result<bool> stillPossible(const Meter& meter, const CommittedMeter& committed);
    BatchPtr build(Meter& meter, const JobPtr& job, std::span<const Hash256> leaves, Timestamp start, Timestamp end,
                   const Hash256& prev);
    Result<BatchPtr> rebuild(const Batch& old, Meter& meter, const Hash256& prev, RefusalCheck& result);
    void countAlarms(const Group& group, Batch& batch);
    void forgetFinished(Meter& meter);

    struct AlarmTally {
        std::int64_t dayMs = 0;
        const Entry* entry = nullptr;  // the first of its code on its day
        std::uint64_t records = 0;
    };
    struct Item {
        const Entry* entry = nullptr;
        ByteView bytes;  // canonical record
        Hash256 leaf;
    };

    Chain& m_chain;
    MeterDirectory& m_directory;
    Journal& m_journal;
    const CodeTable& m_codes;
    const std::string m_chainId;
    std::uint64_t m_nextBatch;
    KnownLeaves m_known;

    HealthRecord m_record;
    std::string m_canonical;
    std::vector<std::size_t> m_ends;
    std::vector<Item> m_items;
    std::vector<ByteView> m_views;
    std::vector<Hash256> m_leaves;
    std::vector<std::uint64_t> m_rows;
    std::vector<AlarmTally> m_alarms;
    merkle::RootBuilder m_root;
};

}  // namespace meterseal::upload
