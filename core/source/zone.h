// Local time of an IANA zone -> UTC, with the profile's rule for hours that daylight saving doubles or skips.
#pragma once

#include "meterseal/source/profile.h"

#include <cstdint>
#include <memory>

namespace meterseal::source {

enum class LocalTime { Good, Ambiguous, Skipped };

class ZoneClock {
public:
    // reason: profile.time-zone
    static Result<ZoneClock> find(const MappingProfile& profile);

    // Milliseconds of the civil clock -> milliseconds of UTC. Ambiguous and Skipped mean that the profile rejects them.
    LocalTime toUtc(std::int64_t localMs, std::int64_t& utcMs);

private:
    const void* m_zone = nullptr;  // a date::time_zone, which lives as long as the process
    AmbiguousTime m_ambiguous = AmbiguousTime::Reject;
    SkippedTime m_skipped = SkippedTime::Reject;
    // Local times in [m_safeFrom, m_safeUntil) have this offset and no other.
    std::int64_t m_safeFrom = 0;
    std::int64_t m_safeUntil = 0;
    std::int64_t m_offset = 0;
};

}  // namespace meterseal::source
