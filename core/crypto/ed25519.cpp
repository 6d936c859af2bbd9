#include "meterseal/crypto/keys.h"

#include "crypto/openssl_support.h"

#include <openssl/bn.h>

#include <algorithm>
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

// y without the sign bit of x, little-endian as RFC 8032 section 5.1.2 encodes it.
Ed25519PublicKey yOf(const Ed25519PublicKey& key)
{
    Ed25519PublicKey y = key;
    y.back() &= 0x7f;
    return y;
}

// p = 2^255 - 19.
constexpr Ed25519PublicKey kPrime = {0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};

bool isCanonical(const Ed25519PublicKey& key)
{
    const Ed25519PublicKey y = yOf(key);
    return std::lexicographical_compare(y.rbegin(), y.rend(), kPrime.rbegin(), kPrime.rend());
}

// The y of the eight points whose order divides 8; those with y >= p are not canonical to begin with.
bool isOfSmallOrder(const Ed25519PublicKey& key)
{
    static constexpr Ed25519PublicKey kSmallOrder[] = {
        {0},                                                                                              // order 4
        {1},                                                                                              // order 1
        {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,  // order 2
         0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
        {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,  // order 8
         0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
        {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,  // order 8
         0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
    };
    return std::find(std::begin(kSmallOrder), std::end(kSmallOrder), yOf(key)) != std::end(kSmallOrder);
}

struct BigNumbers {
    BN_CTX* context = BN_CTX_new();
    BigNumbers()
    {
        detail::requireLibrary(context != nullptr, "computing with large numbers");
        BN_CTX_start(context);
    }
    BigNumbers(const BigNumbers&) = delete;
    BigNumbers& operator=(const BigNumbers&) = delete;
    ~BigNumbers()
    {
        BN_CTX_end(context);
        BN_CTX_free(context);
    }
    BIGNUM* next() const { return BN_CTX_get(context); }
};

// Is there an x to this y? x^2 = (y^2 - 1) / (d y^2 + 1) with d = -121665/121666 (RFC 8032 section 5.1.3). For the
// question of being a square the quotient may be a product, and with d's denominator cleared it is
// (y^2 - 1) (121666 - 121665 y^2) 121666. Not constant-time: public keys are public.
bool isOnCurve(const Ed25519PublicKey& key)
{
    constexpr BN_ULONG kNumerator = 121665;
    constexpr BN_ULONG kDenominator = 121666;
    const BigNumbers numbers;
    BIGNUM* const p = numbers.next();
    BIGNUM* const y2 = numbers.next();
    BIGNUM* const left = numbers.next();
    BIGNUM* const right = numbers.next();
    const Ed25519PublicKey y = yOf(key);
    const bool done = right != nullptr && BN_lebin2bn(kPrime.data(), kPrime.size(), p) != nullptr &&
                      BN_lebin2bn(y.data(), y.size(), y2) != nullptr && BN_mod_sqr(y2, y2, p, numbers.context) == 1 &&
                      BN_copy(left, y2) != nullptr && BN_sub_word(left, 1) == 1 && BN_copy(right, y2) != nullptr &&
                      BN_mul_word(right, kNumerator) == 1 && BN_sub_word(right, kDenominator) == 1;
    detail::requireLibrary(done, "checking an Ed25519 key");
    BN_set_negative(right, BN_is_negative(right) == 0 ? 1 : 0);
    const bool multiplied = BN_mod_mul(left, left, right, p, numbers.context) == 1 &&
                            BN_mul_word(left, kDenominator) == 1 && BN_nnmod(left, left, p, numbers.context) == 1;
    detail::requireLibrary(multiplied, "checking an Ed25519 key");
    const int symbol = BN_kronecker(left, p, numbers.context);
    detail::requireLibrary(symbol >= -1, "checking an Ed25519 key");
    return symbol != -1;
}

}  // namespace

Status checkEd25519Key(const Ed25519PublicKey& key, std::string_view what)
{
    const char* const fault = !isCanonical(key)     ? "is not the canonical encoding of a point"
                              : isOfSmallOrder(key) ? "is a point of small order, for which anyone could sign"
                              : !isOnCurve(key)     ? "is no point on the curve"
                                                    : nullptr;
    if (fault == nullptr) {
        return {};
    }
    return makeError(
        ErrorCode::InvalidArgument, "key.ed25519",
        fmt::format("The {} {} {}. It was not taken; use a key that a program generated.", what, toHex(key), fault));
}

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
    // Any 32 bytes load; whether they are a point shows only when verifying, which then says no. OpenSSL takes points
    // of small order, though, and for those there is a signature that fits any message.
    if (!isCanonical(key) || isOfSmallOrder(key)) {
        return false;
    }
    const detail::PKey loaded(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
    const detail::MdContext context(EVP_MD_CTX_new());
    detail::requireLibrary(loaded != nullptr && context != nullptr &&
                               EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, loaded.get()) == 1,
                           "preparing an Ed25519 verification");
    return EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

}  // namespace meterseal::crypto
