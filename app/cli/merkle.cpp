// merkle root | prove | verify | consistency | verify-consistency: RFC 9162 trees over leaf hashes, by hand.
#include "cli/input.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "meterseal/merkle/tree.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

// One hash in hex a line; white space around it is let be, an empty line is not.
template <typename Take>
Status forEachLeaf(Take take)
{
    StandardInputLines lines;
    while (true) {
        MS_ASSIGN(std::optional<std::string_view> line, lines.next());
        if (!line) {
            return {};
        }
        const auto leaf = Hash256::fromHex(*line, "leaf");
        if (!leaf) {
            return makeError(leaf.error().code, leaf.error().reason,
                             fmt::format("Line {}: {} Nothing was computed.", lines.line(), leaf.error().message));
        }
        take(*leaf);
    }
}

Result<std::vector<Hash256>> readLeaves()
{
    std::vector<Hash256> leaves;
    MS_TRY(forEachLeaf([&leaves](const Hash256& leaf) { leaves.push_back(leaf); }));
    return leaves;
}

Result<Outcome> runRoot(bool json)
{
    merkle::CompactRange range;
    MS_TRY(forEachLeaf([&range](const Hash256& leaf) { range.append(leaf); }));
    if (json) {
        printJson(Json{{"size", range.size()}, {"root", range.root().hex()}});
    } else {
        printLine(range.root().hex());
    }
    return Outcome::Done;
}

Result<Outcome> runProve(std::uint64_t index)
{
    MS_ASSIGN(const std::vector<Hash256> leaves, readLeaves());
    if (index >= leaves.size()) {
        return usageError(fmt::format("--index {} is outside the {} leaves on standard input (the first is 0).", index,
                                      leaves.size()));
    }
    const merkle::Tree tree(leaves);
    printJson(toJson(InclusionProof{index, tree.size(), leaves[index], tree.root(), tree.inclusionProof(index)}));
    return Outcome::Done;
}

Result<Outcome> runConsistency(std::uint64_t oldSize)
{
    MS_ASSIGN(const std::vector<Hash256> leaves, readLeaves());
    if (oldSize > leaves.size()) {
        return usageError(
            fmt::format("--old {} is more than the {} leaves on standard input.", oldSize, leaves.size()));
    }
    const merkle::Tree tree(leaves);
    const Hash256 oldRoot = merkle::rootOf(std::span(leaves).first(oldSize));
    printJson(toJson(ConsistencyProof{oldSize, tree.size(), oldRoot, tree.root(), tree.consistencyProof(oldSize)}));
    return Outcome::Done;
}

// What was checked stands in the answer, so that nobody takes a path for more than it is.
Outcome tellWhether(bool holds, std::string_view checked, bool json)
{
    if (json) {
        printJson(Json{{"valid", holds}, {"checked", checked}});
    } else {
        printLine(fmt::format("The {} {}. Nothing else was checked: no seal, no fingerprint, no transaction.", checked,
                              holds ? "holds" : "does NOT hold"));
    }
    return holds ? Outcome::Done : Outcome::NotIntact;
}

Result<Outcome> runVerify(bool json)
{
    MS_ASSIGN(const std::string text, readStandardInput());
    MS_ASSIGN(const InclusionProof p, parseInclusionProof(text));
    return tellWhether(merkle::verifyInclusion(p.leaf, p.index, p.size, p.proof, p.root), "path", json);
}

Result<Outcome> runVerifyConsistency(bool json)
{
    MS_ASSIGN(const std::string text, readStandardInput());
    MS_ASSIGN(const ConsistencyProof p, parseConsistencyProof(text));
    return tellWhether(merkle::verifyConsistency(p.oldSize, p.newSize, p.oldRoot, p.newRoot, p.proof),
                       "consistency proof", json);
}

}  // namespace

void addMerkle(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "merkle", "Merkle trees over leaf hashes (hex, one a line) on standard input",
                               "  meterseal-cli leaf < records.jsonl | meterseal-cli merkle root");

    CLI::App* root = addVerb(*group, "root", "Root of the leaves", "  meterseal-cli merkle root < leaves.txt");
    onRun(root, context, [&context] { return runRoot(context.json); });

    CLI::App* prove = addVerb(*group, "prove", "Inclusion proof of one leaf, as a JSON object",
                              "  meterseal-cli merkle prove --index 3 < leaves.txt > proof.json");
    const auto index = std::make_shared<std::uint64_t>(0);
    prove->add_option("--index", *index, "Place of the leaf; the first is 0")->required()->type_name("I");
    onRun(prove, context, [index] { return runProve(*index); });

    CLI::App* verify = addVerb(
        *group, "verify",
        "Check that a path leads from a leaf to a root (a JSON object), and nothing else; exit 1 where it does not",
        "  meterseal-cli merkle prove --index 3 < leaves.txt | meterseal-cli merkle verify");
    onRun(verify, context, [&context] { return runVerify(context.json); });

    CLI::App* consistency = addVerb(*group, "consistency", "Proof that the first M leaves are a prefix of all of them",
                                    "  meterseal-cli merkle consistency --old 100 < leaves.txt");
    const auto oldSize = std::make_shared<std::uint64_t>(0);
    consistency->add_option("--old", *oldSize, "Size of the older tree")->required()->type_name("M");
    onRun(consistency, context, [oldSize] { return runConsistency(*oldSize); });

    CLI::App* verifyConsistency = addVerb(
        *group, "verify-consistency", "Check a consistency proof (a JSON object); exit 1 where it does not hold",
        "  meterseal-cli merkle consistency --old 100 < leaves.txt | meterseal-cli merkle verify-consistency");
    onRun(verifyConsistency, context, [&context] { return runVerifyConsistency(context.json); });
}

}  // namespace meterseal::cli
