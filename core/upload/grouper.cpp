#include "upload/grouper.h"

#include <algorithm>

namespace meterseal::upload {
namespace {

// A meter whose records jump about in time would otherwise keep a group open for every window it ever touched.
constexpr std::size_t kMaxOpenWindows = 8;

// The place of `code` in the group's codes. A meter has few different ones, and the last ones are the likeliest.
std::uint32_t placeOfCode(std::string& codes, std::string_view code)
{
    constexpr std::size_t kLookAt = 8;
    std::size_t at = 0;
    for (std::size_t seen = 0; seen < kLookAt && at < codes.size(); ++seen) {
        const auto length = static_cast<std::uint8_t>(codes[at]);
        if (std::string_view(codes.data() + at + 1, length) == code) {
            return static_cast<std::uint32_t>(at);
        }
        at += 1u + length;
    }
    at = codes.size();
    codes.push_back(static_cast<char>(code.size()));
    codes.append(code);
    return static_cast<std::uint32_t>(at);
}

std::uint32_t numberOf(CodeTable& table, std::string& codes, std::string_view code)
{
    const std::uint32_t number = table.numberOf(code);
    return number < CodeTable::kMost ? number : CodeTable::kMost + placeOfCode(codes, code);
}

}  // namespace

void Grouper::add(Meter& meter, const JobPtr& job, const HealthRecord& record, std::uint64_t row,
                  SteadyClock::time_point now, std::vector<Group>& ready)
{
    const std::int64_t window = record.alarmTime.ms / m_windowMs;
    auto group = std::find_if(meter.open.begin(), meter.open.end(),
                              [&](const Group& g) { return g.window == window && g.job == job; });
    if (group == meter.open.end()) {
        if (meter.open.empty()) {
            m_withOpen.push_back(&meter);
        } else if (meter.open.size() >= kMaxOpenWindows) {
            const auto first = std::min_element(meter.open.begin(), meter.open.end(),
                                                [](const Group& a, const Group& b) { return a.oldest < b.oldest; });
            m_pending -= first->entries.size();
            ready.push_back(std::move(*first));
            meter.open.erase(first);
        }
        Group& fresh = meter.open.emplace_back();
        fresh.meter = &meter;
        fresh.job = job;
        fresh.window = window;
        fresh.oldest = now;
        fresh.entries.reserve(std::min<std::uint32_t>(m_batchRecords, 128));
        group = meter.open.end() - 1;
    }
    group->entries.push_back({record.alarmTime, record.value, row, numberOf(m_codes, group->codes, record.alarmCode)});
    ++m_pending;
    if (group->entries.size() >= m_batchRecords) {
        m_pending -= group->entries.size();
        ready.push_back(std::move(*group));
        meter.open.erase(group);
        // The meter stays listed until the next sweep; it is likely to have a group again soon.
    }
}

template <typename Wanted>
void Grouper::takeIf(Wanted&& wanted, std::vector<Group>& ready)
{
    for (Meter* meter : m_withOpen) {
        auto& open = meter->open;
        for (Group& group : open) {
            if (!group.entries.empty() && wanted(group)) {
                m_pending -= group.entries.size();
                ready.push_back(std::move(group));
                group.entries.clear();
            }
        }
        std::erase_if(open, [](const Group& group) { return group.entries.empty(); });
    }
    // A meter may stand here twice after add() emptied it; each stands here once from now on.
    std::sort(m_withOpen.begin(), m_withOpen.end());
    m_withOpen.erase(std::unique(m_withOpen.begin(), m_withOpen.end()), m_withOpen.end());
    std::erase_if(m_withOpen, [](const Meter* meter) { return meter->open.empty(); });
}

void Grouper::takeAged(SteadyClock::time_point before, std::vector<Group>& ready)
{
    takeIf([&](const Group& group) { return group.job->live && group.oldest <= before; }, ready);
}

void Grouper::takeJob(const Job& job, std::vector<Group>& ready)
{
    takeIf([&](const Group& group) { return group.job.get() == &job; }, ready);
}

void Grouper::takeLive(std::vector<Group>& ready)
{
    takeIf([](const Group& group) { return group.job->live; }, ready);
}

void Grouper::takeFullest(std::size_t keep, std::vector<Group>& ready)
{
    std::vector<std::size_t> sizes;
    for (const Meter* meter : m_withOpen) {
        for (const Group& group : meter->open) {
            sizes.push_back(group.entries.size());
        }
    }
    if (m_pending <= keep || sizes.empty()) {
        return;
    }
    // Half of the groups, the fuller ones, hold at least half of the records.
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    const std::size_t least = *middle;
    takeIf([&](const Group& group) { return group.entries.size() >= least; }, ready);
}

std::optional<SteadyClock::time_point> Grouper::oldestLive() const
{
    std::optional<SteadyClock::time_point> result;
    for (const Meter* meter : m_withOpen) {
        for (const Group& group : meter->open) {
            if (group.job->live && (!result || group.oldest < *result)) {
                result = group.oldest;
            }
        }
    }
    return result;
}

std::optional<SteadyClock::time_point> Grouper::oldest() const
{
    std::optional<SteadyClock::time_point> result;
    for (const Meter* meter : m_withOpen) {
        for (const Group& group : meter->open) {
            if (!result || group.oldest < *result) {
                result = group.oldest;
            }
        }
    }
    return result;
}

}  // namespace meterseal::upload
