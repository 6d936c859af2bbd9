#include "verify/meter_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace meterseal::verify {
namespace {

bool mayHaveBatches(MeterState state)
{
    return state == MeterState::Active || state == MeterState::Suspended || state == MeterState::Retired;
}

}  // namespace

MeterJob::MeterJob(RunContext& run, std::vector<LocalRecord> records)
    : m_run(run), m_records(std::move(records)), m_rows(m_records.size()), m_mn(run.records.meterId(m_records[0].meter))
{}

void MeterJob::load(const std::optional<std::uint64_t>& also)
{
    std::vector<BatchRow> listed;
    if (!loadMeter(listed)) {
        return;
    }
    m_meter.registration = loadTransaction(m_run.view, m_run.view.transactionByHash(m_meter.row.entry.registerTx));
    loadBatches(listed, also);
}

// False where the verdict is the same for all records.
bool MeterJob::loadMeter(std::vector<BatchRow>& listed)
{
    // A block that is committed between the two reads changes both; then they are read again.
    constexpr int kTries = 4;
    for (int i = 0; i < kTries; ++i) {
        auto row = m_run.view.meterByMn(m_mn);
        if (!row.ok() && row.error().code == ErrorCode::NotFound) {
            m_whole = Whole{Verdict::NotAnchored,
                            {"meter.unknown", fmt::format("Meter {} is not registered on this ledger.", m_mn)}};
            return false;
        }
        auto batches = row.ok() ? m_run.view.batchesOf(row->entry.id) : row.error();
        if (!batches.ok()) {
            const Error& error = batches.error();
            m_whole = Whole{Verdict::Undetermined,
                            {error.reason, fmt::format("Meter {} could not be looked up: {}", m_mn, error.message)}};
            return false;
        }
        m_meter.row = std::move(row).value();
        listed = std::move(batches).value();
        m_listFault = compareList(listed);
        if (!m_listFault) {
            break;
        }
    }
    if (!mayHaveBatches(m_meter.row.entry.state) && listed.empty()) {
        m_whole = Whole{
            Verdict::NotAnchored,
            {"meter.not-active", fmt::format("Meter {} is registered but {}, so nothing of it can have been anchored.",
                                             m_mn, toString(m_meter.row.entry.state))}};
        return false;
    }
    return true;
}

// NOT_ANCHORED rests on the list of batches, so the list is held against the meter's row.
std::optional<Fault> MeterJob::compareList(const std::vector<BatchRow>& listed)
{
    const MeterRow& row = m_meter.row;
    if (!listed.empty()) {
        m_tip = m_run.view.transaction(listed.back().seq);
    }
    const auto differs = [&](const std::string& what) {
        return Fault{"ledger.batch-list", fmt::format("The ledger's list of the batches of meter {} contradicts the "
                                                      "meter's own row: {}. Run fsck on the ledger.",
                                                      m_mn, what)};
    };
    if (!mayHaveBatches(row.entry.state) && !listed.empty()) {
        return differs(fmt::format("{} batches although it is {}", listed.size(), toString(row.entry.state)));
    }
    std::uint64_t records = 0;
    std::optional<Timestamp> first, last;
    for (const BatchRow& batch : listed) {
        records += batch.count;
        first = first ? std::min(*first, batch.start) : batch.start;
        last = last ? std::max(*last, batch.end) : batch.end;
    }
    if (listed.size() != row.batches || records != row.records) {
        return differs(fmt::format("{} batches with {} records against {} with {}", listed.size(), records, row.batches,
                                   row.records));
    }
    if (first != row.firstRecord || last != row.lastRecord) {
        return differs("first and last record time differ");
    }
    if (listed.empty() && !row.entry.lastConvert.isZero()) {
        return differs("no batch is listed but a last one is named");
    }
    if (!listed.empty()) {
        if (m_tip->ok() && (*m_tip)->hash != row.entry.lastConvert) {
            return differs(fmt::format("the last listed batch is {}, {} was expected", (*m_tip)->hash.hex(),
                                       row.entry.lastConvert.hex()));
        }
    }
    return std::nullopt;
}

bool MeterJob::wanted(const BatchRow& batch) const
{
    if (m_run.extract()) {
        const auto first = std::ranges::lower_bound(m_times, batch.start);
        return first != m_times.end() && *first <= batch.end;
    }
    const bool open = m_run.stated();
    const bool beforeAll = batch.end < m_times.front() && (m_run.from ? batch.end < *m_run.from : !open);
    const bool afterAll = batch.start > m_times.back() && (m_run.to ? batch.start > *m_run.to : !open);
    return !beforeAll && !afterAll;
}

