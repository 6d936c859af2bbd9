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
    m_meter.registration =
        loadTransaction(m_run.reader, m_run.blocks, m_run.reader.transactionByHash(m_meter.row.entry.registerTx));
    loadBatches(listed, also);
}

// False where the verdict is the same for all records.
bool MeterJob::loadMeter(std::vector<BatchRow>& listed)
{
    // A block that is committed between the two reads changes both; then they are read again.
    constexpr int kTries = 4;
    for (int i = 0; i < kTries; ++i) {
        auto row = m_run.reader.meterByMn(m_mn);
        if (!row.ok() && row.error().code == ErrorCode::NotFound) {
            m_whole = Whole{Verdict::NotAnchored,
                            {"meter.unknown", fmt::format("Meter {} is not registered on this ledger.", m_mn)}};
            return false;
        }
        auto batches = row.ok() ? m_run.reader.batchesOf(row->entry.id) : row.error();
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
        m_tip = m_run.reader.transaction(listed.back().seq);
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

bool MeterJob::wanted(const BatchRow& batch, const std::vector<Timestamp>& times) const
{
    if (m_run.extract) {
        const auto first = std::ranges::lower_bound(times, batch.start);
        return first != times.end() && *first <= batch.end;
    }
    const Timestamp from = m_run.from ? std::min(*m_run.from, times.front()) : times.front();
    const Timestamp to = m_run.to ? std::max(*m_run.to, times.back()) : times.back();
    return batch.start <= to && from <= batch.end;
}

void MeterJob::loadBatches(const std::vector<BatchRow>& listed, const std::optional<std::uint64_t>& also)
{
    std::vector<Timestamp> times;  // of an extract all, else the first and the last
    if (m_run.extract) {
        std::ranges::transform(m_records, std::back_inserter(times), &LocalRecord::time);
        std::ranges::sort(times);
    } else {
        const auto [first, last] = std::ranges::minmax_element(m_records, {}, &LocalRecord::time);
        times = {first->time, last->time};
    }
    for (std::size_t i = 0; i < listed.size() && !m_cancelled; ++i) {
        if (!wanted(listed[i], times) && also != listed[i].seq) {
            ++m_batchesOutside;
            continue;
        }
        m_cancelled = m_run.stop.stop_requested();
        LoadedBatch batch;
        batch.listed = listed[i];
        m_leaves += listed[i].count;
        batch.tx = loadTransaction(m_run.reader, m_run.blocks,
                                   i + 1 == listed.size() ? *m_tip : m_run.reader.transaction(listed[i].seq));
        if (i == 0) {
            batch.prev = Hash256{};
        } else if (!m_batches.empty() && m_batches.back().listed.seq == listed[i - 1].seq &&
                   !m_batches.back().tx.fault) {
            batch.prev = m_batches.back().tx.row.hash;
        } else if (const auto before = m_run.reader.transaction(listed[i - 1].seq); before.ok()) {
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
        if (auto fault = checkMeter(m_meter, m_mn, m_run.genesis)) {
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
    m_outcome = matchRecords(m_records, batches, m_run.extract, scratch, m_run.stop);
    m_cancelled = m_outcome.cancelled;
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
