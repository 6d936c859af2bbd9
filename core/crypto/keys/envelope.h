// What a passphrase opens: header, encrypted content, tag and checksum (KEYSTORE.md). In a store of version 1 this is
// the whole file and holds the entries; from version 2 on it is one value in it and holds the data key.
#pragma once

#include "meterseal/crypto/key_store.h"

namespace meterseal::crypto::detail {

inline constexpr std::uint64_t kFirstVersion = 1;
inline constexpr std::uint64_t kVersion = 2;
inline constexpr std::size_t kMaxEnvelopeSize = std::size_t(256) << 20;
inline constexpr std::size_t kChecksumSize = 32;

// A parsed file; the views point into it.
struct Envelope {
    ScryptParameters cost;
    ByteView salt;
    ByteView nonce;
    ByteView keyCheck;
    ByteView header;  // what the tag covers besides the content
    ByteView sealed;  // content and tag
};

// Does the file begin as one of version 1, which is an envelope from its first byte?
bool isVersion1(const std::filesystem::path& file);

// Checksum, magic, version and bounds; nothing that needs the passphrase.
Result<Envelope> parseEnvelope(ByteView file, std::uint64_t version);

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
// A whole envelope of the present version with a fresh nonce.
Bytes sealEnvelope(const DerivedKey& key, const SecretBytes& content);

}  // namespace meterseal::crypto::detail
