#include "meterseal/crypto/keys.h"

#include "meterseal/crypto/sha256.h"

#include "crypto/openssl_support.h"

#include <fmt/format.h>
#include <secp256k1.h>

namespace meterseal::crypto {

namespace {

constexpr std::size_t kScalarSize = 32;

// One context for the whole process. Randomising it blinds signing against timing measurements; after that it is only
// read, so that all threads may share it. It is never destroyed: threads may outlive main().
const secp256k1_context* curve()
{
    static const secp256k1_context* const context = [] {
        secp256k1_context* made = secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
        const SecretBytes seed = randomBytes(32);
        detail::requireLibrary(secp256k1_context_randomize(made, seed.view().data()) == 1,
                               "randomising the secp256k1 context");
        return made;
    }();
    return context;
}

class DefaultSuite final : public Suite {
public:
    std::string_view name() const override { return "secp256k1-sha256"; }
    Hash256 hash(ByteView message) const override { return sha256(message); }
    Signature64 sign(const PrivateKey& key, const Hash256& digest) const override { return key.sign(digest); }
    bool verify(const PublicKey& key, const Hash256& digest, const Signature64& signature) const override
    {
        return verifySignature(key, digest, signature);
    }
};

}  // namespace

Result<PublicKey> PublicKey::fromHex(std::string_view hex, std::string_view what)
{
    MS_ASSIGN(const Bytes bytes, meterseal::fromHex(hex, what));
    return fromBytes(bytes, what);
}

Result<PublicKey> PublicKey::fromBytes(ByteView bytes, std::string_view what)
{
    PublicKey key;
    if (bytes.size() != key.bytes.size()) {
        return makeError(ErrorCode::InvalidArgument, "key.length",
                         fmt::format("The {} has {} bytes; a compressed secp256k1 point has {}.", what, bytes.size(),
                                     key.bytes.size()));
    }
    secp256k1_pubkey point;
    if (secp256k1_ec_pubkey_parse(curve(), &point, bytes.data(), bytes.size()) != 1) {
        return makeError(ErrorCode::InvalidArgument, "key.not-on-curve",
                         fmt::format("The {} is not a compressed point of the curve secp256k1.", what));
    }
    std::copy(bytes.begin(), bytes.end(), key.bytes.begin());
    return key;
}

Result<PrivateKey> PrivateKey::fromBytes(ByteView bytes)
{
    if (bytes.size() != kScalarSize) {
        return makeError(
            ErrorCode::InvalidArgument, "key.length",
            fmt::format("The private key has {} bytes; a secp256k1 scalar has {}.", bytes.size(), kScalarSize));
    }
    if (secp256k1_ec_seckey_verify(curve(), bytes.data()) != 1) {
        return makeError(ErrorCode::InvalidArgument, "key.out-of-range",
                         "The private key is zero or not below the order of secp256k1, so it is no key.");
    }
    return PrivateKey(SecretBytes(bytes));
}

PrivateKey PrivateKey::generate()
{
    for (;;) {  // one draw in 2^128 falls outside the range
        SecretBytes secret = randomBytes(kScalarSize);
        if (secp256k1_ec_seckey_verify(curve(), secret.view().data()) == 1) {
            return PrivateKey(std::move(secret));
        }
    }
}

PublicKey PrivateKey::publicKey() const
{
    secp256k1_pubkey point;
    detail::requireLibrary(secp256k1_ec_pubkey_create(curve(), &point, m_secret.view().data()) == 1,
                           "deriving a public key");
    PublicKey key;
    std::size_t size = key.bytes.size();
    secp256k1_ec_pubkey_serialize(curve(), key.bytes.data(), &size, &point, SECP256K1_EC_COMPRESSED);
    return key;
}

Signature64 PrivateKey::sign(const Hash256& digest) const
{
    // The library's own nonce function is RFC 6979 with SHA-256, and it returns the low S.
    secp256k1_ecdsa_signature signature;
    detail::requireLibrary(
        secp256k1_ecdsa_sign(curve(), &signature, digest.data(), m_secret.view().data(), nullptr, nullptr) == 1,
        "signing");
    Signature64 out;
    secp256k1_ecdsa_signature_serialize_compact(curve(), out.data(), &signature);
    return out;
}

bool verifySignature(const PublicKey& key, const Hash256& digest, const Signature64& signature)
{
    secp256k1_pubkey point;
    secp256k1_ecdsa_signature parsed;
    // Parsing refuses r or s >= n, verifying refuses zeros and a high S.
    return secp256k1_ec_pubkey_parse(curve(), &point, key.bytes.data(), key.bytes.size()) == 1 &&
           secp256k1_ecdsa_signature_parse_compact(curve(), &parsed, signature.data()) == 1 &&
           secp256k1_ecdsa_verify(curve(), &parsed, digest.data(), &point) == 1;
}

std::string addressOf(const PublicKey& key)
{
    return toBase58(sha256(ByteView(key)));
}

const Suite& defaultSuite()
{
    static const DefaultSuite suite;
    return suite;
}

Result<const Suite*> findSuite(std::string_view name)
{
    if (name == defaultSuite().name()) {
        return &defaultSuite();
    }
    return makeError(
        ErrorCode::Unsupported, "suite.unknown",
        fmt::format("The suite \"{}\" is not known; this program knows \"{}\". A newer program may be needed.", name,
                    defaultSuite().name()));
}

}  // namespace meterseal::crypto
