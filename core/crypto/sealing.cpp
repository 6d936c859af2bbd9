#include "crypto/sealing.h"

#include "crypto/openssl_support.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>

namespace meterseal::crypto {

namespace {

// Fetched once: an implicit fetch at each use costs more than sealing a key.
const EVP_CIPHER* aes256Gcm()
{
    static EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    detail::requireLibrary(cipher != nullptr, "fetching AES-256-GCM");
    return cipher;
}

EVP_MAC* hmac()
{
    static EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    detail::requireLibrary(mac != nullptr, "fetching HMAC");
    return mac;
}

}  // namespace

Bytes sealWith(ByteView key, ByteView nonce, ByteView bound, ByteView plain)
{
    Bytes sealed(plain.size() + kSealTagSize);
    const detail::CipherContext cipher(EVP_CIPHER_CTX_new());
    int written = 0;
    std::uint8_t* const tag = sealed.data() + plain.size();
    const bool done = cipher != nullptr &&
                      EVP_EncryptInit_ex(cipher.get(), aes256Gcm(), nullptr, key.data(), nonce.data()) == 1 &&
                      EVP_EncryptUpdate(cipher.get(), nullptr, &written, bound.data(), int(bound.size())) == 1 &&
                      EVP_EncryptUpdate(cipher.get(), sealed.data(), &written, plain.data(), int(plain.size())) == 1 &&
                      EVP_EncryptFinal_ex(cipher.get(), tag, &written) == 1 &&
                      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, int(kSealTagSize), tag) == 1;
    detail::requireLibrary(done, "encrypting");
    return sealed;
}

std::optional<SecretBytes> unsealWith(ByteView key, ByteView nonce, ByteView bound, ByteView sealed)
{
    if (sealed.size() < kSealTagSize) {
        return std::nullopt;
    }
    const ByteView content = sealed.first(sealed.size() - kSealTagSize);
    const ByteView given = sealed.last(kSealTagSize);
    Bytes tag(given.begin(), given.end());  // the interface takes it writable
    SecretBytes plain(content.size());
    const detail::CipherContext cipher(EVP_CIPHER_CTX_new());
    int written = 0;
    const bool ready =
        cipher != nullptr && EVP_DecryptInit_ex(cipher.get(), aes256Gcm(), nullptr, key.data(), nonce.data()) == 1 &&
        EVP_DecryptUpdate(cipher.get(), nullptr, &written, bound.data(), int(bound.size())) == 1 &&
        EVP_DecryptUpdate(cipher.get(), plain.data(), &written, content.data(), int(content.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, int(tag.size()), tag.data()) == 1;
    detail::requireLibrary(ready, "decrypting");
    std::uint8_t none = 0;
    if (EVP_DecryptFinal_ex(cipher.get(), &none, &written) != 1) {
        return std::nullopt;
    }
    return plain;
}

Bytes sealFresh(ByteView key, ByteView bound, ByteView plain)
{
    const SecretBytes nonce = randomBytes(kSealNonceSize);
    Bytes sealed(nonce.view().begin(), nonce.view().end());
    const Bytes rest = sealWith(key, nonce.view(), bound, plain);
    sealed.insert(sealed.end(), rest.begin(), rest.end());
    return sealed;
}

std::optional<SecretBytes> unsealFresh(ByteView key, ByteView bound, ByteView sealed)
{
    if (sealed.size() < kSealNonceSize) {
        return std::nullopt;
    }
    return unsealWith(key, sealed.first(kSealNonceSize), bound, sealed.subspan(kSealNonceSize));
}

// ---- KeyedHash ----------------------------------------------------------------------------------------------------

struct KeyedHash::Context {
    EVP_MAC_CTX* mac = EVP_MAC_CTX_new(hmac());
    Context() = default;
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { EVP_MAC_CTX_free(mac); }
};

KeyedHash::KeyedHash(ByteView key) : m_context(std::make_unique<Context>())
{
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                     OSSL_PARAM_construct_end()};
    detail::requireLibrary(m_context->mac != nullptr &&
                               EVP_MAC_init(m_context->mac, key.data(), key.size(), parameters) == 1,
                           "preparing HMAC");
}

KeyedHash::KeyedHash(KeyedHash&&) noexcept = default;
KeyedHash& KeyedHash::operator=(KeyedHash&&) noexcept = default;
KeyedHash::~KeyedHash() = default;

Hash256 KeyedHash::of(std::span<const ByteView> pieces) const
{
    Hash256 hash;
    std::size_t size = 0;
    bool done = EVP_MAC_init(m_context->mac, nullptr, 0, nullptr) == 1;  // the same key again
    for (const ByteView piece : pieces) {
        done = done && EVP_MAC_update(m_context->mac, piece.data(), piece.size()) == 1;
    }
    done = done && EVP_MAC_final(m_context->mac, hash.bytes.data(), &size, hash.bytes.size()) == 1;
    detail::requireLibrary(done && size == hash.bytes.size(), "computing HMAC");
    return hash;
}

std::optional<SecretBytes> scrypt(const SecretBytes& passphrase, ByteView salt, std::uint64_t n, std::uint32_t r,
                                  std::uint32_t p, std::uint64_t memory, std::size_t size)
{
    SecretBytes key(size);
    const std::string_view text = passphrase.text();
    if (EVP_PBE_scrypt(text.data(), text.size(), salt.data(), salt.size(), n, r, p, memory, key.data(), key.size()) !=
        1) {
        return std::nullopt;
    }
    return key;
}

void requireSeal(bool held, const char* what)
{
    detail::requireLibrary(held, what);
}

bool equalSecrets(ByteView left, ByteView right)
{
    return CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace meterseal::crypto
