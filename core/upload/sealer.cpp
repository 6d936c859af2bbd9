#include "upload/sealer.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/record/health_record.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::upload {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

}  // namespace

BatchSealer::BatchSealer(Chain& chain, MeterDirectory& directory, Journal& journal, const CodeTable& codes,
                         std::uint64_t nextBatch, std::function<void()> batchRead)
    : m_chain(chain),
      m_directory(directory),
      m_journal(journal),
      m_codes(codes),
      m_chainId(chain.genesis().chain),
      m_nextBatch(nextBatch),
      m_known(directory, std::move(batchRead))
{}

// Canonical bytes of all records, then the batch order: (alarmTime, canonical bytes).
void BatchSealer::order(Group& group)
{
    const auto earlier = [](const Entry& a, const Entry& b) { return a.time < b.time; };
    if (!std::is_sorted(group.entries.begin(), group.entries.end(), earlier)) {
        std::stable_sort(group.entries.begin(), group.entries.end(), earlier);
    }
    m_record.mn = group.meter->mn;
    m_canonical.clear();
    m_ends.clear();
    for (const Entry& entry : group.entries) {
        m_record.alarmCode = group.codeOf(entry, m_codes);
        m_record.alarmTime = entry.time;
        m_record.value = entry.value;
        appendCanonical(m_record, m_canonical);
        m_ends.push_back(m_canonical.size());
    }
    m_items.clear();
    std::size_t begin = 0;
    for (std::size_t i = 0; i < group.entries.size(); ++i) {
        m_items.push_back(
            {&group.entries[i], asBytes(std::string_view(m_canonical).substr(begin, m_ends[i] - begin)), {}});
        begin = m_ends[i];
    }
    const auto batchOrder = [](const Item& a, const Item& b) {
        return a.entry->time != b.entry->time ? a.entry->time < b.entry->time : asText(a.bytes) < asText(b.bytes);
    };
    if (!std::is_sorted(m_items.begin(), m_items.end(), batchOrder)) {
        std::stable_sort(m_items.begin(), m_items.end(), batchOrder);
    }
}

std::vector<std::uint64_t> BatchSealer::takeDuplicates()
{
    std::vector<std::uint64_t> rows;
    const auto same = [](const Item& a, const Item& b) {
        return a.entry->time == b.entry->time && asText(a.bytes) == asText(b.bytes);
    };
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (kept > 0 && same(m_items[kept - 1], m_items[i])) {
            rows.push_back(m_items[i].entry->row);
        } else {
            m_items[kept++] = m_items[i];
        }
    }
    m_items.resize(kept);
    return rows;
}

void BatchSealer::forgetFinished(Meter& meter)
{
    std::erase_if(meter.unfinished, [&](const BatchPtr& batch) {
        if (!batch->finished.load(std::memory_order_acquire)) {
            return false;
        }
        meter.anchoredTo = std::max(meter.anchoredTo.value_or(batch->end), batch->end);
        return true;
    });
}

Result<std::vector<std::uint64_t>> BatchSealer::takeAnchored(Meter& meter)
{
    std::vector<std::uint64_t> rows;
    forgetFinished(meter);
    MS_TRY(m_known.cover(meter, m_items.front().entry->time, m_items.back().entry->time));
    std::erase_if(m_items, [&](const Item& item) {
        if (!m_known.holds(item.leaf)) {
            return false;
        }
        rows.push_back(item.entry->row);
        return true;
    });
    return rows;
}

