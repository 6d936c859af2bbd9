#include "meterseal/ledger/fsck.h"

#include "ledger/fsck_replay.h"
#include "ledger/fsck_tables.h"
#include "ledger/schema.h"
#include "ledger/store.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

// SQLite's own look at its pages: what is wrong below the rows.
Status checkPages(sqlite::Database& db, FaultSink& faults)
{
    MS_ASSIGN(auto select, db.prepare("PRAGMA quick_check(100)"));
    for (;;) {
        const auto row = select.step();
        if (!row.ok()) {
            if (row.error().code != ErrorCode::Damaged) {
                return row.error();
            }
            faults.add("fsck.pages", "file", row.error().message);
            return {};
        }
        if (!*row) {
            return {};
        }
        if (select.text(0) != "ok") {
            faults.add("fsck.pages", "file", std::string(select.text(0)));
        }
    }
}

// A read that met damage is a fault of the ledger; anything else ends the check.
Status damageIsFault(Status status, FaultSink& faults, const char* place)
{
    if (status.ok() || status.error().code != ErrorCode::Damaged) {
        return status;
    }
    faults.add("fsck.unreadable", place, status.error().message);
    return {};
}

}  // namespace

Result<FsckSummary> checkLedger(const std::filesystem::path& file, const FsckCallbacks& callbacks, std::stop_token stop)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        return makeError(ErrorCode::NotFound, "ledger.not-found",
                         fmt::format("There is no ledger at {}.", file.string()));
    }
    MS_ASSIGN(auto db, sqlite::Database::open(file, sqlite::Open::ReadOnly));
    MS_TRY(db.exec("PRAGMA query_only=ON"));
    MS_TRY(schemaVersion(db));
    MS_ASSIGN(const auto scope, sqlite::TransactionScope::begin(db));  // one snapshot, whatever a writer does meanwhile
    MS_ASSIGN(const Genesis genesis, loadGenesis(db));

    FsckSummary summary;
    FaultSink faults(callbacks.fault, summary.faults);
    MS_TRY(checkPages(db, faults));
    LedgerReplay replay(db, genesis, faults, summary);
    Status replayed = replay.run(callbacks.progress, stop);
    MS_TRY(damageIsFault(std::move(replayed), faults, "blocks and transactions"));
    MS_TRY(damageIsFault(checkDerivedTables(db, replay, faults), faults, "derived tables"));
    return summary;
}

}  // namespace meterseal
