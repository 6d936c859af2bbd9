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

Status checkSeal(const BlockHeader& header, const Seal& seal, const Genesis& genesis)
{
    if (header.chain != genesis.chain || header.fingerprint != fingerprintOf(genesis)) {
        return sealError("other-ledger", fmt::format("Block {} is of the ledger {} and not of {}.", header.height,
                                                     originOf(header.chain, header.fingerprint), originOf(genesis)));
    }
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
    if (printBlockHeader(block.header) != block.headerBytes || blockHashOf(block.headerBytes) != block.hash) {
        return sealError("header",
                         fmt::format("The header of block {} hashes to {}; it is named {}.", block.header.height,
                                     blockHashOf(block.headerBytes).hex(), block.hash.hex()));
    }
    return checkSeal(block.header, block.seal, genesis);
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
    const auto holder = std::find_if(organisations.begin(), organisations.end(),
                                     [&](const Organisation& o) { return o.id == cosignature.organisation; });
    if (holder == organisations.end()) {
        return CosignatureCheck::UnknownKey;
    }
    std::vector<crypto::Ed25519PublicKey> keys = holder->formerWitnessKeys;
    keys.push_back(holder->witnessKey);
    for (const crypto::Ed25519PublicKey& key : keys) {
        if (signature->keyId == crypto::cosignatureKeyId(name, key)) {
            return crypto::verifyCosignature(printBlockHeader(header), *signature, name, key)
                       ? CosignatureCheck::Holds
                       : CosignatureCheck::Broken;
        }
    }
    return CosignatureCheck::UnknownKey;
}

std::string checkpointNote(const SealedBlock& block, const Genesis& genesis, std::span<const Cosignature> cosignatures)
{
    crypto::SignedNote note;
    note.text = block.headerBytes;
    if (!block.seal.bytes.empty()) {
        const std::string origin = originOf(genesis);
        note.signatures.push_back({origin, crypto::noteKeyId(origin, genesis.sealer.publicKey), block.seal.bytes});
    }
    for (const Cosignature& cosignature : cosignatures) {
        if (auto line = crypto::parseNoteSignature(cosignature.line); line.ok()) {
            note.signatures.push_back(std::move(*line));
        }
    }
    return crypto::printNote(note);
}

Result<Checkpoint> parseCheckpoint(std::string_view text, const Genesis& genesis)
{
    MS_ASSIGN(const crypto::SignedNote note, crypto::parseNote(text));
    Checkpoint checkpoint;
    SealedBlock& block = checkpoint.block;
    block.headerBytes = note.text;
    MS_ASSIGN(block.header, parseBlockHeader(note.text));
    block.hash = blockHashOf(note.text);
    const std::string origin = originOf(block.header.chain, block.header.fingerprint);
    const std::string prefix = cosignerName(origin, "");
    const auto sealerKeyId = crypto::noteKeyId(origin, genesis.sealer.publicKey);
    for (const crypto::NoteSignature& signature : note.signatures) {
        if (signature.name == origin && signature.keyId == sealerKeyId) {
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
