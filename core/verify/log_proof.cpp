#include "meterseal/verify/log_proof.h"

#include "meterseal/merkle/tree.h"

#include <nlohmann/json.hpp>

namespace meterseal {

namespace {

using Json = nlohmann::ordered_json;

Json blockToJson(const SealedBlock& block)
{
    return Json{{"height", block.header.height},
                {"hash", block.hash.hex()},
                {"header", block.headerBytes},
                {"signature", toHex(block.signature)}};
}

}  // namespace

bool logProofHolds(const TxProof& proof, const crypto::Ed25519PublicKey& sealer)
{
    return merkle::verifyInclusion(proof.leaf, proof.seq, proof.size, proof.path, proof.root) &&
           checkSeal(proof.block, sealer) && checkSeal(proof.checkpoint, sealer) &&
           proof.checkpoint.header.logRoot == proof.root && proof.checkpoint.header.logSize == proof.size;
}

Result<LogProof> makeLogProof(LedgerReader& reader, const Hash256& txHash, std::optional<Height> atHeight)
{
    LogProof made;
    MS_ASSIGN(made.proof, reader.proof(txHash, atHeight));
    const auto& sealer = reader.genesis().sealer;
    made.holds = logProofHolds(made.proof, sealer);
    Json path = Json::array();
    for (const Hash256& sibling : made.proof.path) {
        path.push_back(sibling.hex());
    }
    made.json = Json{{"index", made.proof.seq},
                     {"size", made.proof.size},
                     {"leaf", made.proof.leaf.hex()},
                     {"root", made.proof.root.hex()},
                     {"proof", std::move(path)},
                     {"txHash", txHash.hex()},
                     {"fingerprint", reader.fingerprint().hex()},
                     {"block", blockToJson(made.proof.block)},
                     {"checkpoint", blockToJson(made.proof.checkpoint)},
                     {"sealer", toHex(sealer)},
                     {"holds", made.holds}}
                    .dump();
    return made;
}

}  // namespace meterseal
