// The genesis document and the organisations in it (PROTOCOL.md sections 5 and 6).
//
// JCS JSON {v, suite, chain, time, organisations:[{id,name,role,publicKey}], sealer}; `sealer` is the Ed25519 public
// key of the embedded chain in hex. Its SHA-256 is the ledger's fingerprint, which people compare. Thread-safety:
// values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/crypto/keys.h"

#include <string>
#include <vector>

namespace meterseal {

enum class Role : std::uint8_t { Utility = 1, Manufacturer = 2, Insurer = 3, Auditor = 4 };  // stored: never renumber

std::string_view toString(Role role);  // "utility", "manufacturer", "insurer", "auditor"
Result<Role> parseRole(std::string_view text);

struct Organisation {
    std::string id;    // checkMeterId's alphabet
    std::string name;  // text, 1..256 bytes
    Role role = Role::Utility;
    crypto::PublicKey publicKey;
    bool active = true;  // false once retired; not part of the genesis document
    // Keys it had before a rotation, oldest first; not part of the genesis document. No key ever stands for two, so
    // the ledger must not forget them: a store keeps them and gives them back to LedgerState::restore().
    std::vector<crypto::PublicKey> formerKeys{};

    bool operator==(const Organisation&) const = default;
};

struct Genesis {
    std::string suite = "secp256k1-sha256";
    std::string chain;  // 1..64 bytes, checkMeterId's alphabet
    Timestamp time;
    std::vector<Organisation>
        organisations;  // in document order; ids and keys unique; a utility and a manufacturer among them
    crypto::Ed25519PublicKey sealer{};
};

// The document's bytes. Precondition: checkGenesis(genesis).ok().
std::string canonicalGenesis(const Genesis& genesis);
Status checkGenesis(const Genesis& genesis);
// Refuses anything that is not the canonical form of a valid genesis. reason: genesis.*
Result<Genesis> parseGenesis(std::string_view json);
// SHA-256 of the document.
Hash256 fingerprintOf(const Genesis& genesis);

}  // namespace meterseal
