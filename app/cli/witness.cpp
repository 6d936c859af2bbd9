// witness begin | resume | once | run | sign: cosigning the newest block of a ledger that one follows.
#include "cli/files.h"
#include "cli/input.h"
#include "cli/network.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/pulling.h"
#include "cli/session.h"
#include "meterseal/workspace/following.h"

#include <fmt/format.h>

#include <memory>
#include <thread>

namespace meterseal::cli {

namespace {

struct WitnessVerb {
    std::string organisation, file, source, beside, note;
    bool never = false;
    unsigned interval = 60;
    unsigned rounds = 0;  // 0: until stopped
};

struct Opened {
    Workspace workspace;
    crypto::KeyStore keys;
    std::string organisation;
};

Result<Opened> openWitness(const Context& context, const std::string& named)
{
    MS_ASSIGN(Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context));
    MS_ASSIGN(crypto::KeyStore keys, workspace.openKeys(passphrase));
    MS_ASSIGN(std::string organisation, witnessOrganisation(keys, named));
    return Opened{std::move(workspace), std::move(keys), std::move(organisation)};
}

// What the party that seals serves is answered there; what comes from a file is carried by hand. That it could not be
// sent is told and no failure: the note lies in the outbox and the next one covers it.
void printCosigned(const Context& context, const Workspace& workspace, const std::optional<WrittenCosignature>& written)
{
    bool sent = false;
    if (written) {
        const auto given = sendCosigned(workspace, written->cosigned);
        sent = given.ok() && *given;
        if (!given.ok()) {
            printError(given.error(), context.json);
        }
    }
    if (!written) {
        if (context.json) {
            printJson(Json{{"cosigned", Json()}});
        } else {
            printLine(
                "Nothing was cosigned: there is no block yet, or the last cosignature is less than a minute old.");
        }
        return;
    }
    const Cosignature& one = written->cosigned.cosignature;
    if (context.json) {
        printJson(Json{{"cosigned", {{"height", one.height}, {"organisation", one.organisation}}},
                       {"file", written->file.string()},
                       {"sent", sent}});
    } else if (sent) {
        printLine(fmt::format("Block {} is cosigned by {}, and the service that gave it has the cosignature.",
                              one.height, one.organisation));
    } else {
        printLine(fmt::format("Block {} is cosigned by {}; give {} to the party that seals.", one.height,
                              one.organisation, printable(written->file.string())));
    }
}

Result<Outcome> runBegin(const Context& context, const WitnessVerb& options, bool resume)
{
    MS_ASSIGN(const Opened opened, openWitness(context, options.organisation));
    const crypto::Ed25519PrivateKey& key = *opened.keys.organisation(opened.organisation)->witness;
    const auto& folder = opened.workspace.folder();
    if (!resume) {
        MS_TRY(Witness::begin(folder, opened.workspace.genesis(), opened.organisation, key));
    } else {
        std::optional<std::string> newest;
        if (!options.note.empty()) {
            MS_ASSIGN(newest, readFile(options.note));
        } else if (!options.never) {
            return usageError("witness resume needs the newest note that this organisation cosigned, or --never where "
                              "it is certain that there is none.");
        }
        MS_TRY(Witness::resume(folder, opened.workspace.genesis(), opened.organisation, key, newest));
    }
    MS_ASSIGN(const WitnessState state, Witness::stateOf(folder));
    if (context.json) {
        printJson(Json{{"organisation", state.organisation}, {"height", state.height}});
    } else {
        printLine(fmt::format("{} can cosign from here, {}.", state.organisation,
                              state.height == 0 ? std::string("from the next block on")
                                                : fmt::format("after block {}", state.height)));
    }
    return Outcome::Done;
}

Result<Outcome> runSign(const Context& context, const WitnessVerb& options)
{
    MS_ASSIGN(const Opened opened, openWitness(context, options.organisation));
    MS_ASSIGN(const auto written, cosignOnce(opened.workspace, opened.keys, opened.organisation, options.file));
    printCosigned(context, opened.workspace, written);
    return Outcome::Done;
}

Result<Outcome> runOnce(const Context& context, const WitnessVerb& options)
{
    MS_ASSIGN(const Opened opened, openWitness(context, options.organisation));
    MS_TRY(pullAndPrint(context, opened.workspace, options.source, options.beside));
    MS_ASSIGN(const auto written, cosignOnce(opened.workspace, opened.keys, opened.organisation, options.file));
    printCosigned(context, opened.workspace, written);
    return Outcome::Done;
}

// A source that is down, slow or wrong is told and tried again; a conflict ends it.
Result<Outcome> runDaemon(const Context& context, const WitnessVerb& options)
{
    MS_ASSIGN(const Opened opened, openWitness(context, options.organisation));
    const InterruptGuard interrupt;
    for (unsigned round = 1; !interrupted(); ++round) {
        const auto pulled = followOnce(opened.workspace, options.source, {}, {}, options.beside);
        if (!pulled.ok() && pulled.error().reason == "replica.conflict") {
            return pulled.error();
        }
        if (!pulled.ok()) {
            printError(pulled.error(), context.json);
        } else {
            const auto written = cosignOnce(opened.workspace, opened.keys, opened.organisation);
            if (!written.ok() && written.error().code != ErrorCode::Conflict) {
                return written.error();
            }
            if (!written.ok()) {
                printError(written.error(), context.json);
            } else if (*written || context.json) {
                printCosigned(context, opened.workspace, *written);
            }
        }
        MS_TRY(flushOutput());
        if (round == options.rounds) {
            break;
        }
        for (unsigned waited = 0; waited < options.interval * 10 && !interrupted(); ++waited) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
    return Outcome::Done;
}

}  // namespace

void addWitness(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "witness", "Cosign the blocks of a ledger that another party seals",
                               "  meterseal-cli witness begin\n"
                               "  meterseal-cli witness once");
    const auto verb = [&](const char* name, const char* description, const char* examples) {
        CLI::App* one = addVerb(*group, name, description, examples);
        const auto options = std::make_shared<WitnessVerb>();
        one->add_option("--as", options->organisation, "Whose witness key (default: the only one here)")
            ->type_name("ID");
        return std::pair(one, options);
    };
    const auto [begin, beginOptions] =
        verb("begin", "For a witness key that never cosigned anything", "  meterseal-cli witness begin --as insurer");
    onRun(begin, context, [&context, o = beginOptions] { return runBegin(context, *o, false); });

