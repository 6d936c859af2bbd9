#include "source/zone.h"

#include <algorithm>
#include <date/tz.h>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

using std::chrono::milliseconds;

std::int64_t inMs(std::chrono::seconds s)
{
    return milliseconds(s).count();
}

}  // namespace

Result<ZoneClock> ZoneClock::find(const MappingProfile& profile)
{
    ZoneClock clock;
    clock.m_ambiguous = profile.ambiguous;
    clock.m_skipped = profile.skipped;
    try {
        clock.m_zone = date::locate_zone(profile.timeZone);
    } catch (const std::exception& e) {
        return makeError(
            ErrorCode::InvalidArgument, "profile.time-zone",
            fmt::format("The profile's timeZone \"{:.100}\" is not in this system's time zone database "
                        "({}). Use an IANA name such as Asia/Shanghai; the database is the package tzdata.",
                        profile.timeZone, e.what()));
    }
    return clock;
}

LocalTime ZoneClock::toUtc(std::int64_t localMs, std::int64_t& utcMs)
{
    if (localMs >= m_safeFrom && localMs < m_safeUntil) {
        utcMs = localMs - m_offset;
        return LocalTime::Good;
    }
    const auto* const zone = static_cast<const date::time_zone*>(m_zone);
    const auto local = date::local_seconds(std::chrono::floor<std::chrono::seconds>(milliseconds(localMs)));
    const date::local_info info = zone->get_info(local);
    const std::int64_t first = inMs(info.first.offset);
    const std::int64_t second = inMs(info.second.offset);
    switch (info.result) {
    case date::local_info::unique: {
        // A day's distance from both changes is beyond any overlap or gap.
        constexpr std::int64_t kDay = 86'400'000;
        constexpr std::int64_t kFar = 4'000'000'000'000'000;
        const auto bounded = [](std::chrono::seconds s) {
            constexpr std::int64_t kFarSeconds = kFar / 1000;
            return std::clamp<std::int64_t>(s.count(), -kFarSeconds, kFarSeconds) * 1000;
        };
        m_offset = first;
        m_safeFrom = bounded(info.first.begin.time_since_epoch()) + first + kDay;
        m_safeUntil = bounded(info.first.end.time_since_epoch()) + first - kDay;
        utcMs = localMs - first;
        return LocalTime::Good;
    }
    case date::local_info::ambiguous:
        utcMs = localMs - (m_ambiguous == AmbiguousTime::Later ? second : first);
        return m_ambiguous == AmbiguousTime::Reject ? LocalTime::Ambiguous : LocalTime::Good;
    default:  // skipped: the offset before the change carries it forward by the length of the gap
        utcMs = localMs - first;
        return m_skipped == SkippedTime::Reject ? LocalTime::Skipped : LocalTime::Good;
    }
}

}  // namespace meterseal::source
