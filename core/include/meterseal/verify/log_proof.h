// The proof that a transaction stands in the log, as one JSON object that can be handed on: what `proof TX` prints and
// `merkle verify` takes, with the two sealed blocks that say so.
//
// Thread-safety: as the reader given; logProofHolds() is pure.
#pragma once

#include "meterseal/ledger/reader.h"

#include <optional>
#include <string>

namespace meterseal {

// The path leads from the leaf to the root, the checkpoint names that root and size, and both seals hold.
bool logProofHolds(const TxProof& proof, const crypto::Ed25519PublicKey& sealer);

struct LogProof {
    TxProof proof;
    bool holds = false;
    // {"index","size","leaf","root","proof":[hex],"txHash","fingerprint","block","checkpoint","sealer","holds"}
    std::string json;
};
// Errors as LedgerReader::proof().
Result<LogProof> makeLogProof(LedgerReader& reader, const Hash256& txHash,
                              std::optional<Height> atHeight = std::nullopt);

}  // namespace meterseal
