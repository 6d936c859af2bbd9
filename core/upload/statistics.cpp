#include "upload/statistics.h"

#include "meterseal/upload/uploader.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace meterseal::upload {
namespace {

struct Slot {
    std::int64_t timeMs;  // 0: empty
    std::uint64_t transactions, records;
    float latencyP50, latencyP95, fillA, fillB;
};
static_assert(sizeof(Slot) == 40);

std::optional<double> percentile(const std::vector<double>& sorted, double share)
{
    if (sorted.empty()) {
        return std::nullopt;
    }
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

}  // namespace

std::filesystem::path historyFileOf(const std::filesystem::path& folder, HistoryStep step)
{
    return folder / (step == HistoryStep::Second ? "history-1s.bin" : "history-1m.bin");
}

std::size_t historySlots(HistoryStep step)
{
    return step == HistoryStep::Second ? 3600 : 7 * 24 * 60;
}

HistoryFile::HistoryFile(std::filesystem::path file, std::int64_t stepMs, std::size_t slots)
    : m_stepMs(stepMs), m_slots(slots), m_fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644))
{}

HistoryFile::~HistoryFile()
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

// Charts are worth no failure: where the file cannot be written, the point is missing.
void HistoryFile::put(const HistoryPoint& point) const
{
    const Slot slot{point.time.ms,    point.transactions, point.records, point.latencyP50,
                    point.latencyP95, point.fillA,        point.fillB};
    const auto index = static_cast<std::size_t>(point.time.ms / m_stepMs) % m_slots;
    [[maybe_unused]] const ssize_t written =
        ::pwrite(m_fd, &slot, sizeof slot, static_cast<off_t>(index * sizeof slot));
}

std::vector<HistoryPoint> HistoryFile::read(const std::filesystem::path& file, HistoryStep step, Timestamp from)
{
    const std::size_t slots = historySlots(step);
    const std::int64_t stepMs = step == HistoryStep::Second ? 1000 : 60'000;
    std::vector<HistoryPoint> points;
    std::ifstream in(file, std::ios::binary);
    Slot slot;
    for (std::size_t i = 0; i < slots && in.read(reinterpret_cast<char*>(&slot), sizeof slot); ++i) {
        if (slot.timeMs > 0 && slot.timeMs >= from.ms && slot.timeMs <= Timestamp::kMaxMs) {
            points.push_back({Timestamp{slot.timeMs}, slot.transactions, slot.records, slot.latencyP50, slot.latencyP95,
                              slot.fillA, slot.fillB});
        }
    }
    std::sort(points.begin(), points.end(),
              [](const HistoryPoint& a, const HistoryPoint& b) { return a.time < b.time; });
    // The ring may still hold points of its last round: only those within its length of the newest one count.
    if (!points.empty()) {
        const std::int64_t length = points.back().time.ms - static_cast<std::int64_t>(slots) * stepMs;
        std::erase_if(points, [&](const HistoryPoint& p) { return p.time.ms <= length; });
    }
    return points;
}

Statistics::Statistics(const std::filesystem::path& folder)
    : m_minuteStart{now(), 0, 0},
      m_seconds(historyFileOf(folder, HistoryStep::Second), 1000, historySlots(HistoryStep::Second)),
      m_minutes(historyFileOf(folder, HistoryStep::Minute), 60'000, historySlots(HistoryStep::Minute))
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

void Statistics::tick(Timestamp time, double fillA, double fillB)
{
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
    point.latencyP50 = static_cast<float>(percentile(sorted, 0.50).value_or(-1));
    point.latencyP95 = static_cast<float>(percentile(sorted, 0.95).value_or(-1));
    point.fillA = static_cast<float>(fillA);
    point.fillB = static_cast<float>(fillB);
    m_seconds.put(point);
    if (time.ms / 60'000 != m_minuteStart.time.ms / 60'000) {
        point.time = Timestamp{m_minuteStart.time.ms / 60'000 * 60'000};
        point.transactions = sample.transactions - m_minuteStart.transactions;
        point.records = sample.records - m_minuteStart.records;
        m_minutes.put(point);
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
    return upload::HistoryFile::read(upload::historyFileOf(folder, step), step, from);
}

}  // namespace meterseal
