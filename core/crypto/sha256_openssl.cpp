#include "crypto/sha256_openssl.h"

#include "crypto/openssl_support.h"

namespace meterseal::crypto::detail {

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

}  // namespace meterseal::crypto::detail
