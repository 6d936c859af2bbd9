// Authenticated encryption, a keyed hash and the passphrase's key derivation, for what is kept encrypted on disk.
// A library failure ends the program (openssl_support.h); a forgery is an answer.
#pragma once

#include "meterseal/crypto/secret.h"

#include <memory>
#include <optional>
#include <span>

namespace meterseal::crypto {

// AES-256-GCM (NIST SP 800-38D), a random nonce each time: fewer than 2^32 times with one key.
inline constexpr std::size_t kSealKeySize = 32;
inline constexpr std::size_t kSealNonceSize = 12;
inline constexpr std::size_t kSealTagSize = 16;

// Ciphertext and tag. `bound` is authenticated and not stored. Precondition: the sizes above; plain below 2 GiB.
Bytes sealWith(ByteView key, ByteView nonce, ByteView bound, ByteView plain);
// Nothing where a byte of key, nonce, bound or sealed is another.
std::optional<SecretBytes> unsealWith(ByteView key, ByteView nonce, ByteView bound, ByteView sealed);

// The same with a fresh nonce in front.
Bytes sealFresh(ByteView key, ByteView bound, ByteView plain);
std::optional<SecretBytes> unsealFresh(ByteView key, ByteView bound, ByteView sealed);

// HMAC-SHA256 (RFC 2104) under one key, many times. Not to be used by two threads at once.
class KeyedHash {
public:
    explicit KeyedHash(ByteView key);
    KeyedHash(KeyedHash&&) noexcept;
    KeyedHash& operator=(KeyedHash&&) noexcept;
    ~KeyedHash();
    // Of the pieces one after the other.
    Hash256 of(std::span<const ByteView> pieces) const;

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

// scrypt (RFC 7914). Nothing where `memory` bytes are not enough or cannot be had.
std::optional<SecretBytes> scrypt(const SecretBytes& passphrase, ByteView salt, std::uint64_t n, std::uint32_t r,
                                  std::uint32_t p, std::uint64_t memory, std::size_t size);

// Ends the program unless `held`: for a seal that only broken memory or a broken library can have broken.
void requireSeal(bool held, const char* what);

// Precondition: equal sizes. In a time that does not tell where they differ.
bool equalSecrets(ByteView left, ByteView right);

}  // namespace meterseal::crypto
