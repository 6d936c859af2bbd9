#include "ledger/fsck_tables.h"

#include "ledger/reader_impl.h"
#include "ledger/store.h"

#include <fmt/format.h>
#include <set>

namespace meterseal {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

bool sameEntry(const MeterEntry& a, const MeterEntry& b)
{
    return a.mn == b.mn && a.location == b.location && a.manufacturer == b.manufacturer && a.address == b.address &&
           a.publicKey == b.publicKey && a.state == b.state && a.approvedByUtility == b.approvedByUtility &&
           a.approvedByManufacturer == b.approvedByManufacturer && a.tokenHash == b.tokenHash &&
           a.tokenExpires == b.tokenExpires && a.registerTx == b.registerTx && a.lastConvert == b.lastConvert;
}

MeterTotals totalsOf(const MeterRow& row)
{
    MeterTotals totals;
    totals.registeredAt = row.registeredAt;
    totals.lastConvert = row.entry.lastConvert;
    totals.batches = row.batches;
    totals.records = row.records;
    totals.firstRecord = row.firstRecord.value_or(Timestamp{});
    totals.lastRecord = row.lastRecord.value_or(Timestamp{});
    totals.lastAnchored = row.lastAnchored.value_or(Timestamp{});
    return totals;
}

Status checkMeters(sqlite::Database& db, const LedgerReplay& replay, FaultSink& faults)
{
    MS_ASSIGN(auto select,
              db.prepare(fmt::format("SELECT {} FROM {} ORDER BY meter.id", kMeterRowColumns, kMeterRowTables)));
    std::set<std::uint32_t> seen;
    MS_TRY(eachRow(select, [&](const sqlite::Statement& s) -> Status {
        const auto id = static_cast<std::uint32_t>(s.integer(0));
        const std::string place = fmt::format("meter {} (row {})", s.text(1), id);
        seen.insert(id);
        const auto row = readMeterRow(s);
        if (!row.ok()) {
            faults.add("fsck.meter-row", place, row.error().message);
            return {};
        }
        const MeterEntry* expected = replay.state().meterById(id);
        if (expected == nullptr) {
            faults.add("fsck.meter-row", place, "No transaction registers this meter.");
        } else if (!sameEntry(*expected, row->entry)) {
            faults.add("fsck.meter-row", place, "Its row does not say what its transactions say.");
        }
        const auto totals = replay.meters().find(id);
        if (totals == replay.meters().end() || totals->second != totalsOf(*row)) {
            faults.add("fsck.meter-totals", place,
                       "Its totals (batches, records, times) are not those of its transactions.");
        }
        return {};
    }));
    for (std::uint32_t id = 1; id <= replay.state().meterCount(); ++id) {
        if (!seen.contains(id)) {
            faults.add("fsck.meter-row", fmt::format("meter {} (row {})", replay.state().meterById(id)->mn, id),
                       "It is registered, but its row is missing.");
        }
    }
    MS_ASSIGN(const auto strays,
              db.queryInteger("SELECT count(*) FROM meter_tip WHERE id NOT IN (SELECT id FROM meter)"));
    if (strays.value_or(0) > 0) {
        faults.add("fsck.meter-totals", "meters", fmt::format("{} rows of totals belong to no meter.", *strays));
    }
    return {};
}

Status checkOrganisations(sqlite::Database& db, const LedgerReplay& replay, FaultSink& faults)
{
    const auto stored = readOrganisations(db);
    if (!stored.ok()) {
        MS_TRY(stored.error().code == ErrorCode::Damaged ? Status() : stored.status());
        faults.add("fsck.organisations", "organisations", stored.error().message);
    } else if (*stored != replay.state().organisations()) {
        faults.add("fsck.organisations", "organisations", "Their rows do not say what genesis and transactions say.");
    }
    return {};
}

Status checkActivity(sqlite::Database& db, const char* table, const std::map<std::int64_t, ActivityTotals>& expected,
                     FaultSink& faults)
{
    std::map<std::int64_t, ActivityTotals> stored;
    MS_ASSIGN(auto select, db.prepare(fmt::format("SELECT start, txs, records FROM {}", table)));
    MS_TRY(eachRow(select, [&](const sqlite::Statement& s) -> Status {
        stored[s.integer(0)] = {s.unsignedInteger(1), s.unsignedInteger(2)};
        return {};
    }));
    for (const auto& [start, totals] : expected) {
        const auto found = stored.find(start);
        if (found == stored.end() || found->second != totals) {
            faults.add(
                "fsck.activity",
                fmt::format("{} {}", table, Timestamp{start}.inRange() ? formatTimestamp(Timestamp{start}) : "?"),
                "Its totals are not those of its blocks.");
        }
        if (found != stored.end()) {
            stored.erase(found);
        }
    }
    for (const auto& [start, totals] : stored) {
        faults.add("fsck.activity", fmt::format("{} {} ms", table, start), "No block belongs to it.");
    }
    return {};
}

Status checkLogNodes(sqlite::Database& db, const LedgerReplay& replay, FaultSink& faults)
{
    MS_ASSIGN(auto select, db.prepare("SELECT hash FROM log_node WHERE level = ? AND node = ?"));
    for (const LogAppender::Node& node : replay.logNodes()) {
        select.bind(1, node.level * kLogNodeBits).bind(2, node.index);
        MS_ASSIGN(const bool row, select.step());
        if (!row || select.blob(0).size() != Hash256::kSize || Hash256::copyFrom(select.blob(0).data()) != node.hash) {
            faults.add("fsck.log-node", fmt::format("log node {} of level {}", node.index, node.level * kLogNodeBits),
                       "It is missing or not the root of the transactions below it.");
        }
        select.reset();
    }
    MS_ASSIGN(const auto count, db.queryInteger("SELECT count(*) FROM log_node"));
    if (static_cast<std::uint64_t>(count.value_or(0)) > replay.logNodeCount()) {
        faults.add("fsck.log-node", "log nodes",
                   fmt::format("{} are stored; the log has {}.", *count, replay.logNodeCount()));
    }
    return {};
}

}  // namespace

Status checkDerivedTables(sqlite::Database& db, const LedgerReplay& replay, FaultSink& faults)
{
    std::map<std::int64_t, ActivityTotals> days;
    for (const auto& [start, totals] : replay.minutes()) {
        ActivityTotals& day = days[start - start % kDayMs];
        day.transactions += totals.transactions;
        day.records += totals.records;
    }
    if (replay.totalsArePartial()) {
        faults.add("fsck.tables-not-checked", "totals per minute and day",
                   "They were not compared, because the time or content of a block is not known (see above).");
    } else {
        MS_TRY(checkActivity(db, "minute", replay.minutes(), faults));
        MS_TRY(checkActivity(db, "day", days, faults));
    }
    MS_TRY(checkLogNodes(db, replay, faults));
    if (replay.stateIsPartial()) {
        faults.add("fsck.tables-not-checked", "meters and organisations",
                   "They were not compared, because transactions they follow from are damaged (see above).");
        return {};
    }
    MS_TRY(checkMeters(db, replay, faults));
    return checkOrganisations(db, replay, faults);
}

}  // namespace meterseal
