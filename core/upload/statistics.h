// Counting, rates, latencies and the charts' history. Counters only grow.
//
// Thread-safety: every method from any thread.
#pragma once

#include "meterseal/upload/statistics.h"

#include <array>
#include <atomic>
#include <deque>
#include <filesystem>
#include <mutex>

namespace meterseal::upload {

struct Counters {
    std::atomic<std::uint64_t> acknowledged{0}, rowsRead{0}, rejected{0}, duplicates{0}, alreadyAnchored{0};
    std::atomic<std::uint64_t> sealedBatches{0}, sealedRecords{0}, committedBatches{0}, committedRecords{0};
    std::atomic<std::uint64_t> resubmitted{0}, rebuilt{0};
    std::atomic<std::uint64_t> pendingRecords{0};                         // a gauge
    std::atomic<std::uint64_t> unfinishedBatches{0}, unfinishedBytes{0};  // gauges
};

// A ring of slots in a file, one per second or minute: the slot of a time is overwritten when its turn comes again.
// No sync: after a crash of the machine the last points may be missing.
class HistoryFile {
public:
    HistoryFile(std::filesystem::path file, std::int64_t stepMs, std::size_t slots);
    ~HistoryFile();
    void put(const HistoryPoint& point) const;
    static std::vector<HistoryPoint> read(const std::filesystem::path& file, HistoryStep step, Timestamp from);

private:
    const std::int64_t m_stepMs;
    const std::size_t m_slots;
    int m_fd;
};

std::filesystem::path historyFileOf(const std::filesystem::path& folder, HistoryStep step);
std::size_t historySlots(HistoryStep step);

class Statistics {
public:
    explicit Statistics(const std::filesystem::path& folder);

    Counters counters;

    void addLatency(double ms);
    // To be called often; does something when a new second has begun.
    void tick(Timestamp now, double fillA, double fillB);
    // Fills in counters, rates and latencies.
    void fill(UploadSnapshot& snapshot) const;

private:
    struct Sample {
        Timestamp time;
        std::uint64_t transactions = 0, records = 0;
    };
    std::vector<double> sortedLatencies() const;  // under m_mutex

    static constexpr std::size_t kLatencies = 4096;

    mutable std::mutex m_mutex;       // guards all below
    std::vector<double> m_latencies;  // ring of the latest
    std::size_t m_nextLatency = 0;
    std::deque<Sample> m_samples;  // one a second, for a minute
    Sample m_minuteStart;
    HistoryFile m_seconds, m_minutes;
};

}  // namespace meterseal::upload
