#include "crypto/openssl_support.h"

#include <openssl/err.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace meterseal::crypto::detail {

void requireLibrary(bool succeeded, const char* what)
{
    if (succeeded) {
        return;
    }
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_peek_last_error(), reason.data(), reason.size());
    std::fprintf(stderr, "MeterSeal stops: the cryptographic library failed at %s (%s). Nothing was written.\n", what,
                 reason.data());
    std::abort();
}

}  // namespace meterseal::crypto::detail
