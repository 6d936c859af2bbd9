// Seals and checkpoint notes: the only code that knows who seals a ledger.
#include "meterseal/ledger/block.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

Error sealError(std::string_view what, std::string message)
{
    return makeError(ErrorCode::Damaged, fmt::format("seal.{}", what), std::move(message));
}

}  // namespace

std::vector<cometbft::Validator> validatorsOf(std::span<const Organisation> organisations)
{
    std::vector<cometbft::Validator> validators;
    for (const Organisation& organisation : organisations) {
        if (organisation.active && organisation.validatorKey) {
            validators.push_back({*organisation.validatorKey, 1});
        }
    }
    cometbft::sortValidators(validators);
    return validators;
}

SealedBlock sealBlock(const BlockHeader& header, const crypto::Ed25519PrivateKey& sealer)
{
    SealedBlock block;
    block.header = header;
    block.headerBytes = printBlockHeader(header);
    block.hash = blockHashOf(block.headerBytes);
    const crypto::Signature64 signature = sealer.sign(asBytes(block.headerBytes));
    block.seal.bytes.assign(signature.begin(), signature.end());
    return block;
}

namespace {

Status checkLedger(const BlockHeader& header, const Genesis& genesis)
{
    if (header.chain != genesis.chain || header.fingerprint != fingerprintOf(genesis)) {
        return sealError("other-ledger", fmt::format("Block {} is of the ledger {} and not of {}.", header.height,
                                                     originOf(header.chain, header.fingerprint), originOf(genesis)));
    }
    return {};
}

// Header, bytes and hash belong together.
Status checkNamed(const SealedBlock& block)
{
    if (printBlockHeader(block.header) != block.headerBytes || blockHashOf(block.headerBytes) != block.hash) {
        return sealError("header",
                         fmt::format("The header of block {} hashes to {}; it is named {}.", block.header.height,
                                     blockHashOf(block.headerBytes).hex(), block.hash.hex()));
    }
    return {};
}

// A consortium's seal, as it is said to be of this block.
Result<cometbft::LightBlock> lightBlockOf(const BlockHeader& header, const Seal& seal)
{
    if (seal.bytes.empty()) {
        return sealError("missing", fmt::format("Block {} carries no seal.", header.height));
    }
    MS_ASSIGN(cometbft::LightBlock light, cometbft::parseLightBlock(asText(seal.bytes)));
    const Hash256 hash = blockHashOf(printBlockHeader(header));
    if (!std::equal(hash.bytes.begin(), hash.bytes.end(), light.header.appHash.begin(), light.header.appHash.end())) {
        return sealError("block", fmt::format("The seal given with block {} is of another block.", header.height));
    }
    if (light.header.time.toTimestamp() < header.time) {
        return sealError("time", fmt::format("The seal of block {} is of {}, before the block's own time.",
                                             header.height, cometbft::formatTime(light.header.time)));
    }
    return light;
}

}  // namespace

Result<cometbft::Decision> decisionOf(const BlockHeader& header, const Seal& seal, const Genesis& genesis)
{
    MS_TRY(checkLedger(header, genesis));
    MS_ASSIGN(const cometbft::LightBlock light, lightBlockOf(header, seal));
    return cometbft::checkDecision(light, genesis.chain, light.validators);
}

Status checkSeal(const BlockHeader& header, const Seal& seal, const Genesis& genesis)
{
    if (genesis.consortium()) {
        return decisionOf(header, seal, genesis).status();
    }
    MS_TRY(checkLedger(header, genesis));
    if (seal.bytes.empty()) {
        return sealError("missing", fmt::format("Block {} carries no seal.", header.height));
    }
    crypto::Signature64 signature{};
    const bool sized = seal.bytes.size() == signature.size();
    if (sized) {
        std::copy(seal.bytes.begin(), seal.bytes.end(), signature.begin());
    }
    if (!sized || !crypto::verifyEd25519(genesis.sealer.publicKey, asBytes(printBlockHeader(header)), signature)) {
        return sealError("signature",
                         fmt::format("Block {} does not carry a valid signature of the sealer {} (of {}) that the "
                                     "genesis document names.",
                                     header.height, toHex(genesis.sealer.publicKey), genesis.sealer.organisation));
    }
    return {};
}

Status checkSeal(const SealedBlock& block, const Genesis& genesis)
{
    MS_TRY(checkNamed(block));
    return checkSeal(block.header, block.seal, genesis);
}

