// Matcher: one meter's local records against the leaves of its checked batches. Pure; knows no ledger and no file.
//
//   1. A batch whose time overlaps no other batch's, and whose root is the root of the local records of its time:
//      all INTACT. The same count but another root: both trees are compared top-down (merkle::diff) and only the
//      differing places stay open.
//   2. A local record whose leaf any batch holds is INTACT, wherever it stands. So a batch in a careless order and
//      batches that overlap still match.
//   3. What is left is paired, batch by batch in log order, inside the gaps between matched neighbours: the first
//      min(a, b) of a leaves and b records are ALTERED, the other leaves MISSING, the other records EXTRA.
//      A record pairs with one leaf at most, a leaf that stands in several batches counts once.
//   4. A record left over in the time of a batch that failed its check is UNDETERMINED and pairs with nothing.
//
// In an extract most leaves have no record, so there is no MISSING, and a gap is paired only where it holds exactly
// one leaf and one record; any other record is EXTRA.
//
// Thread-safety: pure functions; a scratch belongs to one call at a time.
#pragma once

#include "verify/local_records.h"

#include "meterseal/merkle/tree.h"
#include "meterseal/verify/verifier.h"

#include <cstdint>
#include <limits>
#include <span>
#include <stop_token>
#include <vector>

namespace meterseal::verify {

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

struct MatchBatch {
    Timestamp start, end;
    Hash256 root;
    std::span<const Hash256> leaves;
    bool usable = true;  // false: a check failed; leaves are not looked at
};

struct Place {
    std::uint32_t batch = kNone;
    std::uint32_t leaf = kNone;
};

struct LocalOutcome {
    Verdict verdict = Verdict::NotAnchored;
    Place
        place;  // INTACT: where it stands; ALTERED: the leaf it pairs with; EXTRA, UNDETERMINED: the batch of its time
};

struct MissingLeaf {
    Place place;
    std::uint32_t before = 0;      // the local record in front of which it would stand
    std::uint32_t unread = kNone;  // the unread rows it may stand in, set by MeterJob::assignUnread()
};

struct MatchOutcome {
    std::vector<LocalOutcome> locals;  // as many as local records, in their order
    std::vector<MissingLeaf> missing;  // by `before`
    bool cancelled = false;            // then nothing else is valid
};

struct MatchScratch {
    std::vector<Hash256> leaves;
    merkle::RootBuilder rootBuilder;
    merkle::Tree localTree, batchTree;
};

// Precondition: `locals` are in batch order (time first) without duplicates; batches are in log order; both counts are
// below kNone.
MatchOutcome matchRecords(std::span<const LocalRecord> locals, std::span<const MatchBatch> batches, bool extract,
                          MatchScratch& scratch, const std::stop_token& stop = {});

// Indices of a longest strictly increasing subsequence of `values`. O(n log n).
std::vector<std::uint32_t> longestIncreasing(std::span<const std::uint32_t> values);

}  // namespace meterseal::verify
