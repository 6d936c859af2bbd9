// Grouper: sorts records into open groups, one per job, meter and time window, and says which are due. No clock and no
// threads of its own; one allocation per group now and then, none per record.
//
// Thread-safety: one thread.
#pragma once

#include "upload/meter.h"

namespace meterseal::upload {

class Grouper {
public:
    Grouper(std::chrono::milliseconds window, std::uint32_t batchRecords, CodeTable& codes)
        : m_windowMs(std::max<std::int64_t>(window.count(), 1)), m_batchRecords(batchRecords), m_codes(codes)
    {}

    // Ahead of add(), for several meters in turn, so that their cache misses overlap: first the one, then the other.
    static void prefetchGroup(const Meter& meter) { __builtin_prefetch(meter.open.data()); }
    static void prefetchEntries(const Meter& meter)
    {
        if (!meter.open.empty()) {
            const std::vector<Entry>& entries = meter.open.back().entries;
            __builtin_prefetch(entries.data() + entries.size(), 1);
        }
    }

    // A group that this record fills up goes to `ready`. Precondition: checkRecord(record).ok().
    void add(Meter& meter, const JobPtr& job, const HealthRecord& record, std::uint64_t row,
             SteadyClock::time_point now, std::vector<Group>& ready);

    // Groups of live jobs that have waited since `before`.
    void takeAged(SteadyClock::time_point before, std::vector<Group>& ready);
    void takeJob(const Job& job, std::vector<Group>& ready);
    void takeLive(std::vector<Group>& ready);
    // The fullest groups, until no more than `keep` records are pending.
    void takeFullest(std::size_t keep, std::vector<Group>& ready);

    std::size_t pending() const { return m_pending; }
    // When the oldest live group must go at the latest; none: there is none.
    std::optional<SteadyClock::time_point> oldestLive() const;
    std::optional<SteadyClock::time_point> oldest() const;

private:
    template <typename Wanted>
    void takeIf(Wanted&& wanted, std::vector<Group>& ready);

    const std::int64_t m_windowMs;
    const std::uint32_t m_batchRecords;
    CodeTable& m_codes;
    std::size_t m_pending = 0;
    std::vector<Meter*> m_withOpen;  // meters that may have open groups
};

}  // namespace meterseal::upload
