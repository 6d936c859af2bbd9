#include "meterseal/crypto/keys.h"

#include "crypto/openssl_support.h"

#include <fmt/format.h>

namespace meterseal::crypto {

namespace {

constexpr std::size_t kSeedSize = 32;

detail::PKey loadSeed(const SecretBytes& seed)
{
    detail::PKey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.view().data(), seed.size()));
    detail::requireLibrary(key != nullptr, "loading an Ed25519 key");
    return key;
}

}  // namespace

Result<Ed25519PrivateKey> Ed25519PrivateKey::fromBytes(ByteView seed)
{
    if (seed.size() != kSeedSize) {
        return makeError(ErrorCode::InvalidArgument, "key.length",
                         fmt::format("The Ed25519 seed has {} bytes; {} are needed.", seed.size(), kSeedSize));
    }
    return Ed25519PrivateKey(SecretBytes(seed));
}

Ed25519PrivateKey Ed25519PrivateKey::generate()
{
    return Ed25519PrivateKey(randomBytes(kSeedSize));
}

Ed25519PublicKey Ed25519PrivateKey::publicKey() const
{
    Ed25519PublicKey out;
    std::size_t size = out.size();
    detail::requireLibrary(EVP_PKEY_get_raw_public_key(loadSeed(m_seed).get(), out.data(), &size) == 1,
                           "deriving an Ed25519 public key");
    return out;
}

Signature64 Ed25519PrivateKey::sign(ByteView message) const
{
    const detail::PKey key = loadSeed(m_seed);
    const detail::MdContext context(EVP_MD_CTX_new());
    Signature64 out;
    std::size_t size = out.size();
    const bool done =
        context != nullptr && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
        EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) == 1 && size == out.size();
    detail::requireLibrary(done, "signing with Ed25519");
    return out;
}

bool verifyEd25519(const Ed25519PublicKey& key, ByteView message, const Signature64& signature)
{
    // Any 32 bytes load; whether they are a point shows only when verifying, which then says no.
    const detail::PKey loaded(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
    const detail::MdContext context(EVP_MD_CTX_new());
    detail::requireLibrary(loaded != nullptr && context != nullptr &&
                               EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, loaded.get()) == 1,
                           "preparing an Ed25519 verification");
    return EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

}  // namespace meterseal::crypto
