// proof: that a transaction stands in the log, as `merkle verify` takes it, with the sealed blocks that say so.
#include "cli/input.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "meterseal/verify/log_proof.h"

#include <memory>
#include <optional>

namespace meterseal::cli {

namespace {

struct ProofOptions {
    std::string tx;
    std::optional<Height> atHeight;
};

Result<Outcome> runProof(const Context& context, const ProofOptions& options)
{
    MS_ASSIGN(const Hash256 txHash, parseHashOption(options.tx, "TX"));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    // Always one object: people pass it on or into `merkle verify`.
    MS_ASSIGN(const LogProof proof, makeLogProof(reader, txHash, options.atHeight));
    printLine(proof.json);
    return proof.holds ? Outcome::Done : Outcome::NotIntact;
}

}  // namespace

void addProof(CLI::App& app, Context& context)
{
    CLI::App* verb = addVerb(
        app, "proof", "Proof (a JSON object) that a transaction stands in the log; exit 1 where it does not hold",
        "  meterseal-cli proof 3de0fcdd71995dd9b05cd82f27efbf161668eb192656d219e015fceafa3f290d > proof.json\n"
        "  meterseal-cli merkle verify < proof.json");
    const auto options = std::make_shared<ProofOptions>();
    verb->add_option("TX", options->tx, "Transaction hash")->required();
    verb->add_option("--at", options->atHeight, "As of this block (default: the last one)")->type_name("HEIGHT");
    onRun(verb, context, [&context, options] { return runProof(context, *options); });
}

}  // namespace meterseal::cli
