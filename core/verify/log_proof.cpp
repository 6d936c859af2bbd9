#include "meterseal/verify/log_proof.h"

#include "meterseal/crypto/base64.h"
#include "meterseal/merkle/tree.h"
#include "meterseal/record/canonical_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace meterseal {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "meterseal-proof/1";
constexpr std::string_view kStepNames[] = {"fingerprint", "transaction", "hash", "entry",
                                           "index",       "path",        "seal", "cosignatures"};  // by ProofStep

Error formError(std::string_view what)
{
    return makeError(ErrorCode::InvalidArgument, "proof.form",
                     fmt::format("This is not a proof that this program wrote: {}. Nothing was checked.", what));
}

struct Document {
    Hash256 txHash;
    Bytes wire;
    std::uint64_t index = 0;
    LogEntry entry;
    std::vector<Hash256> path;
    std::string checkpoint;
    std::optional<std::string> seal;
};

Result<std::string> textMember(const Json& object, const char* name)
{
    const auto member = object.find(name);
    if (member == object.end() || !member->is_string()) {
        return formError(fmt::format("its member \"{}\" is missing or no text", name));
    }
    return member->get<std::string>();
}

Result<Document> parseDocument(std::string_view text, bool consortium)
{
    MS_ASSIGN(const std::string canonical, canonicalJson(text));  // refuses what could be read in two ways
    const Json object = Json::parse(canonical, nullptr, false);
    const std::size_t members = consortium ? 8 : 7;
    if (!object.is_object() || object.size() != members) {
        return formError(fmt::format("it is not a JSON object of {} members", members));
    }
    MS_ASSIGN(const std::string format, textMember(object, "format"));
    if (format != kFormat) {
        return formError(fmt::format("its format is not \"{}\"", kFormat));
    }
    Document out;
    MS_ASSIGN(const std::string txHash, textMember(object, "txHash"));
    MS_ASSIGN(out.txHash, Hash256::fromHex(txHash, "proof's txHash"));
    MS_ASSIGN(const std::string wire, textMember(object, "wire"));
    MS_ASSIGN(out.wire, crypto::fromBase64(wire, "proof's wire"));
    MS_ASSIGN(const std::string entry, textMember(object, "entry"));
    MS_ASSIGN(const Bytes entryBytes, fromHex(entry, "proof's entry"));
    MS_ASSIGN(out.entry, LogEntry::fromBytes(entryBytes));
    MS_ASSIGN(out.checkpoint, textMember(object, "checkpoint"));
    if (consortium) {
        MS_ASSIGN(out.seal, textMember(object, "seal"));
    }
    const auto index = object.find("index");
    if (index == object.end() || !index->is_number_unsigned()) {
        return formError("its member \"index\" is missing or no whole number");
    }
    out.index = index->get<std::uint64_t>();
    const auto path = object.find("path");
    if (path == object.end() || !path->is_array() || path->size() > 64) {
        return formError("its member \"path\" is missing or no list of at most 64 hashes");
    }
    for (const Json& sibling : *path) {
        if (!sibling.is_string()) {
            return formError("its member \"path\" holds something else than hashes");
        }
        MS_ASSIGN(out.path.emplace_back(), Hash256::fromHex(sibling.get<std::string>(), "proof's path"));
    }
    return out;
}

// Adds steps until one does not hold.
class Steps {
public:
    explicit Steps(ProofCheck& check) : m_check(check) {}

    bool add(ProofStep step, bool holds, std::string good, std::string bad)
    {
        m_check.steps.push_back({step, holds, holds ? std::move(good) : std::move(bad)});
        return holds;
    }

private:
    ProofCheck& m_check;
};

