// Block headers, which are checkpoints, and their seals (PROTOCOL.md section 6).
//
//   header = meterseal/<chain>/<fingerprint> LF             the origin
//            <logSize> LF
//            <base64(logRoot)> LF
//            block <height> <time> <hash of the block before> LF
//   blockHash = SHA256(header). The block before block 1 is the genesis document: its fingerprint stands there.
//   logSize and logRoot are the log after the block; time never goes back.
//
// A seal says that a header is the ledger's. What its bytes are is the business of this module alone: in an embedded
// ledger the sealer's Ed25519 signature of the header; with it and members' cosignatures a header is a signed note. In
// a consortium's ledger a CometBFT light block (light_block.h) whose app_hash is the blockHash, which comes after the
// block: until then the block has none.
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/crypto/signed_note.h"
#include "meterseal/ledger/genesis.h"
#include "meterseal/ledger/light_block.h"
#include "meterseal/ledger/log_entry.h"

#include <optional>
#include <span>
#include <string>

namespace meterseal {

// "meterseal/<chain>/<fingerprint>": names the ledger in every checkpoint.
std::string originOf(std::string_view chain, const Hash256& fingerprint);
std::string originOf(const Genesis& genesis);

struct BlockHeader {
    std::string chain;
    Hash256 fingerprint;  // of the genesis document
    std::uint64_t logSize = 0;
    Hash256 logRoot;
    Height height = 0;
    Timestamp time;
    Hash256 prevBlock;

    bool operator==(const BlockHeader&) const = default;
};

std::string printBlockHeader(const BlockHeader& header);
// Strict: exactly these four lines, no leading zeros, canonical Base64. reason: block.header
Result<BlockHeader> parseBlockHeader(std::string_view text);
Hash256 blockHashOf(std::string_view headerBytes);

// Opaque; empty where a block has none (yet).
struct Seal {
    Bytes bytes;
    bool operator==(const Seal&) const = default;
};

struct SealedBlock {
    std::string headerBytes;
    BlockHeader header;
    Hash256 hash;
    Seal seal;
};

// The block of this header with an embedded ledger's seal. Precondition: `sealer` is the key that the genesis names.
SealedBlock sealBlock(const BlockHeader& header, const crypto::Ed25519PrivateKey& sealer);

// A consortium's validators, as its ledger names them.
std::vector<cometbft::Validator> validatorsOf(std::span<const Organisation> organisations);
struct SealTrust {
    std::vector<cometbft::Validator> before;  // before the block's transactions: these decide its seal
    // After them: what the seal's header announces. None: the transactions were not executed, nothing is asked of it.
    std::optional<std::vector<cometbft::Validator>> after;
};

// Is the header one of this genesis document's ledger, and does the seal hold? The only place that knows sealers. In a
// consortium's ledger this shows that the validators whom the seal names decided it, not that they are the members':
// ask with SealTrust. reason: seal.other-ledger, seal.missing, seal.signature; of a consortium also seal.form,
// seal.block (its app_hash is another block), and those of cometbft::checkDecision
Status checkSeal(const BlockHeader& header, const Seal& seal, const Genesis& genesis);
// The same, and header, bytes and hash belong together. reason: also seal.header
Status checkSeal(const SealedBlock& block, const Genesis& genesis);
// The same, and in a consortium's ledger by the members' validators. reason: also seal.validators
Status checkSeal(const SealedBlock& block, const Genesis& genesis, const SealTrust& trust);
// Who decided a consortium's block, of how many, and the time of the header that says so ("no later than"). Whose
// validators they are is not asked. reason: as checkSeal
Result<cometbft::Decision> decisionOf(const BlockHeader& header, const Seal& seal, const Genesis& genesis);

// ---- Checkpoint notes -----------------------------------------------------------------------------------------------
// A member's cosignature of one header.
struct Cosignature {
    Height height = 0;
    std::string organisation;   // its id
    std::uint64_t seconds = 0;  // since 1970, by the organisation's clock
    std::string line;           // a note's signature line, without LF

    bool operator==(const Cosignature&) const = default;
};

enum class CosignatureCheck {
    Holds,
    Broken,      // by a key of the organisation named, but it does not hold for this header; or no cosignature at all
    UnknownKey,  // by no key of an active one of `organisations`, as they are after the block: it says nothing
};
CosignatureCheck checkCosignature(const BlockHeader& header, const Cosignature& cosignature,
                                  std::span<const Organisation> organisations);

// "<origin>/<organisation id>"
std::string cosignerName(std::string_view origin, std::string_view organisation);

// The header with its seal (where that is a note's signature) and cosignatures, as one signed note. Cosignatures whose
// line is none are left out. Of a consortium, where nobody cosigned, it has no signature line.
std::string checkpointNote(const SealedBlock& block, const Genesis& genesis, std::span<const Cosignature> cosignatures);

struct Checkpoint {
    SealedBlock block;  // its seal is empty where the note has no line with the sealer's name and key id
    std::vector<Cosignature> cosignatures;  // lines of names "<origin>/..."; not checked
};
// Reads a note of which nothing is believed: see checkSeal. reason: note.*, block.header
Result<Checkpoint> parseCheckpoint(std::string_view note, const Genesis& genesis);

}  // namespace meterseal
