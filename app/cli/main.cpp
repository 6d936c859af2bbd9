// meterseal-cli: builds the tree of verbs, parses, runs the one verb asked for, and turns the result into an exit code.
#include "cli/audit_hook.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string_view>

namespace {

using namespace meterseal;
using namespace meterseal::cli;

constexpr const char* kDescription =
    "Seals water-meter records on a shared ledger and verifies them.\n"
    "Everything kept lies in one workspace folder: ledger, encrypted key store, journal, settings.";

constexpr const char* kFooter =
    "Secrets never go on the command line: the passphrase of the key store comes from --passphrase-fd,\n"
    "METERSEAL_PASSPHRASE or a prompt.\n"
    "Exit codes: 0 done and intact; 1 done, something is not INTACT; 2 wrong usage; 3 could not be decided or done.\n"
    "Each verb explains itself with examples: meterseal-cli VERB --help";

void addGlobalOptions(CLI::App& app, Context& context)
{
    app.add_option("-w,--workspace", context.workspaceFolder,
                   "Workspace folder (default: METERSEAL_WORKSPACE, else meterseal in the XDG data folder)")
        ->type_name("DIR");
    app.add_option("--passphrase-fd", context.passphraseFd, "Read the passphrase from this open file descriptor")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--json", context.json, "Machine-readable output with stable names");
    app.add_flag("--quiet", context.quiet, "No progress on standard error");
    app.add_flag("--clock-is-right", context.clockIsRight,
                 "Seal although the clock is far from the last block or from the newest file");
    app.set_version_flag("--version", std::string("meterseal-cli ") + METERSEAL_VERSION);
}

int usageFailure(const CLI::App& app, const CLI::ParseError& error, bool json)
{
    printError(usageError(error.what()), json);
    if (!json) {
        const CLI::App* verb = &app;
        std::string name = app.get_name();
        while (!verb->get_subcommands().empty()) {
            verb = verb->get_subcommands().front();
            name += " " + verb->get_name();
        }
        note("See: " + name + " --help");
    }
    return kExitUsage;
}

int run(int argc, char** argv)
{
    Context context;
    // Known before parsing, so that a command line that cannot be parsed is answered in the form asked for.
    context.json = std::any_of(argv + 1, argv + argc, [](std::string_view word) { return word == "--json"; });
    CLI::App app(kDescription, "meterseal-cli");
    app.fallthrough();
    app.require_subcommand(1);
    app.footer(kFooter);
    addGlobalOptions(app, context);
    addAllVerbs(app, context);

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& wanted) {  // --help, --version
        app.exit(wanted);
        return 0;
    } catch (const CLI::ParseError& error) {
        return usageFailure(app, error, context.json);
    }

    const Result<Outcome> outcome = context.action();
    recordVerb(app, context, outcome);
    if (!outcome) {
        printError(outcome.error(), context.json);
        return exitCodeOf(outcome.error());
    }
    if (const Status written = flushOutput(); !written) {
        printError(written.error(), context.json);
        return kExitNotDone;
    }
    return static_cast<int>(*outcome);
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception& e) {
        // Only memory exhaustion or a bug gets here: modules turn their exceptions into Errors.
        std::fprintf(stderr, "meterseal-cli: error: internal error: %s [cli.internal]\n", e.what());
        return kExitNotDone;
    }
}
