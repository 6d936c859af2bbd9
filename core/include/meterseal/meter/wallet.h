// Meter wallets (PROTOCOL.md section 2; paper section 2.1).
//
//   seed = MN || Location || Manufacturer || Passwd    (NFC UTF-8, no separator)
//   privateKey = SHA256(SHA256(seed))    address = Base58(SHA256(compressed public key))
//
// Thread-safety: values and pure functions. Secrets stay in SecretBytes and PrivateKey.
#pragma once

#include "meterseal/crypto/keys.h"
#include "meterseal/crypto/secret.h"

#include <string>
#include <string_view>

namespace meterseal {

struct Wallet {
    Hash256 seedHash;  // h1; as secret as the private key: its hash is the key
    crypto::PrivateKey privateKey;
    crypto::PublicKey publicKey;
    Hash256 publicKeyHash;
    std::string address;
};

// Any password; checks mn, location and manufacturer by the protocol's text rules, brings location, manufacturer and
// password to NFC. For checking a wallet that exists already.
Result<Wallet> deriveWallet(std::string_view mn, std::string_view location, std::string_view manufacturer,
                            const crypto::SecretBytes& password);

inline constexpr std::size_t kMinPasswordBytes = 20;  // for registering
// 32 random bytes as 52 lowercase Base32 characters.
crypto::SecretBytes generatePassword();
// 16 random bytes as 26 lowercase Base32 characters.
crypto::SecretBytes generateToken();

}  // namespace meterseal
