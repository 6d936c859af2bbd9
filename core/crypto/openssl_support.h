// What every user of a cryptographic library here needs: owners for OpenSSL objects and one way to treat a failure that
// only a broken library or exhausted memory can cause.
#pragma once

#include <openssl/evp.h>

#include <memory>

namespace meterseal::crypto::detail {

// Ends the process with a sentence unless `succeeded`. For calls whose arguments are all ours: going on would mean a
// wrong hash, a weak key or a signature of nothing, and each of these is worse than stopping.
void requireLibrary(bool succeeded, const char* what);

struct OpenSslDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

using MdContext = std::unique_ptr<EVP_MD_CTX, OpenSslDeleter>;
using PKey = std::unique_ptr<EVP_PKEY, OpenSslDeleter>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, OpenSslDeleter>;

}  // namespace meterseal::crypto::detail
