// The outside of a key store file: header, encrypted content, tag and checksum (KEYSTORE.md).
#pragma once

#include "meterseal/crypto/key_store.h"

namespace meterseal::crypto::detail {

inline constexpr std::size_t kMaxKeyStoreSize = std::size_t(256) << 20;
inline constexpr std::size_t kChecksumSize = 32;

// A parsed file; the views point into it.
struct Envelope {
    ScryptParameters cost;
    ByteView salt;
    ByteView nonce;
    ByteView keyCheck;
    ByteView header;  // what the tag covers besides the content
    ByteView content;
    ByteView tag;
};

// Checksum, magic, version and bounds; nothing that needs the passphrase.
Result<Envelope> parseEnvelope(ByteView file);

// Error InvalidArgument, keystore.cost, where scrypt cannot run with this cost or it is over the bound.
Status checkCost(const ScryptParameters& cost);

// What a passphrase gives with a salt: enough to save again without asking for it.
struct DerivedKey {
    ScryptParameters cost;
    Bytes salt;
    SecretBytes key;  // encryption key, then check key
};

Bytes newSalt();
// Precondition: checkCost(cost). Io, keystore.memory, where the memory for scrypt cannot be had.
Result<DerivedKey> deriveKey(const SecretBytes& passphrase, const ScryptParameters& cost, Bytes salt);

// The plain content. Forbidden, keystore.wrong-passphrase; Damaged, keystore.damaged.
Result<SecretBytes> openEnvelope(const Envelope& envelope, const DerivedKey& key);
// A whole file with a fresh nonce. Precondition: the content is below kMaxKeyStoreSize by a kilobyte or more.
Bytes sealEnvelope(const DerivedKey& key, const SecretBytes& content);

}  // namespace meterseal::crypto::detail