// The steps that need the document and genesis alone, up to the seal.
bool checkContent(const Document& document, const Checkpoint& checkpoint, const Genesis& genesis, Steps& steps)
{
    const auto checked = checkTransaction(document.wire, genesis.chain);
    if (!steps.add(ProofStep::Transaction, checked.ok(), "The bytes are a transaction and its signatures hold.",
                   checked.ok() ? "" : checked.error().message)) {
        return false;
    }
    const BlockHeader& header = checkpoint.block.header;
    const LogEntry& entry = document.entry;
    return steps.add(ProofStep::Hash, checked->txHash == document.txHash,
                     fmt::format("The bytes hash to {}.", document.txHash.hex()),
                     fmt::format("The bytes hash to {}, the proof names {}.", checked->txHash.hex(),
                                 document.txHash.hex())) &&
           steps.add(ProofStep::Entry,
                     entry.txHash == document.txHash && entry.height <= header.height && entry.time <= header.time,
                     fmt::format("The log entry says: accepted in block {} at {}.", entry.height,
                                 formatTimestamp(entry.time)),
                     fmt::format("The log entry names transaction {} in block {} of {}, which does not fit the "
                                 "transaction or the checkpoint of block {} of {}.",
                                 entry.txHash.hex(), entry.height, formatTimestamp(entry.time), header.height,
                                 formatTimestamp(header.time))) &&
           steps.add(
               ProofStep::Index, document.index < header.logSize,
               fmt::format("It is entry {} of {}.", document.index, header.logSize),
               fmt::format("It is said to be entry {}; the checkpoint covers {}.", document.index, header.logSize)) &&
           steps.add(
               ProofStep::Path,
               merkle::verifyInclusion(entry.leaf(), document.index, header.logSize, document.path, header.logRoot),
               fmt::format("The path leads to the checkpoint's log root {}.", header.logRoot.hex()),
               fmt::format("The path does not lead from the entry to the checkpoint's log root {}.",
                           header.logRoot.hex()));
}

void checkCosignatures(const Checkpoint& checkpoint, std::span<const Organisation> organisations, bool consortium,
                       ProofCheck& out, Steps& steps)
{
    std::size_t holding = 0;
    std::string broken;
    for (const Cosignature& cosignature : checkpoint.cosignatures) {
        const CosignatureCheck check = checkCosignature(checkpoint.block.header, cosignature, organisations);
        holding += check == CosignatureCheck::Holds ? 1 : 0;
        broken = check == CosignatureCheck::Broken && broken.empty() ? cosignature.organisation : broken;
        out.cosigners.push_back({cosignature.organisation, cosignature.seconds, check});
    }
    const std::size_t all = checkpoint.cosignatures.size();
    steps.add(ProofStep::Cosignatures, broken.empty(),
              all == 0 ? consortium ? "It carries no cosignature beside the validators' decision."
                                    : "It carries no cosignature: the checkpoint is the word of its sealer alone."
                       : fmt::format("{} of its {} cosignatures hold{}.", holding, all,
                                     holding < all ? "; the others are by keys that are not known here" : ""),
              fmt::format("The cosignature of {} does not hold.", broken));
}

}  // namespace

std::string_view toString(ProofStep step)
{
    return kStepNames[static_cast<std::size_t>(step)];
}

namespace {

// Where no block is named: one whose seal the proof can carry.
Result<std::optional<Height>> heightFor(LedgerReader& reader, const Hash256& txHash)
{
    if (!reader.genesis().consortium()) {
        return std::optional<Height>();  // the newest
    }
    MS_ASSIGN(const TxRow row, reader.transactionByHash(txHash));
    MS_ASSIGN(const std::optional<SealedBlock> block, newestWithSeal(reader));
    if (!block || block->header.height < row.height) {
        return makeError(ErrorCode::Unavailable, "proof.not-decided-yet",
                         fmt::format("The transaction stands in block {}, whose seal is not here yet: the validators' "
                                     "decision comes with the next header. Ask again in a moment.",
                                     row.height));
    }
    return std::optional<Height>(block->header.height);
}

// Who sealed the checkpoint; `after`: the members with the keys they had after it.
Status checkConsortiumSeal(const Checkpoint& checkpoint, const Genesis& genesis,
                           const std::vector<Organisation>& before, const std::vector<Organisation>& after,
                           Endorsements& word)
{
    MS_TRY(checkSeal(checkpoint.block, genesis, {validatorsOf(before), validatorsOf(after)}));
    MS_ASSIGN(const cometbft::Decision decision, decisionOf(checkpoint.block.header, checkpoint.block.seal, genesis));
    word.validators = decision.validators;
    word.noLaterThan = decision.time.toTimestamp();
    for (const cometbft::Validator& signer : decision.signers) {
        for (const Organisation& one : before) {
            if (one.active && one.validatorKey == signer.key) {
                word.list.push_back(
                    {EndorsementKind::Decision, one.id, one.name, checkpoint.block.header.height, *word.noLaterThan});
            }
        }
    }
    return {};
}

void addCosigners(const ProofCheck& check, const Genesis& genesis, const std::vector<Organisation>& members,
                  Endorsements& word)
{
    for (const Organisation& one : members) {
        word.others += one.active && one.id != genesis.sealer.organisation ? 1 : 0;
        const auto cosigner = std::ranges::find_if(check.cosigners, [&](const ProofCheck::Cosigner& c) {
            return c.organisation == one.id && c.check == CosignatureCheck::Holds && one.active &&
                   one.id != genesis.sealer.organisation;
        });
        if (cosigner != check.cosigners.end()) {
            const Timestamp at{static_cast<std::int64_t>(cosigner->seconds) * 1000};
            word.list.push_back({EndorsementKind::Cosignature, one.id, one.name, check.checkpoint.height, at});
            word.newest = word.newest ? std::max(*word.newest, at) : at;
            word.noLaterThan = word.noLaterThan ? std::min(*word.noLaterThan, at) : at;
            ++word.cosigners;
        }
    }
}

}  // namespace

