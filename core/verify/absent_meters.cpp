#include "verify/absent_meters.h"

#include <algorithm>
#include <unordered_set>

namespace meterseal::verify {
namespace {

constexpr std::size_t kPage = 500;

class AbsentMeters {
public:
    AbsentMeters(RunContext& run, VerifyScope& scope) : m_run(run), m_scope(scope)
    {
        for (std::uint32_t meter = 0; meter < run.records.meterCount(); ++meter) {
            m_inFile.insert(run.records.meterId(meter));
        }
    }

    // `activeInFile`: so many active meters the file has.
    Status find(std::uint64_t activeInFile)
    {
        MS_ASSIGN(const LedgerTotals totals, m_run.view.totals());
        const auto active = totals.metersByState.find(MeterState::Active);
        const std::uint64_t all = active == totals.metersByState.end() ? 0 : active->second;
        m_scope.absentActive = all - std::min(all, activeInFile);
        return m_scope.coverage == Coverage::AllMeters ? walk({}) : walk({MeterState::Active, {}, {}});
    }

private:
    // For names alone it ends with the last name asked for; the records of the absent need every meter.
    Status walk(const MeterFilter& filter)
    {
        const bool all = m_scope.coverage == Coverage::AllMeters;
        const std::size_t names = std::min<std::size_t>(m_scope.absentActive, VerifyScope::kMostNames);
        std::optional<std::uint32_t> cursor;
        for (bool more = true; more && (all || m_scope.absentNames.size() < names);) {
            if (m_run.stop.stop_requested()) {
                return makeError(ErrorCode::Cancelled, "verify.cancelled", "The verification was stopped.");
            }
            MS_ASSIGN(const Page<MeterRow> page, m_run.view.meters(filter, cursor, Direction::Newer, kPage));
            for (const MeterRow& row : page.rows) {
                MS_TRY(take(row, all));
            }
            more = page.more;
            cursor = page.rows.empty() ? cursor : std::optional(page.rows.back().entry.id);
        }
        return {};
    }

    Status take(const MeterRow& row, bool records)
    {
        if (m_inFile.contains(row.entry.mn)) {
            return {};
        }
        bool counts = row.entry.state == MeterState::Active;
        if (records && row.records > 0) {
            const std::uint64_t before = m_scope.absent.records;
            MS_TRY(addRecords(row));
            counts = counts || m_scope.absent.records > before;
        }
        if (counts && m_scope.absentNames.size() < VerifyScope::kMostNames) {
            m_scope.absentNames.push_back(row.entry.mn);
        }
        return {};
    }

    Status addRecords(const MeterRow& row)
    {
        const auto within = [&](Timestamp start, Timestamp end) {
            return (!m_scope.statedFrom || end >= *m_scope.statedFrom) &&
                   (!m_scope.statedTo || start <= *m_scope.statedTo);
        };
        if (!m_scope.statedFrom && !m_scope.statedTo && row.firstRecord && row.lastRecord) {
            m_scope.absent.add(row.records, *row.firstRecord, *row.lastRecord);
            m_scope.absent.batches += row.batches - 1;
            return {};
        }
        MS_ASSIGN(const std::vector<BatchRow> batches, m_run.view.batchesOf(row.entry.id));
        for (const BatchRow& batch : batches) {
            if (within(batch.start, batch.end)) {
                m_scope.absent.add(batch.count, batch.start, batch.end);
            }
        }
        return {};
    }

    RunContext& m_run;
    VerifyScope& m_scope;
    std::unordered_set<std::string> m_inFile;
};

}  // namespace

void addAbsentMeters(RunContext& run, std::uint64_t activeInFile, VerifyScope& scope)
{
    if (const Status found = AbsentMeters(run, scope).find(activeInFile); !found.ok()) {
        scope.absentUnknown = found.error().message;
        scope.absentActive = 0;
        scope.absentNames.clear();
        scope.absent = {};
    }
}

}  // namespace meterseal::verify
