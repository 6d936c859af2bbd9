// The genesis document and the organisations in it (PROTOCOL.md sections 5 and 6).
//
// JCS JSON {v: 2, suite, chain, time, leaves, organisations:[{id,name,role,publicKey,witnessKey}],
// sealer:{organisation,publicKey}}; a consortium's has engine: "cometbft" in the sealer's place, and validatorKey in
// each organisation. Its SHA-256 is the ledger's fingerprint, which people compare. Version 1 was never released and is
// refused by name; so are leaves "salted", which this program does not know. Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/crypto/keys.h"

#include <optional>
#include <string>
#include <vector>

namespace meterseal {

enum class Role : std::uint8_t { Utility = 1, Manufacturer = 2, Insurer = 3, Auditor = 4 };  // stored: never renumber

std::string_view toString(Role role);  // "utility", "manufacturer", "insurer", "auditor"
Result<Role> parseRole(std::string_view text);

// A consortium member's CometBFT consensus key (Ed25519); none ("") where it has no validator.
using ValidatorKey = std::optional<crypto::Ed25519PublicKey>;

struct Organisation {
    std::string id;    // checkMeterId's alphabet
    std::string name;  // text, 1..256 bytes
    Role role = Role::Utility;
    crypto::PublicKey publicKey;            // secp256k1: signs transactions
    crypto::Ed25519PublicKey witnessKey{};  // Ed25519: cosigns checkpoints
    bool active = true;                     // false once retired; not part of the genesis document
    // Keys it had before a rotation, oldest first; not part of the genesis document. No key ever stands for two, so
    // the ledger must not forget them: a store keeps them and gives them back to LedgerState::restore().
    std::vector<crypto::PublicKey> formerKeys{};
    std::vector<crypto::Ed25519PublicKey> formerWitnessKeys{};
    ValidatorKey validatorKey{};  // in a consortium's ledger only
    std::vector<crypto::Ed25519PublicKey> formerValidatorKeys{};

    bool operator==(const Organisation&) const = default;
};

// Who makes an embedded ledger's blocks, and with which key.
struct GenesisSealer {
    std::string organisation;  // id of one in the document
    crypto::Ed25519PublicKey publicKey{};

    bool operator==(const GenesisSealer&) const = default;
};

enum class Engine : std::uint8_t { Embedded, CometBft };  // who makes blocks: the sealer, or the validators

enum class LeafRule : std::uint8_t { Open, Salted };  // how a record becomes a leaf, PROTOCOL.md section 3

struct Genesis {
    std::string suite = "secp256k1-sha256";
    std::string chain;  // 1..64 bytes, checkMeterId's alphabet
    LeafRule leaves = LeafRule::Open;
    Timestamp time;
    std::vector<Organisation>
        organisations;     // in document order; ids and keys unique; a utility and a manufacturer among them
    GenesisSealer sealer;  // Embedded only; empty else
    Engine engine = Engine::Embedded;

    bool consortium() const { return engine == Engine::CometBft; }
};

// The document's bytes. Precondition: checkGenesis(genesis).ok().
std::string canonicalGenesis(const Genesis& genesis);
Status checkGenesis(const Genesis& genesis);
// Refuses anything that is not the canonical form of a valid genesis. reason: genesis.*, suite.unknown; a version 1
// document is genesis.old-version, with what to do.
Result<Genesis> parseGenesis(std::string_view json);
// SHA-256 of the document.
Hash256 fingerprintOf(const Genesis& genesis);

}  // namespace meterseal
