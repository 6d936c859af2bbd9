// fsck: the whole ledger re-verified from its genesis; every fault is told.
#include "meterseal/ledger/fsck.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <stop_token>

namespace meterseal::cli {

namespace {

void printFault(const LedgerFault& fault, bool json)
{
    if (json) {
        printJson(Json{{"fault", {{"reason", fault.reason}, {"place", fault.place}, {"message", fault.message}}}});
    } else {
        printLine(printable(fmt::format("FAULT in {}: {} [{}]", fault.place, fault.message, fault.reason)));
    }
}

Result<Outcome> runFsck(const Context& context)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    {
        MS_TRY(workspace.openReader());  // the ledger is the genesis document's
    }
    const InterruptGuard interrupt;
    std::stop_source stop;
    Progress progress(context);
    FsckCallbacks callbacks;
    callbacks.fault = [&](const LedgerFault& fault) {
        progress.clear();
        printFault(fault, context.json);
    };
    callbacks.progress = [&](const FsckProgress& at) {
        progress.show("checking transactions", at.transactionsDone, at.transactionsTotal);
        if (interrupted()) {
            stop.request_stop();
        }
    };
    auto summary = checkLedger(workspace.ledgerFile(), callbacks, stop.get_token());
    progress.clear();
    MS_TRY(summary);
    // A ledger may hold in itself and yet be less than what was there.
    if (const Status fits = workspace.checkHistory(); !fits.ok()) {
        printFault({fits.error().reason, "the ledger's history", fits.error().message}, context.json);
        ++summary->faults;
    }
    if (context.json) {
        printJson(Json{{"summary",
                        {{"blocks", summary->blocks},
                         {"transactions", summary->transactions},
                         {"records", summary->records},
                         {"faults", summary->faults}}}});
    } else {
        printLine(fmt::format("{} blocks, {} transactions, {} records checked from the genesis document on: {}.",
                              summary->blocks, summary->transactions, summary->records,
                              summary->faults == 0 ? "everything holds"
                                                   : fmt::format("{} FAULTS, listed above", summary->faults)));
    }
    return summary->faults == 0 ? Outcome::Done : Outcome::NotIntact;
}

}  // namespace

void addFsck(CLI::App& app, Context& context)
{
    CLI::App* verb = addVerb(app, "fsck", "Check the whole ledger again from its genesis; exit 1 where it has faults",
                             "  meterseal-cli fsck\n"
                             "  meterseal-cli fsck --json");
    onRun(verb, context, [&context] { return runFsck(context); });
}

}  // namespace meterseal::cli
