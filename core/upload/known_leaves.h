// KnownLeaves: the leaves that the batches of a meter hold already, committed or on their way, so that no record is
// anchored twice. An index by leaf for each meter: a batch is read once, when a range that meets it is first asked for,
// and a look-up costs O(log^2 n), however much batches overlap.
//
// In order of size: runs of sorted leaves, each more than twice as long as the next; a batch adds a run, and runs of
// like length are merged. Memory is bounded: past `mostLeaves` all is forgotten and read again as it is needed.
//
// Thread-safety: one thread ("ms-seal").
#pragma once

#include "upload/meter.h"

#include "meterseal/upload/meter_directory.h"

#include <functional>
#include <set>
#include <unordered_map>

namespace meterseal::upload {

class KnownLeaves {
public:
    // `batchRead` is called after each batch that was read.
    KnownLeaves(MeterDirectory& directory, std::function<void()> batchRead, std::size_t mostLeaves = 4u << 20);

    // Afterwards holds() answers for all records of the meter in [from, to]. An Error of the ledger changes nothing.
    Status cover(const Meter& meter, Timestamp from, Timestamp to);
    // Of the meter covered last.
    bool holds(const Hash256& leaf) const;
    // What was known of it may be wrong by now: batches on their way were given up.
    void forget(const Meter& meter);

private:
    struct Index {
        std::vector<std::vector<Hash256>> runs;
        std::set<Hash256> read;                          // transactions whose leaves are in `runs`
        std::multimap<Timestamp, AnchoredBatch> others;  // committed batches not read, by start
        std::int64_t longestMs = 0;                      // range of one that was in `others`
        std::optional<std::uint64_t> listedTo;           // seq of the last committed batch seen
    };
    Status listCommitted(Index& index, const Meter& meter);
    Status readCommitted(Index& index, const Meter& meter, Timestamp from, Timestamp to);
    void add(Index& index, const Hash256& tx, std::vector<Hash256> leaves);

    MeterDirectory& m_directory;
    const std::function<void()> m_batchRead;
    const std::size_t m_mostLeaves;
    std::unordered_map<const Meter*, Index> m_meters;
    const Index* m_covered = nullptr;
    std::size_t m_leaves = 0;  // in all indexes
};

}  // namespace meterseal::upload
