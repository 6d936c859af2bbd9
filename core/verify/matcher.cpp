#include "verify/matcher.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace meterseal::verify {
namespace {

// A leaf that is accounted for without a record of its own: paired as ALTERED, or told as MISSING.
constexpr std::uint32_t kConsumed = kNone - 1;
constexpr std::size_t kStopInterval = 4096;

class Matcher {
public:
    Matcher(std::span<const LocalRecord> locals, std::span<const MatchBatch> batches, bool extract,
            MatchScratch& scratch, const std::stop_token& stop)
        : m_locals(locals),
          m_batches(batches),
          m_extract(extract),
          m_scratch(scratch),
          m_stop(stop),
          m_work(batches.size())
    {
        m_outcome.locals.resize(locals.size());
    }

    MatchOutcome run()
    {
        sliceBatches();
        compareRoots();
        if (!m_outcome.cancelled) {
            matchAnywhere();
        }
        if (!m_outcome.cancelled) {
            markCoverage();
            pairGaps();
        }
        if (!m_outcome.cancelled && !m_extract) {
            tellMissing();
        }
        return std::move(m_outcome);
    }

private:
    struct Work {
        std::uint32_t low = 0, high = 0;     // local records of the batch's time
        bool alone = true;                   // overlaps no other batch
        bool open = false;                   // not settled by its root
        std::vector<std::uint32_t> localOf;  // open only: leaf -> local record, kNone, or kConsumed
        std::vector<std::uint32_t> anchors;  // open only: leaves between which the gaps lie, ascending
    };
    struct IndexEntry {
        Hash256 leaf;
        Place place;
    };

    // True, and remembered, where the caller asked to stop.
    bool stopped()
    {
        m_outcome.cancelled = m_outcome.cancelled || m_stop.stop_requested();
        return m_outcome.cancelled;
    }

    void sliceBatches()
    {
        const auto time = [](const LocalRecord& record) { return record.time; };
        for (std::size_t b = 0; b < m_batches.size(); ++b) {
            const auto low = std::ranges::lower_bound(m_locals, m_batches[b].start, {}, time);
            const auto high = std::ranges::upper_bound(m_locals, m_batches[b].end, {}, time);
            m_work[b].low = static_cast<std::uint32_t>(low - m_locals.begin());
            m_work[b].high = std::max(m_work[b].low, static_cast<std::uint32_t>(high - m_locals.begin()));
        }
        std::vector<std::uint32_t> byStart(m_batches.size());
        std::iota(byStart.begin(), byStart.end(), 0U);
        std::ranges::sort(byStart, {}, [this](std::uint32_t b) { return m_batches[b].start; });
        // `widest` is the batch that reaches furthest so far.
        for (std::size_t i = 1, widest = 0; i < byStart.size(); ++i) {
            if (m_batches[byStart[i]].start <= m_batches[byStart[widest]].end) {
                m_work[byStart[i]].alone = false;
                m_work[byStart[widest]].alone = false;
            }
            if (m_batches[byStart[i]].end > m_batches[byStart[widest]].end) {
                widest = i;
            }
        }
    }

    void compareRoots()
    {
        m_scratch.leaves.clear();
        m_scratch.leaves.reserve(m_locals.size());
        for (const LocalRecord& record : m_locals) {
            m_scratch.leaves.push_back(record.leaf);
        }
        for (std::uint32_t b = 0; b < m_batches.size() && !stopped(); ++b) {
            if (m_batches[b].usable && !settleByRoot(b)) {
                m_work[b].open = true;
                m_anyOpen = true;
            }
        }
    }

    // True where every leaf of the batch has its record. Otherwise localOf tells what is known.
    bool settleByRoot(std::uint32_t b)
    {
        Work& work = m_work[b];
        const MatchBatch& batch = m_batches[b];
        const std::size_t count = batch.leaves.size();
        std::vector<std::uint64_t> differing;
        if (!work.alone || work.high - work.low != count) {
            work.localOf.assign(count, kNone);
            return false;
        }
        const auto local = std::span(m_scratch.leaves).subspan(work.low, count);
        const bool equal = m_scratch.rootBuilder.rootOf(local) == batch.root;
        if (!equal) {
            m_scratch.localTree.build(local);
            m_scratch.batchTree.build(batch.leaves);
            differing = merkle::diff(m_scratch.localTree, m_scratch.batchTree);
            work.localOf.resize(count);
            std::iota(work.localOf.begin(), work.localOf.end(), work.low);
        }
        std::size_t next = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (next < differing.size() && differing[next] == i) {
                work.localOf[i] = kNone;
                ++next;
                continue;
            }
            m_outcome.locals[work.low + i] = {Verdict::Intact, {b, i}};
        }
        return equal;
    }

