#include "pages/overview/activity.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace meterseal::ui {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kMinutes = 60;
constexpr int kDays = 30;
constexpr int kMonths = 12;

std::chrono::year_month monthOf(Timestamp time)
{
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(time.ms))));
    return day.year() / day.month();
}

Timestamp beginOf(std::chrono::year_month month)
{
    const std::chrono::sys_days day(month / std::chrono::day(1));
    return Timestamp{std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count()};
}

// The beginnings of the stretches, in order.
std::vector<Timestamp> stretches(ActivityRange range, Timestamp last)
{
    std::vector<Timestamp> begins;
    if (range == ActivityRange::Year) {
        for (int i = kMonths - 1; i >= 0; --i) {
            begins.push_back(beginOf(monthOf(last) - std::chrono::months(i)));
        }
        return begins;
    }
    const std::int64_t step = range == ActivityRange::Hour ? kMinuteMs : kDayMs;
    const int count = range == ActivityRange::Hour ? kMinutes : kDays;
    for (int i = count - 1; i >= 0; --i) {
        begins.push_back(Timestamp{(last.ms / step - i) * step});
    }
    return begins;
}

}  // namespace

std::vector<ActivityRow> fillGaps(const std::vector<ActivityRow>& rows, ActivityRange range, Timestamp last)
{
    std::vector<ActivityRow> filled;
    for (const Timestamp begin : stretches(range, last)) {
        filled.push_back({begin, 0, 0});
    }
    for (const ActivityRow& row : rows) {
        const auto after = std::upper_bound(filled.begin(), filled.end(), row.from,
                                            [](Timestamp time, const ActivityRow& one) { return time < one.from; });
        if (after != filled.begin()) {
            std::prev(after)->transactions += row.transactions;
            std::prev(after)->records += row.records;
        }
    }
    return filled;
}

Result<std::vector<ActivityRow>> readActivity(LedgerReader& reader, ActivityRange range)
{
    MS_ASSIGN(const Page<BlockRow> newest, reader.blocks({}, std::nullopt, Direction::Older, 1));
    if (newest.rows.empty()) {
        return std::vector<ActivityRow>();
    }
    const Timestamp last = newest.rows.front().time;
    const Timestamp first{std::max<std::int64_t>(0, stretches(range, last).front().ms)};
    MS_ASSIGN(const std::vector<ActivityRow> rows, range == ActivityRange::Hour ? reader.activityPerMinute(first, last)
                                                                                : reader.activityPerDay(first, last));
    return fillGaps(rows, range, last);
}

Result<AlarmTotals> readAlarms(const std::filesystem::path& journal, std::size_t most)
{
    MS_ASSIGN(const AlarmCounts counts, readAlarmCounts(journal, Timestamp{0}, Timestamp{Timestamp::kMaxMs}));
    std::map<std::string, std::uint64_t> sums;
    AlarmTotals all{counts.since, counts.uncounted, 0, {}};
    for (const AlarmCountRow& day : counts.rows) {
        (day.alarmCode == kReadingCode ? all.readings : sums[day.alarmCode]) += day.records;
    }
    std::vector<AlarmTotal>& totals = all.codes;
    for (const auto& [code, records] : sums) {
        totals.push_back({code, records});
    }
    std::stable_sort(totals.begin(), totals.end(),
                     [](const AlarmTotal& a, const AlarmTotal& b) { return a.records > b.records; });
    if (totals.size() > most) {
        AlarmTotal rest;
        for (std::size_t i = most; i < totals.size(); ++i) {
            rest.records += totals[i].records;
        }
        totals.resize(most);
        totals.push_back(rest);
    }
    return all;
}

}  // namespace meterseal::ui
