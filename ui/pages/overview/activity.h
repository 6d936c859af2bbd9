// What the overview's charts draw, from the ledger's aggregate tables; nothing here scans transactions.
//
// Thread-safety: pure; read*() as the reader given.
#pragma once

#include "meterseal/ledger/reader.h"

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
// Over all days, largest first, at most `most` codes and the rest in one. Local knowledge: see LedgerReader.
Result<std::vector<AlarmTotal>> readAlarms(LedgerReader& reader, std::size_t most);

}  // namespace meterseal::ui
