// What the overview's charts draw, from the ledger's aggregate tables and the uploader's notes; nothing here scans
// transactions.
//
// Thread-safety: pure; read*() as the reader given.
#pragma once

#include "meterseal/ledger/reader.h"
#include "meterseal/upload/uploader.h"

#include <vector>

namespace meterseal::ui {

enum class ActivityRange { Hour, Month, Year };  // minutes of an hour, days of 30 days, months of a year

// Records anchored in equal stretches of UTC time, the last of which holds the ledger's newest block. Stretches without
// a block are there with zero: the ledger knows that nothing was anchored in them.
std::vector<ActivityRow> fillGaps(const std::vector<ActivityRow>& rows, ActivityRange range, Timestamp last);
// Empty for an empty ledger.
Result<std::vector<ActivityRow>> readActivity(LedgerReader& reader, ActivityRange range);

struct AlarmTotal {
    std::string code;  // empty: all the codes that are not listed
    std::uint64_t records = 0;
};
struct AlarmTotals {
    std::optional<Timestamp> since;  // none: nothing was anchored from here
    std::uint64_t uncounted = 0;     // records whose code was not known any more
    std::uint64_t readings = 0;      // records that say no alarm, which would drown the others; in no row
    std::vector<AlarmTotal> codes;
};
// The code that a mapping gives to rows without an alarm.
inline constexpr std::string_view kReadingCode = "READING";
// Alarms over all days, largest first, at most `most` codes and the rest in one. Local knowledge: see
// readAlarmCounts().
Result<AlarmTotals> readAlarms(const std::filesystem::path& journal, std::size_t most);

}  // namespace meterseal::ui