    // Finds the leaves that are still open anywhere among the local records.
    void matchAnywhere()
    {
        if (!m_anyOpen) {
            return;
        }
        for (std::uint32_t b = 0; b < m_batches.size(); ++b) {
            for (std::uint32_t i = 0; m_work[b].open && i < m_batches[b].leaves.size(); ++i) {
                if (m_work[b].localOf[i] == kNone) {
                    m_index.push_back({m_batches[b].leaves[i], {b, i}});
                }
            }
        }
        std::ranges::sort(m_index, [](const IndexEntry& x, const IndexEntry& y) {
            return std::tie(x.leaf, x.place.batch, x.place.leaf) < std::tie(y.leaf, y.place.batch, y.place.leaf);
        });
        for (std::uint32_t l = 0; l < m_locals.size(); ++l) {
            if (l % kStopInterval == 0 && stopped()) {
                return;
            }
            for (const IndexEntry& entry : standingsOf(m_locals[l].leaf)) {
                m_work[entry.place.batch].localOf[entry.place.leaf] = l;
                if (m_outcome.locals[l].verdict != Verdict::Intact) {
                    m_outcome.locals[l] = {Verdict::Intact, entry.place};
                }
            }
        }
    }

    // All open places that hold `leaf`, in log order.
    std::span<const IndexEntry> standingsOf(const Hash256& leaf) const
    {
        const auto range = std::ranges::equal_range(m_index, leaf, {}, &IndexEntry::leaf);
        return {range.begin(), range.end()};
    }

    // EXTRA or UNDETERMINED (for now) for what no batch holds but the time of one covers. A sweep over time keeps this
    // near linear however many batches overlap.
    void markCoverage()
    {
        std::vector<std::uint32_t> byLow(m_batches.size());
        std::iota(byLow.begin(), byLow.end(), 0U);
        std::ranges::sort(byLow, {}, [this](std::uint32_t b) { return m_work[b].low; });
        std::vector<std::uint32_t> byHigh = byLow;
        std::ranges::sort(byHigh, {}, [this](std::uint32_t b) { return m_work[b].high; });
        std::set<std::uint32_t> good, bad;  // batches whose time covers the record, in log order
        std::size_t begun = 0, ended = 0;
        for (std::uint32_t l = 0; l < m_locals.size(); ++l) {
            for (; begun < byLow.size() && m_work[byLow[begun]].low <= l; ++begun) {
                (m_batches[byLow[begun]].usable ? good : bad).insert(byLow[begun]);
            }
            for (; ended < byHigh.size() && m_work[byHigh[ended]].high <= l; ++ended) {
                (m_batches[byHigh[ended]].usable ? good : bad).erase(byHigh[ended]);
            }
            LocalOutcome& local = m_outcome.locals[l];
            if (local.verdict == Verdict::Intact) {
                continue;
            }
            if (!bad.empty()) {
                local = {Verdict::Undetermined, {*bad.begin(), kNone}};
            } else if (!good.empty()) {
                local = {Verdict::Extra, {*good.begin(), kNone}};
            }
        }
    }

    void pairGaps()
    {
        if (!m_anyOpen) {
            return;
        }
        m_nextOpen.resize(m_locals.size() + 1);
        for (std::uint32_t l = 0; l < m_nextOpen.size(); ++l) {
            const bool open = l == m_locals.size() || m_outcome.locals[l].verdict == Verdict::Extra;
            m_nextOpen[l] = open ? l : l + 1;
        }
        for (std::uint32_t b = 0; b < m_batches.size(); ++b) {
            if (m_work[b].open && !stopped()) {
                findAnchors(m_work[b]);
                forEachGap(b, [&](std::uint32_t first, std::uint32_t last, std::uint32_t low, std::uint32_t high) {
                    pairGap(b, first, last, low, high);
                });
            }
        }
    }

    // Matched leaves whose records stand in the batch's time and in the same order as the leaves.
    static void findAnchors(Work& work)
    {
        std::vector<std::uint32_t> matched, locals;
        for (std::uint32_t i = 0; i < work.localOf.size(); ++i) {
            if (work.localOf[i] >= work.low && work.localOf[i] < work.high) {
                matched.push_back(i);
                locals.push_back(work.localOf[i]);
            }
        }
        for (const std::uint32_t chosen : longestIncreasing(locals)) {
            work.anchors.push_back(matched[chosen]);
        }
    }