    const auto [resume, resumeOptions] = verb("resume", "For a witness whose witness.state was lost",
                                              "  meterseal-cli witness resume newest.mseal-cosig");
    resume->add_option("NOTE", resumeOptions->note, "The newest note it cosigned, from another member")
        ->type_name("FILE");
    resume->add_flag("--never", resumeOptions->never, "It never cosigned: on your word");
    onRun(resume, context, [&context, o = resumeOptions] { return runBegin(context, *o, true); });

    const auto [sign, signOptions] = verb("sign", "Cosign the newest block that is here, into a file",
                                          "  meterseal-cli witness sign insurer.mseal-cosig");
    sign->add_option("FILE", signOptions->file, "The file")->type_name("FILE")->required();
    onRun(sign, context, [&context, o = signOptions] { return runSign(context, *o); });

    const auto [once, onceOptions] =
        verb("once", "Fetch what is new and cosign it", "  meterseal-cli witness once --from /media/stick");
    once->add_option("--from", onceOptions->source, "Where from (default: as last time)")->type_name("SOURCE");
    once->add_option("--beside", onceOptions->beside, "A second member's blocks, to compare with")->type_name("SOURCE");
    once->add_option("--output", onceOptions->file, "The file (default: into the outbox)")->type_name("FILE");
    onRun(once, context, [&context, o = onceOptions] { return runOnce(context, *o); });

    const auto [run, runOptions] =
        verb("run", "Do so until stopped", "  meterseal-cli witness run --from https://water.example/blocks");
    run->add_option("--from", runOptions->source, "Where from (default: as last time)")->type_name("SOURCE");
    run->add_option("--beside", runOptions->beside, "A second member's blocks, to compare with")->type_name("SOURCE");
    run->add_option("--interval", runOptions->interval, "Seconds between two looks (default: 60)")
        ->type_name("SECONDS");
    run->add_option("--rounds", runOptions->rounds, "Stop after so many looks (default: none)")->type_name("NUMBER");
    onRun(run, context, [&context, o = runOptions] { return runDaemon(context, *o); });
}

}  // namespace meterseal::cli
