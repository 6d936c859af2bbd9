#include "upload/statistics.h"

#include "meterseal/upload/uploader.h"
#include "upload/notes.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace meterseal::upload {
namespace {

std::optional<double> percentile(const std::vector<double>& sorted, double share)
{
    if (sorted.empty()) {
        return std::nullopt;
    }
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

}  // namespace

Statistics::Statistics(Notes& notes) : m_notes(notes), m_minuteStart{now(), 0, 0}
{
    m_samples.push_back(m_minuteStart);
}

void Statistics::addLatency(double ms)
{
    const std::lock_guard lock(m_mutex);
    if (m_latencies.size() < kLatencies) {
        m_latencies.push_back(ms);
    } else {
        m_latencies[m_nextLatency] = ms;
        m_nextLatency = (m_nextLatency + 1) % kLatencies;
    }
}

std::vector<double> Statistics::sortedLatencies() const
{
    std::vector<double> sorted = m_latencies;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

void Statistics::sawBuffers(const BufferFill& fill)
{
    const std::lock_guard lock(m_mutex);
    m_secondPeak.raise(fill);
    m_minutePeak.raise(fill);
}

void Statistics::tick(Timestamp time, const BufferFill& fill, std::size_t items)
{
    sawBuffers(fill);
    const std::lock_guard lock(m_mutex);
    const Sample last = m_samples.back();
    if (time.ms / 1000 == last.time.ms / 1000) {
        return;
    }
    const Sample sample{time, counters.committedBatches, counters.committedRecords};
    const std::vector<double> sorted = sortedLatencies();
    HistoryPoint point;
    point.time = Timestamp{last.time.ms / 1000 * 1000};
    point.transactions = sample.transactions - last.transactions;
    point.records = sample.records - last.records;
    const auto share = [items](std::size_t count) {
        return static_cast<float>(static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(items, 1)));
    };
    const auto put = [&](const Peak& most) {
        // Where nothing was committed there is no latency; that of earlier commits is not this stretch's.
        const bool committed = point.transactions > 0;
        point.latencyP50 = committed ? static_cast<float>(percentile(sorted, 0.50).value_or(-1)) : -1;
        point.latencyP95 = committed ? static_cast<float>(percentile(sorted, 0.95).value_or(-1)) : -1;
        point.fillA = share(most.a);
        point.fillB = share(most.b);
    };
    put(m_secondPeak);
    m_secondPeak = {};
    m_notes.point(HistoryStep::Second, point);
    if (time.ms / 60'000 != m_minuteStart.time.ms / 60'000) {
        point.time = Timestamp{m_minuteStart.time.ms / 60'000 * 60'000};
        point.transactions = sample.transactions - m_minuteStart.transactions;
        point.records = sample.records - m_minuteStart.records;
        put(m_minutePeak);
        m_minutePeak = {};
        m_notes.point(HistoryStep::Minute, point);
        m_minuteStart = sample;
    }
    m_samples.push_back(sample);
    while (m_samples.size() > 61) {
        m_samples.pop_front();
    }
}

void Statistics::fill(UploadSnapshot& s) const
{
    s.acknowledged = counters.acknowledged;
    s.rowsRead = counters.rowsRead;
    s.rejected = counters.rejected;
    s.duplicates = counters.duplicates;
    s.alreadyAnchored = counters.alreadyAnchored;
    s.sealedBatches = counters.sealedBatches;
    s.sealedRecords = counters.sealedRecords;
    s.committedBatches = counters.committedBatches;
    s.committedRecords = counters.committedRecords;
    s.resubmitted = counters.resubmitted;
    s.rebuilt = counters.rebuilt;
    s.batchesCompared = counters.batchesCompared;
    s.pendingRecords = counters.pendingRecords;
    s.unfinishedBatches = counters.unfinishedBatches;
    const std::lock_guard lock(m_mutex);
    const auto rates = [](const Sample& from, const Sample& to, double& tx, double& records) {
        const double seconds = static_cast<double>(to.time.ms - from.time.ms) / 1000;
        if (seconds > 0) {
            tx = static_cast<double>(to.transactions - from.transactions) / seconds;
            records = static_cast<double>(to.records - from.records) / seconds;
        }
    };
    const Sample& latest = m_samples.back();
    if (m_samples.size() > 1) {
        rates(m_samples[m_samples.size() - 2], latest, s.txPerSecond, s.recordsPerSecond);
        rates(m_samples.front(), latest, s.txPerSecondMinute, s.recordsPerSecondMinute);
    }
    const std::vector<double> sorted = sortedLatencies();
    s.latencyP50 = percentile(sorted, 0.50);
    s.latencyP95 = percentile(sorted, 0.95);
    s.latencyP99 = percentile(sorted, 0.99);
}

}  // namespace meterseal::upload

namespace meterseal {

Result<std::vector<HistoryPoint>> readUploadHistory(const std::filesystem::path& folder, HistoryStep step,
                                                    Timestamp from)
{
    MS_ASSIGN(upload::NotesReader notes, upload::NotesReader::open(folder));
    return notes.history(step, from);
}

}  // namespace meterseal
