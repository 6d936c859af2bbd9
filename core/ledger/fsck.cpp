#include "meterseal/ledger/fsck.h"

#include "ledger/fsck_replay.h"
#include "ledger/fsck_tables.h"
#include "ledger/reader_impl.h"
#include "ledger/schema.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

// SQLite's own look at its pages: what is wrong below the rows, and indexes that do not say what their tables say.
Status checkPages(sqlite::Database& db, FaultSink& faults)
{
    MS_ASSIGN(auto select, db.prepare("PRAGMA integrity_check(100)"));
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

Result<FsckSummary> checkLedger(const std::filesystem::path& file, const FsckCallbacks& callbacks, std::stop_token stop,
                                OpenMode mode)
{
    PrivateFolder copy;
    MS_ASSIGN(auto db, openForReading(file, mode, copy));
    const std::stop_callback interrupt(stop, [&] { db.interrupt(); });
    MS_ASSIGN(const auto scope, sqlite::TransactionScope::begin(db));  // one snapshot, whatever a writer does meanwhile
    MS_ASSIGN(const Genesis genesis, loadGenesis(db));

    FsckSummary summary;
    FaultSink faults(callbacks.fault, summary.faults);
    const auto check = [&]() -> Status {
        MS_TRY(checkPages(db, faults));
        LedgerReplay replay(db, genesis, faults, summary);
        Status replayed = replay.run(callbacks.progress, stop);
        const bool whole = replayed.ok();
        MS_TRY(damageIsFault(std::move(replayed), faults, "blocks and transactions"));
        if (!whole) {
            faults.add("fsck.tables-not-checked", "derived tables",
                       fmt::format("They were not compared, because only {} transactions could be read (see above).",
                                   summary.transactions));
            return {};
        }
        return damageIsFault(checkDerivedTables(db, replay, faults), faults, "derived tables");
    };
    const Status checked = check();
    if (!checked.ok() && checked.error().code == ErrorCode::Cancelled) {
        return makeError(ErrorCode::Cancelled, "fsck.cancelled",
                         fmt::format("The check was stopped after {} blocks; the rest was not checked. Nothing was "
                                     "changed.",
                                     summary.blocks));
    }
    MS_TRY(checked);
    return summary;
}

}  // namespace meterseal
