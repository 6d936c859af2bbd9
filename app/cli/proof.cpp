// proof TX: a document that a transaction stands in the log, which stands alone. proof --check FILE: is it true?
#include "cli/input.h"
#include "cli/output.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "meterseal/chain/members.h"
#include "meterseal/verify/log_proof.h"

#include <fmt/format.h>

#include <functional>
#include <memory>
#include <optional>

namespace meterseal::cli {

namespace {

struct ProofOptions {
    std::string tx, check, fingerprint, genesis;
    std::optional<Height> atHeight;
};

Result<Outcome> runMake(const Context& context, const ProofOptions& options)
{
    MS_ASSIGN(const Hash256 txHash, parseHashOption(options.tx, "TX"));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    // Always one object: people pass it on.
    MS_ASSIGN(const std::string proof, makeLogProof(reader, txHash, options.atHeight));
    printLine(proof);
    return Outcome::Done;
}

// The genesis document given, or the workspace's own; whose keys are known with it, by height.
struct KnownLedger {
    Genesis genesis;
    std::function<Result<std::vector<Organisation>>(Height)> members;
};

Result<KnownLedger> knownLedger(const Context& context, const std::string& genesisFile)
{
    if (genesisFile.empty()) {
        MS_ASSIGN(LedgerReader opened, openReader(context));
        const auto reader = std::make_shared<LedgerReader>(std::move(opened));
        return KnownLedger{reader->genesis(), [reader](Height height) { return membersAt(*reader, height); }};
    }
    MS_ASSIGN(const std::string text, readTextFile(genesisFile, 1u << 20));
    MS_ASSIGN(Genesis genesis, parseGenesis(text));
    auto members = [all = genesis.organisations](Height) -> Result<std::vector<Organisation>> { return all; };
    return KnownLedger{std::move(genesis), std::move(members)};
}

Result<Outcome> runCheck(const Context& context, const ProofOptions& options)
{
    if (options.fingerprint.empty()) {
        return usageError("--check needs --fingerprint: the one that you compared with the other parties.");
    }
    MS_ASSIGN(const Hash256 fingerprint, parseHashOption(options.fingerprint, "--fingerprint"));
    MS_ASSIGN(const std::string document, readTextFile(options.check));
    MS_ASSIGN(const KnownLedger known, knownLedger(context, options.genesis));
    MS_ASSIGN(const ProofCheck check, checkLogProof(document, known.genesis, fingerprint, known.members));
    if (context.json) {
        printJson(toJson(check));
    } else {
        for (const ProofCheck::Step& step : check.steps) {
            printLine(fmt::format("{:<13} {}  {}", toString(step.step), step.holds ? "ok  " : "FAIL", step.message));
        }
        for (const ProofCheck::Cosigner& cosigner : check.cosigners) {
            printLine(fmt::format("              {} at {}: {}", printable(cosigner.organisation),
                                  secondsToText(cosigner.seconds), toString(cosigner.check)));
        }
        printLine(check.holds() ? fmt::format("The proof holds. On whose word: the ledger is {}.",
                                              printable(describe(check.word, now())))
                                : fmt::format("The proof does NOT hold; the first step that fails is \"{}\".",
                                              toString(check.steps.back().step)));
    }
    return check.holds() ? Outcome::Done : Outcome::NotIntact;
}

}  // namespace

void addProof(CLI::App& app, Context& context)
{
    CLI::App* verb =
        addVerb(app, "proof",
                "Proof (a JSON object) that a transaction stands in the log, and its check; exit 1 where it fails",
                "  meterseal-cli proof 3de0fcdd71995dd9b05cd82f27efbf161668eb192656d219e015fceafa3f290d > proof.json\n"
                "  meterseal-cli proof --check proof.json --fingerprint 7c435ad0... --genesis genesis.json");
    const auto options = std::make_shared<ProofOptions>();
    auto* tx = verb->add_option("TX", options->tx, "Transaction hash");
    verb->add_option("--at", options->atHeight, "As of this block (default: the last one)")->type_name("HEIGHT");
    auto* check =
        verb->add_option("--check", options->check, "Check this proof: bytes, entry, path, seal, cosignatures")
            ->type_name("FILE")
            ->excludes(tx);
    verb->add_option("--fingerprint", options->fingerprint, "The ledger's fingerprint, compared by you")
        ->type_name("HEX")
        ->needs(check);
    verb->add_option("--genesis", options->genesis, "The ledger's genesis document (default: the workspace's)")
        ->type_name("FILE")
        ->needs(check);
    onRun(verb, context, [&context, options]() -> Result<Outcome> {
        if (options->tx.empty() && options->check.empty()) {
            return usageError("Name a transaction, or a proof with --check.");
        }
        return options->check.empty() ? runMake(context, *options) : runCheck(context, *options);
    });
}

}  // namespace meterseal::cli
