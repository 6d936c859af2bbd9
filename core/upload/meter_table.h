// MeterTable: meters by mn, as the reader finds them for each record. Open addressing, because a table of pointers to
// pointers costs a cache miss at every step once there are thousands of meters.
//
// Thread-safety: filled by recovery before the threads start, then the reader's alone.
#pragma once

#include "upload/meter.h"

#include "meterseal/upload/meter_directory.h"

#include <algorithm>
#include <deque>

namespace meterseal::upload {

// A record may be rejected with this: the meter does not take it. Else the ledger could not be asked.
bool isRejection(const Error& error);

class MeterTable {
public:
    explicit MeterTable(MeterDirectory& directory) : m_directory(directory), m_slots(kFirstSlots) {}

    static std::uint64_t hashOf(std::string_view mn)
    {
        return std::max<std::uint64_t>(1, std::hash<std::string_view>()(mn));  // 0 is a free slot
    }
    // For records that are looked up soon.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&m_slots[hash & (m_slots.size() - 1)]); }
    // The meter where it is known and takes records; null: find() knows more.
    Meter* peek(std::string_view mn, std::uint64_t hash) const
    {
        const Slot& slot = slotOf(mn, hash);
        return slot.meter != nullptr && !slot.meter->closed.load(std::memory_order_relaxed) ? slot.meter : nullptr;
    }

    // The meter, or why its records are rejected. Any other Error: the ledger cannot be read now.
    Result<Meter*> find(std::string_view mn, SteadyClock::time_point now);
    // A meter of which only the journal knows, without a key.
    Meter* adopt(const std::string& mn, const std::string& address);

private:
    static constexpr std::size_t kFirstSlots = 1024;

    struct Known {
        explicit Known(std::string name) : mn(std::move(name)) {}
        std::string mn;
        Meter* meter = nullptr;
        std::optional<Error> error;
        SteadyClock::time_point askAgainAt;
    };
    struct Slot {
        std::uint64_t hash = 0;  // 0: free
        Meter* meter = nullptr;  // known->meter where there is no error
        Known* known = nullptr;
    };
    // The slot of this mn, or the free one where it would stand.
    const Slot& slotOf(std::string_view mn, std::uint64_t hash) const
    {
        for (std::size_t at = hash & (m_slots.size() - 1);; at = (at + 1) & (m_slots.size() - 1)) {
            const Slot& slot = m_slots[at];
            if (slot.hash == 0 ||
                (slot.hash == hash && (slot.meter != nullptr ? slot.meter->mn : slot.known->mn) == mn)) {
                return slot;
            }
        }
    }
    Slot& slotOf(std::string_view mn, std::uint64_t hash)
    {
        return const_cast<Slot&>(std::as_const(*this).slotOf(mn, hash));
    }
    void grow();
    void ask(Known& known, SteadyClock::time_point now);

    MeterDirectory& m_directory;
    std::vector<Slot> m_slots;  // a power of two, at most half of them taken
    std::deque<Known> m_known;
    std::deque<Meter> m_meters;
};

}  // namespace meterseal::upload