Result<SealResult> BatchSealer::seal(Group& group)
{
    SealResult result;
    Meter& meter = *group.meter;
    if (!meter.lastTx) {
        MS_ASSIGN(meter.lastTx, m_chain.lastConvert(meter.address));
    }
    order(group);
    result.duplicateRows = takeDuplicates();
    m_views.clear();
    for (const Item& item : m_items) {
        m_views.push_back(item.bytes);
    }
    m_leaves.resize(m_items.size());
    crypto::sha256PrefixedMany(0x00, m_views, m_leaves);
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        m_items[i].leaf = m_leaves[i];
    }
    MS_ASSIGN(result.anchoredRows, takeAnchored(meter));
    if (m_items.empty()) {
        return result;
    }
    m_leaves.clear();
    m_rows.clear();
    for (const Item& item : m_items) {
        m_leaves.push_back(item.leaf);
        m_rows.push_back(item.entry->row);
    }
    result.batch =
        build(meter, group.job, m_leaves, m_items.front().entry->time, m_items.back().entry->time, *meter.lastTx);
    putRows(m_rows, result.batch->rows);
    countAlarms(group, *result.batch);
    m_journal.appendBatch(*result.batch);
    meter.lastTx = result.batch->tx;
    meter.unfinished.push_back(result.batch);
    return result;
}

BatchPtr BatchSealer::build(Meter& meter, const JobPtr& job, std::span<const Hash256> leaves, Timestamp start,
                            Timestamp end, const Hash256& prev)
{
    auto batch = std::make_shared<Batch>();
    batch->id = m_nextBatch++;
    batch->job = job;
    batch->meter = &meter;
    batch->prev = prev;
    batch->start = start;
    batch->end = end;
    batch->count = static_cast<std::uint32_t>(leaves.size());
    batch->sealedAt = SteadyClock::now();

    const crypto::Suite& suite = crypto::defaultSuite();
    Transaction tx;
    tx.header.chain = m_chainId;
    tx.header.suite = suite.name();
    tx.header.body = ConvertBody{meter.address, prev, start, end, batch->count, m_root.rootOf(leaves)};
    tx.headerBytes = canonicalHeader(tx.header);
    // The public key comes with the account: deriving it again would cost as much as the signature.
    tx.signatures.push_back({meter.publicKey, suite.sign(*meter.key, suite.hash(asBytes(tx.headerBytes)))});
    tx.leaves.assign(leaves.begin(), leaves.end());
    auto wire = std::make_shared<const Bytes>(encodeTransaction(tx));
    batch->tx = txHashOf(*wire);
    batch->wire = std::move(wire);
    return batch;
}

// A code that stands in two places of Group::codes is listed twice; whoever takes the counts adds them up.
void BatchSealer::countAlarms(const Group& group, Batch& batch)
{
    m_alarms.clear();
    for (const Item& item : m_items) {
        const std::int64_t day = item.entry->time.ms / kDayMs;
        // Newest first: records come in order of time.
        const auto found = std::find_if(m_alarms.rbegin(), m_alarms.rend(), [&](const AlarmTally& tally) {
            return tally.dayMs == day * kDayMs && tally.entry->code == item.entry->code;
        });
        if (found != m_alarms.rend()) {
            ++found->records;
        } else {
            m_alarms.push_back({day * kDayMs, item.entry, 1});
        }
    }
    std::vector<AlarmCountRow>& counts = batch.alarms.emplace();
    counts.reserve(m_alarms.size());
    for (const AlarmTally& tally : m_alarms) {
        counts.push_back({Timestamp{tally.dayMs}, std::string(group.codeOf(*tally.entry, m_codes)), tally.records});
    }
}

// Could the unfinished batches of this meter still be committed as they are?
Result<bool> BatchSealer::stillPossible(const Meter& meter, const CommittedMeter& committed)
{
    const Hash256& first = meter.unfinished.front()->prev;
    if (committed.lastConvert == first ||
        std::any_of(meter.unfinished.begin(), meter.unfinished.end(),
                    [&](const BatchPtr& batch) { return batch->tx == committed.lastConvert; })) {
        return true;
    }
    if (first.isZero() || m_directory.transaction(first).ok()) {
        return false;  // somebody else's convert follows on the same prev
    }
    // `first` is somebody else's too, accepted but not committed when we built on it: wait while it may yet come.
    MS_ASSIGN(const Hash256 accepted, m_chain.lastConvert(meter.address));
    return accepted != committed.lastConvert;
}