Result<std::string> makeLogProof(LedgerReader& reader, const Hash256& txHash, std::optional<Height> atHeight)
{
    if (!atHeight) {
        MS_ASSIGN(atHeight, heightFor(reader, txHash));
    }
    MS_ASSIGN(const TxProof proof, reader.proof(txHash, atHeight));
    MS_ASSIGN(const Bytes wire, reader.wire(proof.index));
    Json path = Json::array();
    for (const Hash256& sibling : proof.path) {
        path.push_back(sibling.hex());
    }
    Json document{{"format", kFormat},
                  {"txHash", txHash.hex()},
                  {"wire", crypto::toBase64(wire)},
                  {"index", proof.index},
                  {"entry", toHex(proof.entry.bytes())},
                  {"path", std::move(path)},
                  {"checkpoint", checkpointNote(proof.checkpoint, reader.genesis(), proof.cosignatures)}};
    if (reader.genesis().consortium()) {
        document["seal"] = asText(proof.checkpoint.seal.bytes);
    }
    return document.dump();
}

Result<ProofCheck> checkLogProof(std::string_view text, const Genesis& genesis, const Hash256& fingerprint,
                                 const std::function<Result<std::vector<Organisation>>(Height)>& membersAt)
{
    MS_ASSIGN(const Document document, parseDocument(text, genesis.consortium()));
    MS_ASSIGN(Checkpoint checkpoint, parseCheckpoint(document.checkpoint, genesis));
    if (document.seal) {
        checkpoint.block.seal.bytes.assign(document.seal->begin(), document.seal->end());
    }
    ProofCheck out;
    out.entry = document.entry;
    out.index = document.index;
    out.checkpoint = checkpoint.block.header;
    Steps steps(out);
    const Hash256 own = fingerprintOf(genesis);
    if (!steps.add(ProofStep::Fingerprint, own == fingerprint,
                   fmt::format("The genesis document is that of the ledger {}.", fingerprint.hex()),
                   fmt::format("The genesis document hashes to {}, not to the fingerprint {}.", own.hex(),
                               fingerprint.hex())) ||
        !checkContent(document, checkpoint, genesis, steps)) {
        return out;
    }
    const Height height = out.checkpoint.height;
    Endorsements& word = out.word;
    word.height = height;
    MS_ASSIGN(const std::vector<Organisation> members, membersAt(height));
    Status sealed;
    std::string sealers;
    if (genesis.consortium()) {
        MS_ASSIGN(const std::vector<Organisation> before, membersAt(height > 0 ? height - 1 : 0));
        sealed = checkConsortiumSeal(checkpoint, genesis, before, members, word);
        sealers = describe(word, out.checkpoint.time);
    } else {
        sealed = checkSeal(checkpoint.block, genesis);
        const auto sealer = std::ranges::find(members, genesis.sealer.organisation, &Organisation::id);
        word.list.push_back({EndorsementKind::Seal, genesis.sealer.organisation,
                             sealer == members.end() ? genesis.sealer.organisation : sealer->name, height,
                             out.checkpoint.time});
        sealers = "sealed by " + genesis.sealer.organisation;
    }
    if (steps.add(ProofStep::Seal, sealed.ok(), fmt::format("The checkpoint of block {} is {}.", height, sealers),
                  sealed.ok() ? "" : sealed.error().message)) {
        checkCosignatures(checkpoint, members, genesis.consortium(), out, steps);
        addCosigners(out, genesis, members, word);
    }
    return out;
}

}  // namespace meterseal