void MeterJob::loadBatches(const std::vector<BatchRow>& listed, const std::optional<std::uint64_t>& also)
{
    if (m_run.extract()) {
        std::ranges::transform(m_records, std::back_inserter(m_times), &LocalRecord::time);
        std::ranges::sort(m_times);
    } else {
        const auto [first, last] = std::ranges::minmax_element(m_records, {}, &LocalRecord::time);
        m_times = {first->time, last->time};
    }
    for (const BatchRow& batch : listed) {
        m_lastStart = std::max(m_lastStart, batch.start);
    }
    for (std::size_t i = 0; i < listed.size() && !m_cancelled; ++i) {
        if (!wanted(listed[i]) && also != listed[i].seq) {
            m_outside.push_back(listed[i]);
            continue;
        }
        m_cancelled = m_run.stop.stop_requested();
        LoadedBatch batch;
        batch.listed = listed[i];
        batch.wholeChain = m_run.view.listsWholeChain();
        m_leaves += listed[i].count;
        batch.tx = loadTransaction(m_run.view, i + 1 == listed.size() ? *m_tip : m_run.view.transaction(listed[i].seq));
        if (i == 0) {
            batch.prev = Hash256{};
        } else if (!m_batches.empty() && m_batches.back().listed.seq == listed[i - 1].seq &&
                   !m_batches.back().tx.fault) {
            batch.prev = m_batches.back().tx.row.hash;
        } else if (const auto before = m_run.view.transaction(listed[i - 1].seq); before.ok()) {
            batch.prev = before->hash;
        }
        m_batches.push_back(std::move(batch));
    }
}

void MeterJob::checkBatch(std::size_t batch)
{
    if (m_run.stop.stop_requested()) {
        m_cancelled = true;
        return;
    }
    verify::checkBatch(m_batches[batch], m_meter.row.entry, m_run.genesis);
}

void MeterJob::finish(MatchScratch& scratch)
{
    if (m_cancelled || m_failure) {
        return;
    }
    auto dropped = m_run.records.sortForBatch(m_records, m_run.stop);
    if (!dropped.ok()) {
        m_cancelled = true;
        return;
    }
    m_duplicates = *dropped;
    if (!m_whole) {
        if (auto fault = checkMeter(m_meter, m_mn)) {
            m_whole = Whole{Verdict::Undetermined, std::move(*fault)};
        }
    }
    if (m_whole) {
        return;
    }
    std::vector<MatchBatch> batches;
    batches.reserve(m_batches.size() + 1);
    for (const LoadedBatch& batch : m_batches) {
        batches.push_back({batch.start, batch.end, batch.root, batch.leaves, !batch.fault});
    }
    if (m_listFault) {
        // A batch that is not listed may hold whatever the others do not.
        batches.push_back({Timestamp{0}, Timestamp{Timestamp::kMaxMs}, {}, {}, false});
    }
    m_outcome = matchRecords(m_records, batches, m_run.extract(), scratch, m_run.stop);
    m_cancelled = m_outcome.cancelled;
}

void MeterJob::addHeld(VerifyScope& scope) const
{
    const auto add = [&](std::uint64_t records, const BatchRow& batch) {
        HeldRecords& held = batch.end < m_times.front()    ? scope.before
                            : batch.start > m_times.back() ? scope.after
                                                           : scope.between;
        held.add(records, batch.start, batch.end);
    };
    for (const BatchRow& batch : m_outside) {
        add(batch.count, batch);
    }
    std::vector<std::uint64_t> missing(m_batches.size());
    if (m_run.extract()) {  // what it leaves out is no finding, but it is counted
        for (std::size_t b = 0; b < m_batches.size() && !m_whole; ++b) {
            missing[b] = m_batches[b].fault ? 0 : m_batches[b].leaves.size();
        }
        for (const LocalOutcome& local : m_outcome.locals) {
            if (local.verdict == Verdict::Intact && missing[local.place.batch] > 0) {
                --missing[local.place.batch];
            }
        }
    }
    for (const MissingLeaf& leaf : m_outcome.missing) {
        missing[leaf.place.batch] += leaf.unread == kNone ? 1 : 0;
    }
    for (std::size_t b = 0; b < m_batches.size(); ++b) {
        if (missing[b] > 0) {
            add(missing[b], m_batches[b].listed);
        }
    }
}

std::uint64_t MeterJob::assignUnread(const std::vector<UnreadRows::Span>& spans, std::vector<std::uint64_t>& left)
{
    m_spans = &spans;
    if (spans.empty() || m_outcome.missing.empty() || m_records.empty()) {
        return 0;
    }
    constexpr std::uint64_t kEnd = std::numeric_limits<std::uint64_t>::max();
    const bool ascending = m_records.front().line <= m_records.back().line;
    std::uint64_t found = 0;
    for (MissingLeaf& missing : m_outcome.missing) {
        const std::uint64_t early = missing.before > 0 ? m_records[missing.before - 1].line : (ascending ? 0 : kEnd);
        const std::uint64_t late =
            missing.before < m_records.size() ? m_records[missing.before].line : (ascending ? kEnd : 0);
        const auto [low, high] = std::minmax(early, late);
        auto span = std::ranges::upper_bound(spans, low, {}, &UnreadRows::Span::firstLine);
        for (; span != spans.end() && span->firstLine < high; ++span) {
            std::uint64_t& room = left[static_cast<std::size_t>(span - spans.begin())];
            if (room > 0) {
                --room;
                ++found;
                missing.unread = static_cast<std::uint32_t>(span - spans.begin());
                break;
            }
        }
    }
    return found;
}

void MeterJob::fail(std::string message)
{
    std::call_once(m_failed, [&] {
        m_failure = makeError(ErrorCode::Internal, "verify.internal",
                              fmt::format("The verification of meter {} broke off: {}. Its records and those after it "
                                          "were not checked.",
                                          m_mn, message));
    });
}

const LoadedBatch* MeterJob::batchAt(std::uint64_t seq) const
{
    const auto found = std::ranges::find(m_batches, seq, [](const LoadedBatch& batch) { return batch.listed.seq; });
    return found == m_batches.end() ? nullptr : &*found;
}

}  // namespace meterseal::verify
