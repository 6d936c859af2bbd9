#include "crypto/sha256_openssl.h"

#include "crypto/openssl_support.h"
#include "meterseal/crypto/sha256.h"

namespace meterseal::crypto {

namespace detail {

namespace {

// Fetching costs more than hashing a record, so it is done once; the digest lives as long as the process.
const EVP_MD* fetchedSha256()
{
    static const EVP_MD* const digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    requireLibrary(digest != nullptr, "fetching SHA256");
    return digest;
}

}  // namespace

Hash256 opensslSha256(ByteView head, ByteView tail)
{
    thread_local const MdContext context(EVP_MD_CTX_new());
    requireLibrary(context != nullptr, "making a digest context");
    Hash256 hash;
    const bool done = EVP_DigestInit_ex2(context.get(), fetchedSha256(), nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), head.data(), head.size()) == 1 &&
                      EVP_DigestUpdate(context.get(), tail.data(), tail.size()) == 1 &&
                      EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1;
    requireLibrary(done, "SHA256");
    return hash;
}

}  // namespace detail

struct Sha256Stream::Impl {
    detail::MdContext context{EVP_MD_CTX_new()};

    void begin()
    {
        detail::requireLibrary(context != nullptr &&
                                   EVP_DigestInit_ex2(context.get(), detail::fetchedSha256(), nullptr) == 1,
                               "beginning a digest");
    }
};

Sha256Stream::Sha256Stream() : m_impl(std::make_unique<Impl>())
{
    m_impl->begin();
}

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::update(ByteView piece)
{
    detail::requireLibrary(EVP_DigestUpdate(m_impl->context.get(), piece.data(), piece.size()) == 1, "SHA256");
}

Hash256 Sha256Stream::finish()
{
    Hash256 hash;
    detail::requireLibrary(EVP_DigestFinal_ex(m_impl->context.get(), hash.data(), nullptr) == 1, "SHA256");
    m_impl->begin();
    return hash;
}

}  // namespace meterseal::crypto
