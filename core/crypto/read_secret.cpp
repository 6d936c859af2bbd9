#include "meterseal/crypto/read_secret.h"

#include "meterseal/file/descriptor.h"

#include <fmt/format.h>

namespace meterseal::crypto {

Result<SecretBytes> readSecret(int descriptor, SecretEnd end, std::string_view what)
{
    SecretBytes buffer(kMaxSecretBytes + 1);
    std::size_t size = 0;
    for (;;) {
        const std::size_t wanted = end == SecretEnd::Line ? 1 : kMaxSecretBytes + 1 - size;
        MS_ASSIGN(const std::size_t got, readDescriptor(descriptor, buffer.data() + size, wanted));
        if (got == 0 || (end == SecretEnd::Line && buffer.data()[size] == '\n')) {
            break;
        }
        size += got;
        if (size > kMaxSecretBytes) {
            return makeError(
                ErrorCode::InvalidArgument, "secret.too-long",
                fmt::format("The {} has more than {} bytes. Nothing was done with it.", what, kMaxSecretBytes));
        }
    }
    std::string_view text = asText(buffer.view().first(size));
    for (const char last : {'\n', '\r'}) {
        if (text.ends_with(last)) {
            text.remove_suffix(1);
        }
    }
    return SecretBytes(text);
}

}  // namespace meterseal::crypto
