// The proof that a transaction stands in the log, as one document that stands alone: what `proof TX` prints and
// `proof --check` takes, with nothing but the ledger's genesis document and its fingerprint.
//
//   {"format":"meterseal-proof/1",
//    "txHash":hex, "wire":base64, "index":number, "entry":hex (48 bytes), "path":[hex],
//    "checkpoint":a signed note with all cosignatures the ledger has}
// and of a consortium's ledger, behind it
//    "seal":the CometBFT light block that decided the checkpoint (ledger/light_block.h), as a text
//
// Steps, in the order in which they are checked and told:
//   fingerprint    the genesis document hashes to the fingerprint that a person compared
//   transaction    the wire bytes are a transaction of this ledger, and its signatures hold
//   hash           txHash is the hash of the wire bytes
//   entry          the log entry names this hash, and its block is not after the checkpoint
//   index          the entry's place is one of those that the checkpoint covers
//   path           the path leads from the entry's leaf to the checkpoint's log root
//   seal           the checkpoint is sealed by whom the genesis document names, or was decided by the validators
//                  that the members had then
//   cosignatures   each cosignature by a known key of its organisation holds
// Thread-safety: as the reader given; checking is pure.
#pragma once

#include "meterseal/chain/endorsement.h"
#include "meterseal/ledger/reader.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace meterseal {

enum class ProofStep { Fingerprint, Transaction, Hash, Entry, Index, Path, Seal, Cosignatures };
std::string_view toString(ProofStep step);  // the words above

// What was found; a step that did not hold makes the later ones meaningless, so they are not told.
struct ProofCheck {
    struct Step {
        ProofStep step;
        bool holds = false;
        std::string message;  // an English sentence with what was expected and found
    };
    // Whose cosignature the checkpoint carries, and whether it says anything: a key that the organisation did not have
    // at the checkpoint's height, or that is not known here, is not checked and not counted.
    struct Cosigner {
        std::string organisation;
        std::uint64_t seconds = 0;
        CosignatureCheck check = CosignatureCheck::UnknownKey;
    };
    std::vector<Step> steps;
    std::vector<Cosigner> cosigners;
    LogEntry entry;
    std::uint64_t index = 0;
    BlockHeader checkpoint;
    Endorsements word;  // on whose word it stands, where it holds

    bool holds() const { return !steps.empty() && steps.back().holds; }
};

// Without `atHeight` at the newest block that has a seal. Errors as LedgerReader::proof() and wire();
// Unavailable/proof.not-decided-yet: of a consortium's ledger, and no seal covers the transaction yet.
Result<std::string> makeLogProof(LedgerReader& reader, const Hash256& txHash,
                                 std::optional<Height> atHeight = std::nullopt);

// Checks a document against the genesis document and the fingerprint that a person has compared. `membersAt`: the
// organisations with the keys they had after a block (chain/members.h; offline those of the genesis are all one knows).
// An Error only where it is no such document: proof.form, note.syntax, block.header.
Result<ProofCheck> checkLogProof(std::string_view document, const Genesis& genesis, const Hash256& fingerprint,
                                 const std::function<Result<std::vector<Organisation>>(Height)>& membersAt);

}  // namespace meterseal
