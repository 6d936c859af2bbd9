#include "meterseal/evidence/calculation.h"

#include "evidence/names.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/merkle/tree.h"
#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

using namespace evidence;

Error missing(std::string_view what)
{
    return makeError(ErrorCode::NotFound, "evidence.calculation",
                     fmt::format("The bundle has no {} that can be read, so this record cannot be calculated. The "
                                 "steps of the inspection say where the bundle is wrong.",
                                 what));
}

Result<ByteView> member(const EvidenceContainer& container, const std::string& name)
{
    const auto found = container.find(name);
    if (!found) {
        return missing(name);
    }
    return *found;
}

// The lines of records/I.jsonl and the transaction whose leaves they stand for.
struct Batch {
    std::vector<std::string_view> lines;
    ByteView wire;
    Transaction tx;
};

Result<Batch> batchOf(const EvidenceContainer& container, std::uint64_t index)
{
    Batch batch;
    MS_ASSIGN(const ByteView text, member(container, numbered("records", index, "jsonl")));
    MS_ASSIGN(batch.wire, member(container, numbered("tx", index, "bin")));
    MS_ASSIGN(batch.tx, decodeTransaction(batch.wire));
    const auto lines = linesOf(asText(text));
    if (!lines || lines->size() != batch.tx.leaves.size() ||
        !std::holds_alternative<ConvertBody>(batch.tx.header.body)) {
        return missing(fmt::format("batch {}", index));
    }
    batch.lines = *lines;
    return batch;
}

// RFC 9162 section 2.1.3.2. A path that is too long stops at the root: the end differs and says so.
std::vector<ClimbStep> climb(Hash256 node, std::uint64_t index, std::uint64_t size, std::span<const Hash256> path)
{
    std::vector<ClimbStep> out;
    std::uint64_t last = size - 1;
    for (const Hash256& sibling : path) {
        const bool left = (index & 1) != 0 || index == last;
        node = left ? merkle::nodeHash(sibling, node) : merkle::nodeHash(node, sibling);
        out.push_back({left, sibling, node});
        while (left && (index & 1) == 0 && index != 0) {
            index >>= 1;
            last >>= 1;
        }
        index >>= 1;
        last >>= 1;
    }
    return out;
}

Hash256 endOf(const std::vector<ClimbStep>& steps, const Hash256& otherwise)
{
    return steps.empty() ? otherwise : steps.back().node;
}

Hash256 leafOf(std::string_view line)
{
    return merkle::leafHash(asBytes(line));
}

}  // namespace

bool EvidenceCalculation::holds() const
{
    return leafHash == anchored && batchRoot == batch.root && txHash == entry.txHash && logRoot == checkpoint.logRoot;
}

Result<std::vector<BundledRecord>> bundledRecords(ByteView bundle)
{
    MS_ASSIGN(const EvidenceContainer container, EvidenceContainer::read(bundle));
    std::vector<BundledRecord> out;
    for (const auto& one : container.members()) {
        const auto index = numberOf(one.name, "records", "jsonl");
        if (!index) {
            continue;
        }
        MS_ASSIGN(const Batch batch, batchOf(container, *index));
        for (std::size_t i = 0; i < batch.lines.size(); ++i) {
            if (!batch.lines[i].empty()) {
                MS_ASSIGN(HealthRecord record, parseRecord(batch.lines[i]));
                out.push_back({*index, static_cast<std::uint32_t>(i), std::move(record),
                               leafOf(batch.lines[i]) == batch.tx.leaves[i]});
            }
        }
    }
    return out;
}

Result<EvidenceCalculation> calculateRecord(ByteView bundle, std::uint64_t index, std::uint32_t leaf)
{
    MS_ASSIGN(const EvidenceContainer container, EvidenceContainer::read(bundle));
    MS_ASSIGN(const Batch batch, batchOf(container, index));
    if (leaf >= batch.lines.size() || batch.lines[leaf].empty()) {
        return missing(fmt::format("record {} of batch {}", leaf + 1, index));
    }
    MS_ASSIGN(const ByteView proofText, member(container, numbered("tx", index, "proof")));
    MS_ASSIGN(const EntryProof proof, parseEntryProof(asText(proofText)));
    MS_ASSIGN(const ByteView genesisText, member(container, std::string(kGenesis)));
    MS_ASSIGN(const Genesis genesis, parseGenesis(asText(genesisText)));
    MS_ASSIGN(const ByteView noteText, member(container, std::string(kCheckpoint)));
    MS_ASSIGN(const Checkpoint note, parseCheckpoint(asText(noteText), genesis));
    const merkle::Tree tree(batch.tx.leaves);
    EvidenceCalculation out;
    out.index = index;
    out.leaf = leaf;
    out.leaves = static_cast<std::uint32_t>(batch.tx.leaves.size());
    out.line = batch.lines[leaf];
    out.leafHash = leafOf(out.line);
    out.anchored = batch.tx.leaves[leaf];
    out.batchClimb = climb(out.anchored, leaf, out.leaves, tree.inclusionProof(leaf));
    out.batchRoot = endOf(out.batchClimb, out.anchored);
    out.batch = std::get<ConvertBody>(batch.tx.header.body);
    out.txHash = crypto::sha256(batch.wire);
    out.entry = proof.entry;
    out.checkpoint = note.block.header;
    if (proof.index != index || out.checkpoint.logSize <= index) {
        return missing(fmt::format("entry {}", index));
    }
    out.entryLeaf = proof.entry.leaf();
    out.logClimb = climb(out.entryLeaf, index, out.checkpoint.logSize, proof.path);
    out.logRoot = endOf(out.logClimb, out.entryLeaf);
    out.blockHash = note.block.hash;
    return out;
}

Result<std::vector<BundledMember>> bundledMembers(ByteView bundle)
{
    MS_ASSIGN(const EvidenceContainer container, EvidenceContainer::read(bundle));
    std::vector<BundledMember> out;
    for (const auto& one : container.members()) {
        out.push_back({std::string(one.name), one.bytes.size(), crypto::sha256(one.bytes)});
    }
    return out;
}

}  // namespace meterseal
