// Local time of an IANA zone -> UTC: once, twice (daylight saving ended) or never (it began).
//
// The zone table comes from Hinnant's date library, and so does the rule that goes on behind its last change (the POSIX
// string in the footer of a TZif file, RFC 8536 section 3.3), which that library's tables leave out.
#pragma once

#include "meterseal/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace meterseal::source {

struct LocalReading {
    // Unknown: after the end of the zone's table, where its rule for all later years cannot be read.
    enum class Shown { Once, Twice, Never, Unknown };
    Shown shown = Shown::Once;
    std::int64_t utcMs = 0;    // Twice: of the first time; Never: carried forward by the length of the gap
    std::int64_t laterMs = 0;  // Twice: of the second time; Never: the moment at which the clock jumped
    int season = 0;  // Once: 1 the clock is ahead of the neighbouring period's (summer time), -1 behind it, 0 unknown
};

class ZoneClock {
public:
    // reason: profile.time-zone
    static Result<ZoneClock> find(const std::string& zone);

    LocalReading read(std::int64_t localMs)
    {
        if (localMs >= m_safeFrom && localMs < m_safeUntil) {
            return {LocalReading::Shown::Once, localMs - m_offset, 0, m_season};
        }
        return lookUp(localMs);
    }

private:
    struct Rule;
    void readRule(const std::string& footer);
    LocalReading lookUp(std::int64_t localMs);

    const void* m_zone = nullptr;  // a date::time_zone, which lives as long as the process
    std::shared_ptr<const Rule> m_rule;
    bool m_ruleUnread = false;  // there is one, in a form that the library does not read (an hour below 0)
    // Local times in [m_safeFrom, m_safeUntil) have this offset and no other.
    std::int64_t m_safeFrom = 0;
    std::int64_t m_safeUntil = 0;
    std::int64_t m_offset = 0;
    int m_season = 0;
};

}  // namespace meterseal::source
