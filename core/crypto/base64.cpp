#include "meterseal/crypto/base64.h"

#include <openssl/evp.h>

#include <fmt/format.h>
#include <limits>

namespace meterseal::crypto {

std::string toBase64(ByteView bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a zero
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

Result<Bytes> fromBase64(std::string_view text, std::string_view what)
{
    const auto refuse = [&] {
        return makeError(ErrorCode::InvalidArgument, "base64.syntax",
                         fmt::format("The {} is not Base64 in its canonical form.", what));
    };
    if (text.size() % 4 != 0 || text.size() > std::numeric_limits<int>::max() / 2) {
        return refuse();
    }
    Bytes bytes(text.size() / 4 * 3);
    if (!text.empty()) {
        const int size = EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                         static_cast<int>(text.size()));
        if (size < 0) {
            return refuse();
        }
        bytes.resize(static_cast<std::size_t>(size) - (text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0));
    }
    // OpenSSL skips white space and takes unused bits: only what it would write itself is canonical.
    if (toBase64(bytes) != text) {
        return refuse();
    }
    return bytes;
}

}  // namespace meterseal::crypto
