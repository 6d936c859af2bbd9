#include "meterseal/verify/time_shift.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace meterseal {

namespace {

constexpr std::size_t kProbes = 3;
constexpr std::int64_t kMinuteMs = 60'000;

// Of zones in use: whole hours, and those with a half or a quarter.
std::vector<std::chrono::minutes> shifts()
{
    std::vector<std::chrono::minutes> all;
    for (int quarter = 1; quarter <= 26 * 4; ++quarter) {
        const std::chrono::minutes amount(quarter * 15);
        if (quarter % 4 == 0 || amount <= std::chrono::hours(14)) {
            all.push_back(amount);
            all.push_back(-amount);
        }
    }
    std::stable_sort(all.begin(), all.end(), [](auto a, auto b) {  // whole hours first
        return (a.count() % 60 != 0) < (b.count() % 60 != 0);
    });
    return all;
}

Result<std::size_t> intact(Verifier& verifier, std::span<const HealthRecord> records, std::chrono::minutes shift)
{
    std::size_t count = 0;
    for (HealthRecord record : records) {
        record.alarmTime.ms += shift.count() * kMinuteMs;
        if (!record.alarmTime.inRange()) {
            continue;
        }
        MS_ASSIGN(const Finding finding, verifier.verifyRecord(record));
        count += finding.verdict == Verdict::Intact ? 1 : 0;
    }
    return count;
}

}  // namespace

Result<std::optional<std::chrono::minutes>> shiftThatFits(LedgerReader& ledger, std::span<const HealthRecord> records)
{
    std::optional<std::chrono::minutes> found;
    if (records.size() < kProbes) {
        return found;
    }
    Verifier verifier(ledger);
    MS_ASSIGN(const std::size_t now, intact(verifier, records, std::chrono::minutes(0)));
    if (now * 10 >= records.size() * 9) {
        return found;
    }
    const std::array<HealthRecord, kProbes> probes{records.front(), records[records.size() / 2], records.back()};
    for (const std::chrono::minutes shift : shifts()) {
        MS_ASSIGN(const std::size_t few, intact(verifier, probes, shift));
        if (few == 0) {
            continue;
        }
        MS_ASSIGN(const std::size_t all, intact(verifier, records, shift));
        if (all * 10 < records.size() * 9) {
            continue;
        }
        if (found) {
            return std::optional<std::chrono::minutes>();  // a file that repeats itself tells nothing
        }
        found = shift;
    }
    return found;
}

std::string shiftInWords(std::chrono::minutes shift)
{
    const auto minutes = std::abs(shift.count());
    const std::string amount =
        minutes % 60 == 0 ? fmt::format("{} h", minutes / 60) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
    return fmt::format("Nine of ten records or more would be INTACT if their times were {} {}: look at the zone in "
                       "which the file's times are read (time.zone of the profile).",
                       amount, shift.count() > 0 ? "later" : "earlier");
}

}  // namespace meterseal
