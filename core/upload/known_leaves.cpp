#include "upload/known_leaves.h"

#include "meterseal/ledger/transaction.h"

#include <algorithm>

namespace meterseal::upload {

KnownLeaves::KnownLeaves(MeterDirectory& directory, std::function<void()> batchRead, std::size_t mostLeaves)
    : m_directory(directory), m_batchRead(std::move(batchRead)), m_mostLeaves(mostLeaves)
{}

// A batch leaves `unfinished` only once the ledger shows it, and the ledger is asked after that, so none falls between
// the two.
Status KnownLeaves::cover(const Meter& meter, Timestamp from, Timestamp to)
{
    m_covered = nullptr;
    if (m_leaves > m_mostLeaves) {
        m_meters.clear();
        m_leaves = 0;
    }
    Index& index = m_meters[&meter];
    for (const BatchPtr& batch : meter.unfinished) {
        if (batch->start <= to && from <= batch->end && !index.read.contains(batch->tx)) {
            // Our own bytes, checked when they were built or read from the journal.
            MS_ASSIGN(Transaction tx, decodeTransaction(*batch->wire));
            add(index, batch->tx, std::move(tx.leaves));
        }
    }
    if (meter.anchoredTo && from <= *meter.anchoredTo) {
        MS_TRY(listCommitted(index, meter));
        MS_TRY(readCommitted(index, meter, from, to));
    }
    m_covered = &index;
    return {};
}

Status KnownLeaves::listCommitted(Index& index, const Meter& meter)
{
    MS_ASSIGN(const std::vector<AnchoredBatch> fresh, m_directory.batches(meter.address, index.listedTo));
    for (const AnchoredBatch& batch : fresh) {
        index.listedTo = batch.seq;
        if (!index.read.contains(batch.tx)) {
            index.others.emplace(batch.start, batch);
            index.longestMs = std::max(index.longestMs, batch.end.ms - batch.start.ms);
        }
    }
    return {};
}

Status KnownLeaves::readCommitted(Index& index, const Meter& meter, Timestamp from, Timestamp to)
{
    const auto end = index.others.upper_bound(to);
    for (auto at = index.others.lower_bound(Timestamp{from.ms - index.longestMs}); at != end;) {
        const AnchoredBatch& batch = at->second;
        if (batch.end < from) {
            ++at;
            continue;
        }
        if (!index.read.contains(batch.tx)) {
            MS_ASSIGN(std::vector<Hash256> leaves, m_directory.leaves(meter.address, batch.seq));
            add(index, batch.tx, std::move(leaves));
        }
        at = index.others.erase(at);
    }
    return {};
}

void KnownLeaves::add(Index& index, const Hash256& tx, std::vector<Hash256> leaves)
{
    m_leaves += leaves.size();
    std::sort(leaves.begin(), leaves.end());
    auto& runs = index.runs;
    runs.push_back(std::move(leaves));
    while (runs.size() > 1 && runs[runs.size() - 2].size() <= 2 * runs.back().size()) {
        std::vector<Hash256>& longer = runs[runs.size() - 2];
        const auto middle = static_cast<std::ptrdiff_t>(longer.size());
        longer.insert(longer.end(), runs.back().begin(), runs.back().end());
        std::inplace_merge(longer.begin(), longer.begin() + middle, longer.end());
        runs.pop_back();
    }
    index.read.insert(tx);
    m_batchRead();
}

bool KnownLeaves::holds(const Hash256& leaf) const
{
    return m_covered != nullptr && std::any_of(m_covered->runs.begin(), m_covered->runs.end(), [&](const auto& run) {
               return std::binary_search(run.begin(), run.end(), leaf);
           });
}

void KnownLeaves::forget(const Meter& meter)
{
    const auto found = m_meters.find(&meter);
    if (found == m_meters.end()) {
        return;
    }
    for (const auto& run : found->second.runs) {
        m_leaves -= run.size();
    }
    m_meters.erase(found);
    m_covered = nullptr;
}

}  // namespace meterseal::upload