Result<RefusalCheck> BatchSealer::check(Meter& meter)
{
    forgetFinished(meter);
    RefusalCheck result;
    result.batches = meter.unfinished;
    if (meter.unfinished.empty()) {
        return result;
    }
    // Only the committed ledger decides: a node may lag or lie, and bytes that could still be committed must never be
    // built a second time under another name.
    MS_ASSIGN(const CommittedMeter committed, m_directory.committed(meter.address));
    const bool active = committed.state == MeterState::Active;
    MS_ASSIGN(const bool possible, stillPossible(meter, committed));
    if (possible && active) {
        return result;
    }
    if (!active || !meter.key) {
        // A batch that is the ledger's last one is committed, and so are those before it; its news is on the way.
        const auto done = std::find_if(meter.unfinished.rbegin(), meter.unfinished.rend(),
                                       [&](const BatchPtr& batch) { return batch->tx == committed.lastConvert; });
        const auto firstLost = done.base();
        result.verdict = RefusalCheck::Verdict::Closed;
        result.batches.assign(meter.unfinished.begin(), firstLost);
        result.replaced.assign(firstLost, meter.unfinished.end());
        result.why =
            active
                ? makeError(ErrorCode::Forbidden, "upload.no-key",
                            fmt::format("The chain of meter {} goes on without this journal's batches and its key is "
                                        "not in the key store, so they cannot be signed again. Import the key and "
                                        "upload the records again.",
                                        meter.mn))
                : makeError(ErrorCode::Conflict, "upload.meter-inactive",
                            fmt::format("Meter {} is {} on the ledger, so it accepts no batch. Its records were not "
                                        "anchored; upload them again once it is active.",
                                        meter.mn, toString(committed.state)));
        meter.unfinished = result.batches;
        m_known.forget(meter);
        meter.lastTx.reset();
        meter.closed = true;
        return result;
    }
    result.verdict = RefusalCheck::Verdict::Rebuilt;
    result.replaced = std::move(result.batches);
    result.batches.clear();
    meter.unfinished.clear();
    m_known.forget(meter);
    meter.anchoredTo = committed.lastRecord;
    Hash256 prev = committed.lastConvert;
    for (const BatchPtr& old : result.replaced) {
        MS_ASSIGN(const BatchPtr fresh, rebuild(*old, meter, prev, result));
        if (fresh) {
            prev = fresh->tx;
            meter.unfinished.push_back(fresh);
            result.batches.push_back(fresh);
        }
        m_journal.appendReplaced(old->id);
    }
    meter.lastTx = prev;
    MS_TRY(m_journal.syncBatches());
    return result;
}

// The same records on another prev, less those that the ledger turned out to hold. Null where none is left.
Result<BatchPtr> BatchSealer::rebuild(const Batch& old, Meter& meter, const Hash256& prev, RefusalCheck& result)
{
    MS_ASSIGN(const Transaction tx, decodeTransaction(*old.wire));
    forgetFinished(meter);
    MS_TRY(m_known.cover(meter, old.start, old.end));
    FrameReader in(old.rows);
    std::vector<std::uint64_t> rows, kept;
    readRows(in, rows);
    std::vector<Hash256> leaves;
    for (std::size_t i = 0; i < tx.leaves.size(); ++i) {
        if (m_known.holds(tx.leaves[i])) {
            ++result.recordsAnchored;
        } else {
            leaves.push_back(tx.leaves[i]);
            kept.push_back(i < rows.size() ? rows[i] : 0);
        }
    }
    if (leaves.empty()) {
        return BatchPtr();
    }
    // The range stays the old one: a leaf does not tell its time, and a range may be wider than its records.
    BatchPtr fresh = build(meter, old.job, leaves, old.start, old.end, prev);
    putRows(kept, fresh->rows);
    if (leaves.size() == tx.leaves.size()) {
        fresh->alarms = old.alarms;  // a leaf does not tell its alarm code
    }
    fresh->ofEarlierRun = old.ofEarlierRun;
    m_journal.appendBatch(*fresh);
    return fresh;
}

}  // namespace meterseal::upload
