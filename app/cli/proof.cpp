// proof: that a transaction stands in the log, as `merkle verify` takes it, with the sealed blocks that say so.
#include "cli/input.h"
#include "cli/output.h"
#include "cli/proof_json.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "meterseal/merkle/tree.h"

#include <memory>
#include <optional>

namespace meterseal::cli {

namespace {

struct ProofOptions {
    std::string tx;
    std::optional<Height> atHeight;
};

Json blockToJson(const SealedBlock& block)
{
    return Json{{"height", block.header.height},
                {"hash", block.hash.hex()},
                {"header", block.headerBytes},
                {"signature", toHex(block.signature)}};
}

Result<Outcome> runProof(const Context& context, const ProofOptions& options)
{
    MS_ASSIGN(const Hash256 txHash, parseHashOption(options.tx, "TX"));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const TxProof proof, reader.proof(txHash, options.atHeight));
    const auto& sealer = reader.genesis().sealer;
    const bool holds = merkle::verifyInclusion(proof.leaf, proof.seq, proof.size, proof.path, proof.root) &&
                       checkSeal(proof.block, sealer) && checkSeal(proof.checkpoint, sealer) &&
                       proof.checkpoint.header.logRoot == proof.root && proof.checkpoint.header.logSize == proof.size;
    // Always one object: people pass it on or into `merkle verify`.
    Json object = toJson(InclusionProof{proof.seq, proof.size, proof.leaf, proof.root, proof.path});
    object["txHash"] = txHash.hex();
    object["fingerprint"] = reader.fingerprint().hex();
    object["block"] = blockToJson(proof.block);
    object["checkpoint"] = blockToJson(proof.checkpoint);
    object["sealer"] = toHex(sealer);
    object["holds"] = holds;
    printJson(object);
    return holds ? Outcome::Done : Outcome::NotIntact;
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