Status checkSeal(const SealedBlock& block, const Genesis& genesis, const SealTrust& trust)
{
    if (!genesis.consortium()) {
        return checkSeal(block, genesis);
    }
    MS_TRY(checkNamed(block));
    MS_TRY(checkLedger(block.header, genesis));
    MS_ASSIGN(const cometbft::LightBlock light, lightBlockOf(block.header, block.seal));
    MS_TRY(cometbft::checkDecision(light, genesis.chain, trust.before));
    if (!trust.after) {
        return {};
    }
    const Hash256 next = cometbft::validatorsHash(*trust.after);
    if (!std::equal(next.bytes.begin(), next.bytes.end(), light.header.nextValidatorsHash.begin(),
                    light.header.nextValidatorsHash.end())) {
        return sealError("validators", fmt::format("The seal of block {} announces other validators than the block's "
                                                   "transactions give.",
                                                   block.header.height));
    }
    return {};
}

std::string cosignerName(std::string_view origin, std::string_view organisation)
{
    return fmt::format("{}/{}", origin, organisation);
}

CosignatureCheck checkCosignature(const BlockHeader& header, const Cosignature& cosignature,
                                  std::span<const Organisation> organisations)
{
    const auto signature = crypto::parseNoteSignature(cosignature.line);
    const std::string name = cosignerName(originOf(header.chain, header.fingerprint), cosignature.organisation);
    const auto seconds = signature.ok() ? crypto::cosignatureSeconds(*signature) : signature.error();
    if (!seconds.ok() || *seconds != cosignature.seconds || signature->name != name ||
        cosignature.height != header.height) {
        return CosignatureCheck::Broken;
    }
    const auto holder = std::find_if(organisations.begin(), organisations.end(), [&](const Organisation& o) {
        return o.active && o.id == cosignature.organisation &&
               signature->keyId == crypto::cosignatureKeyId(name, o.witnessKey);
    });
    if (holder == organisations.end()) {
        return CosignatureCheck::UnknownKey;
    }
    return crypto::verifyCosignature(printBlockHeader(header), *signature, name, holder->witnessKey)
               ? CosignatureCheck::Holds
               : CosignatureCheck::Broken;
}

std::string checkpointNote(const SealedBlock& block, const Genesis& genesis, std::span<const Cosignature> cosignatures)
{
    crypto::SignedNote note;
    note.text = block.headerBytes;
    if (!block.seal.bytes.empty() && !genesis.consortium()) {
        const std::string origin = originOf(genesis);
        note.signatures.push_back({origin, crypto::noteKeyId(origin, genesis.sealer.publicKey), block.seal.bytes});
    }
    for (const Cosignature& cosignature : cosignatures) {
        if (auto line = crypto::parseNoteSignature(cosignature.line); line.ok()) {
            note.signatures.push_back(std::move(*line));
        }
    }
    return note.signatures.empty() ? note.text + "\n" : crypto::printNote(note);
}

Result<Checkpoint> parseCheckpoint(std::string_view text, const Genesis& genesis)
{
    const auto parsed = crypto::parseNote(text);
    const bool bare = !parsed.ok() && genesis.consortium() && text.ends_with("\n\n");
    if (!bare) {
        MS_TRY(parsed);
    }
    const crypto::SignedNote note =
        bare ? crypto::SignedNote{std::string(text.substr(0, text.size() - 1)), {}} : *parsed;
    Checkpoint checkpoint;
    SealedBlock& block = checkpoint.block;
    block.headerBytes = note.text;
    MS_ASSIGN(block.header, parseBlockHeader(note.text));
    block.hash = blockHashOf(note.text);
    const std::string origin = originOf(block.header.chain, block.header.fingerprint);
    const std::string prefix = cosignerName(origin, "");
    const auto sealerKeyId = crypto::noteKeyId(origin, genesis.sealer.publicKey);
    for (const crypto::NoteSignature& signature : note.signatures) {
        if (!genesis.consortium() && signature.name == origin && signature.keyId == sealerKeyId) {
            block.seal.bytes = signature.body;
        } else if (signature.name.starts_with(prefix)) {
            const auto seconds = crypto::cosignatureSeconds(signature);
            checkpoint.cosignatures.push_back({block.header.height, signature.name.substr(prefix.size()),
                                               seconds.ok() ? *seconds : 0, crypto::printNoteSignature(signature)});
        }
    }
    return checkpoint;
}

}  // namespace meterseal
