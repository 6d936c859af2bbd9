// Keys and signatures: secp256k1 ECDSA for meters and organisations, Ed25519 for seals and cosignatures; the suite
// object that gives both hash and signature a name, so that a national suite can stand beside it (PROTOCOL.md sections
// 1, 2, 5, 6).
//
// secp256k1 signatures are r||s, 64 bytes, low-S, RFC 6979 nonces; a high-S signature does not verify.
// Thread-safety: all functions may be called from any thread at once (one randomised context, read-only after start).
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/crypto/secret.h"

#include <array>
#include <optional>

namespace meterseal::crypto {

using Signature64 = std::array<std::uint8_t, 64>;

// Compressed SEC1 point, 33 bytes. Holds bytes only; whether they are a point on the curve is checked by parse().
struct PublicKey {
    std::array<std::uint8_t, 33> bytes{};
    auto operator<=>(const PublicKey&) const = default;
    operator ByteView() const { return bytes; }
    std::string hex() const { return toHex(bytes); }

    // Lowercase hex of a point on the curve.
    static Result<PublicKey> fromHex(std::string_view hex, std::string_view what = "public key");
    static Result<PublicKey> fromBytes(ByteView bytes, std::string_view what = "public key");
};

// A secret scalar in [1, n). Wiped when it goes.
class PrivateKey {
public:
    // 32 big-endian bytes; 0 and >= n are refused.
    static Result<PrivateKey> fromBytes(ByteView bytes);
    static PrivateKey generate();

    PublicKey publicKey() const;
    // Signs a 32-byte digest.
    Signature64 sign(const Hash256& digest) const;
    const SecretBytes& secret() const { return m_secret; }

private:
    explicit PrivateKey(SecretBytes secret) : m_secret(std::move(secret)) {}
    SecretBytes m_secret;
};

// False for a bad point, a malformed or high-S signature, or a signature that does not hold.
bool verifySignature(const PublicKey& key, const Hash256& digest, const Signature64& signature);

// Base58(SHA256(publicKey)), PROTOCOL.md section 2.
std::string addressOf(const PublicKey& key);

// ---- Ed25519 (RFC 8032), for seals and cosignatures of block headers ---------------------------------------------
using Ed25519PublicKey = std::array<std::uint8_t, 32>;

// OK for the canonical encoding of a point on the curve that is not of small order. For a point of small order there is
// a signature that fits every text, so each place where a key enters asks this. reason: key.ed25519
Status checkEd25519Key(const Ed25519PublicKey& key, std::string_view what = "Ed25519 public key");

class Ed25519PrivateKey {
public:
    static Result<Ed25519PrivateKey> fromBytes(ByteView seed);  // the 32-byte seed
    static Ed25519PrivateKey generate();

    Ed25519PublicKey publicKey() const;
    Signature64 sign(ByteView message) const;
    const SecretBytes& secret() const { return m_seed; }

private:
    explicit Ed25519PrivateKey(SecretBytes seed) : m_seed(std::move(seed)) {}
    SecretBytes m_seed;
};

// False also for a key of small order or a non-canonical one, whatever the signature.
bool verifyEd25519(const Ed25519PublicKey& key, ByteView message, const Signature64& signature);

// ---- Suites -------------------------------------------------------------------------------------------------------
// What a header's "suite" member names. Objects are static; pointers stay valid for ever.
class Suite {
public:
    virtual ~Suite() = default;
    virtual std::string_view name() const = 0;
    virtual Hash256 hash(ByteView message) const = 0;
    virtual Signature64 sign(const PrivateKey& key, const Hash256& digest) const = 0;
    virtual bool verify(const PublicKey& key, const Hash256& digest, const Signature64& signature) const = 0;
};

const Suite& defaultSuite();  // "secp256k1-sha256"
// Error Unsupported, reason suite.unknown, naming the suite asked for.
Result<const Suite*> findSuite(std::string_view name);

}  // namespace meterseal::crypto
