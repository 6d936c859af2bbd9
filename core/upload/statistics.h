// Counting, rates, latencies and the charts' history. Counters only grow.
//
// Thread-safety: every method from any thread.
#pragma once

#include "meterseal/upload/statistics.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>

namespace meterseal::upload {

struct Counters {
    std::atomic<std::uint64_t> acknowledged{0}, rowsRead{0}, rejected{0}, duplicates{0}, alreadyAnchored{0};
    std::atomic<std::uint64_t> sealedBatches{0}, sealedRecords{0}, committedBatches{0}, committedRecords{0};
    std::atomic<std::uint64_t> resubmitted{0}, rebuilt{0}, batchesCompared{0};
    std::atomic<std::uint64_t> pendingRecords{0};                         // a gauge
    std::atomic<std::uint64_t> unfinishedBatches{0}, unfinishedBytes{0};  // gauges
};

class Notes;

class Statistics {
public:
    explicit Statistics(Notes& notes);  // for the charts; borrowed

    Counters counters;

    void addLatency(double ms);
    // To be called often; does something when a new second has begun.
    // `items`: what is a full buffer.
    void tick(Timestamp now, const BufferFill& fill, std::size_t items);
    // After every change of the buffers: what fills and empties them within a second counts in its point.
    void sawBuffers(const BufferFill& fill);
    // Fills in counters, rates and latencies.
    void fill(UploadSnapshot& snapshot) const;

private:
    struct Sample {
        Timestamp time;
        std::uint64_t transactions = 0, records = 0;
    };
    std::vector<double> sortedLatencies() const;  // under m_mutex

    static constexpr std::size_t kLatencies = 4096;

    Notes& m_notes;
    mutable std::mutex m_mutex;       // guards all below
    std::vector<double> m_latencies;  // ring of the latest
    std::size_t m_nextLatency = 0;
    std::deque<Sample> m_samples;  // one a second, for a minute
    Sample m_minuteStart;
    struct Peak {
        std::size_t a = 0, b = 0;  // items

        void raise(const BufferFill& fill)
        {
            a = std::max(a, fill.activeItems);
            b = std::max(b, fill.drainingItems);
        }
    };
    Peak m_secondPeak, m_minutePeak;  // since the point before
};

}  // namespace meterseal::upload