    // Calls gap(first leaf, last leaf + 1, first record, last record + 1) for each run of leaves between two anchors.
    template <typename Gap>
    void forEachGap(std::uint32_t b, Gap gap) const
    {
        const Work& work = m_work[b];
        std::uint32_t first = 0;
        std::uint32_t low = work.low;
        for (const std::uint32_t anchor : work.anchors) {
            if (first < anchor) {
                gap(first, anchor, low, work.localOf[anchor]);
            }
            first = anchor + 1;
            low = work.localOf[anchor] + 1;
        }
        if (first < work.localOf.size()) {
            gap(first, static_cast<std::uint32_t>(work.localOf.size()), low, work.high);
        }
    }

    void pairGap(std::uint32_t b, std::uint32_t first, std::uint32_t last, std::uint32_t low, std::uint32_t high)
    {
        const std::vector<std::uint32_t>& localOf = m_work[b].localOf;
        if (m_extract) {
            const auto leaves = std::count(localOf.begin() + first, localOf.begin() + last, kNone);
            const std::uint32_t record = nextOpen(low);
            if (leaves != 1 || record >= high || nextOpen(record + 1) < high) {
                return;
            }
        }
        for (std::uint32_t i = first; i < last; ++i) {
            if (localOf[i] != kNone) {
                continue;
            }
            const std::uint32_t record = nextOpen(low);
            if (record >= high) {
                return;
            }
            m_outcome.locals[record] = {Verdict::Altered, {b, i}};
            m_nextOpen[record] = record + 1;
            consume(m_batches[b].leaves[i]);
        }
    }

    // The first record from `from` on that is neither matched nor paired. Path halving keeps repeated calls cheap.
    std::uint32_t nextOpen(std::uint32_t from)
    {
        while (m_nextOpen[from] != from) {
            m_nextOpen[from] = m_nextOpen[m_nextOpen[from]];
            from = m_nextOpen[from];
        }
        return from;
    }

    void consume(const Hash256& leaf)
    {
        for (const IndexEntry& entry : standingsOf(leaf)) {
            m_work[entry.place.batch].localOf[entry.place.leaf] = kConsumed;
        }
    }

    void tellMissing()
    {
        for (std::uint32_t b = 0; b < m_batches.size() && !stopped(); ++b) {
            if (!m_work[b].open) {
                continue;
            }
            forEachGap(b, [&](std::uint32_t first, std::uint32_t last, std::uint32_t, std::uint32_t high) {
                for (std::uint32_t i = first; i < last; ++i) {
                    if (m_work[b].localOf[i] == kNone) {
                        m_outcome.missing.push_back({{b, i}, high});
                        consume(m_batches[b].leaves[i]);
                    }
                }
            });
        }
        std::ranges::stable_sort(m_outcome.missing, {}, &MissingLeaf::before);
    }

    std::span<const LocalRecord> m_locals;
    std::span<const MatchBatch> m_batches;
    const bool m_extract;
    MatchScratch& m_scratch;
    const std::stop_token& m_stop;

    MatchOutcome m_outcome;
    std::vector<Work> m_work;  // one per batch
    bool m_anyOpen = false;
    std::vector<IndexEntry> m_index;        // open leaves by (leaf, batch, place)
    std::vector<std::uint32_t> m_nextOpen;  // union-find: itself where open, else towards the next open record
};

}  // namespace

std::vector<std::uint32_t> longestIncreasing(std::span<const std::uint32_t> values)
{
    std::vector<std::uint32_t> tails;  // tails[k]: index of the least last value of a subsequence of k + 1 values
    std::vector<std::uint32_t> before(values.size(), kNone);
    for (std::uint32_t i = 0; i < values.size(); ++i) {
        const auto place = tails.empty() || values[tails.back()] < values[i]
                               ? tails.end()
                               : std::ranges::lower_bound(tails, values[i], {}, [&](auto t) { return values[t]; });
        if (place != tails.begin()) {
            before[i] = *std::prev(place);
        }
        if (place == tails.end()) {
            tails.push_back(i);
        } else {
            *place = i;
        }
    }
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t i = tails.empty() ? kNone : tails.back(); i != kNone; i = before[i]) {
        chosen.push_back(i);
    }
    std::ranges::reverse(chosen);
    return chosen;
}

MatchOutcome matchRecords(std::span<const LocalRecord> locals, std::span<const MatchBatch> batches, bool extract,
                          MatchScratch& scratch, const std::stop_token& stop)
{
    return Matcher(locals, batches, extract, scratch, stop).run();
}

}  // namespace meterseal::verify
