#include "source/zone.h"

#include "meterseal/file/file.h"

#include <algorithm>
#include <cstdlib>
#include <date/tz.h>
#include <filesystem>
#include <fmt/format.h>

// Debian's ptz.h names date's hh_mm_ss in a way that C++20's own class of that name makes ambiguous.
namespace date {
template <class Duration>
using OwnHhMmSs = hh_mm_ss<Duration>;
}
#define hh_mm_ss OwnHhMmSs
#include <date/ptz.h>
#undef hh_mm_ss

namespace meterseal::source {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMaxZoneBytes = 1u << 20;

std::int64_t inMs(std::chrono::seconds s)
{
    return milliseconds(s).count();
}

// A table's last period ends at the end of all times.
bool isEndless(const date::sys_info& info)
{
    return info.end >= date::sys_days(date::year(5000) / 1 / 1);
}

// The POSIX string between the last two line ends of a TZif file; empty where there is none.
std::string footerOf(const std::string& zone)
{
    const char* const folder = std::getenv("TZDIR");
    const auto bytes =
        readWhole(std::filesystem::path(folder != nullptr ? folder : "/usr/share/zoneinfo") / zone, kMaxZoneBytes);
    if (!bytes || !bytes->starts_with("TZif") || bytes->size() < 2 || bytes->back() != '\n') {
        return {};
    }
    const std::size_t from = bytes->rfind('\n', bytes->size() - 2);
    return from == std::string::npos ? std::string() : bytes->substr(from + 1, bytes->size() - from - 2);
}

}  // namespace

struct ZoneClock::Rule {
    explicit Rule(const std::string& text) : zone(text) {}
    Posix::time_zone zone;
};

Result<ZoneClock> ZoneClock::find(const std::string& zone)
{
    ZoneClock clock;
    try {
        const date::time_zone* const found = date::locate_zone(zone);
        clock.m_zone = found;
        clock.readRule(footerOf(found->name()));
    } catch (const std::exception& e) {
        return makeError(
            ErrorCode::InvalidArgument, "profile.time-zone",
            fmt::format("The profile's time.zone \"{:.100}\" is not in this system's time zone database "
                        "({}). Use an IANA name such as Asia/Shanghai; the database is the package tzdata.",
                        zone, e.what()));
    }
    return clock;
}

void ZoneClock::readRule(const std::string& footer)
{
    if (footer.find(',') == std::string::npos) {
        return;  // the last offset stays for ever
    }
    try {
        m_rule = std::make_shared<const Rule>(footer);
    } catch (const std::exception&) {
        m_ruleUnread = true;
    }
}

LocalReading ZoneClock::lookUp(std::int64_t localMs)
{
    const auto* const zone = static_cast<const date::time_zone*>(m_zone);
    const auto local = date::local_seconds(std::chrono::floor<std::chrono::seconds>(milliseconds(localMs)));
    date::local_info info = zone->get_info(local);
    if (m_ruleUnread && info.result == date::local_info::unique && isEndless(info.first)) {
        return {LocalReading::Shown::Unknown, 0, 0, 0};
    }
    const bool byRule = m_rule && info.result == date::local_info::unique && isEndless(info.first);
    if (byRule) {
        info = m_rule->zone.get_info(local);
    }
    const std::int64_t first = inMs(info.first.offset);
    const std::int64_t second = inMs(info.second.offset);
    if (info.result == date::local_info::ambiguous) {
        return {LocalReading::Shown::Twice, localMs - first, localMs - second, 0};
    }
    if (info.result == date::local_info::nonexistent) {  // the offset before the change carries it forward
        return {LocalReading::Shown::Never, localMs - first, inMs(info.first.end.time_since_epoch()), 0};
    }
    // A day's distance from both changes is beyond any overlap or gap.
    constexpr std::int64_t kDay = 86'400'000;
    static constexpr std::int64_t kFarSeconds = 4'000'000'000'000;
    const auto bounded = [](std::chrono::seconds s) {
        return std::clamp<std::int64_t>(s.count(), -kFarSeconds, kFarSeconds) * 1000;
    };
    m_offset = first;
    m_safeFrom = bounded(info.first.begin.time_since_epoch()) + first + kDay;
    m_safeUntil = bounded(info.first.end.time_since_epoch()) + first - kDay;
    m_season = 0;
    if (!isEndless(info.first)) {
        const auto next = byRule ? m_rule->zone.get_info(info.first.end) : zone->get_info(info.first.end);
        m_season = next.offset < info.first.offset ? 1 : next.offset > info.first.offset ? -1 : 0;
    }
    return {LocalReading::Shown::Once, localMs - first, 0, m_season};
}

}  // namespace meterseal::source
