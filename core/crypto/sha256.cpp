#include "meterseal/crypto/sha256.h"

#include "crypto/sha256_openssl.h"

namespace meterseal::crypto {

Hash256 sha256(ByteView message)
{
    return detail::opensslSha256(message, {});
}

Hash256 sha256Prefixed(std::uint8_t prefix, ByteView message)
{
    return detail::opensslSha256({&prefix, 1}, message);
}

void sha256PrefixedMany(std::uint8_t prefix, std::span<const ByteView> messages, std::span<Hash256> out)
{
    for (std::size_t i = 0; i < messages.size(); ++i) {
        out[i] = sha256Prefixed(prefix, messages[i]);
    }
}

void sha256Nodes(std::span<const Hash256> children, std::span<Hash256> out)
{
    constexpr std::uint8_t kNodePrefix = 1;
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = sha256Prefixed(kNodePrefix, asBytes(children.subspan(2 * i, 2)));
    }
}

const char* sha256EngineName()
{
    return "openssl";
}

bool setSha256Engine(Sha256Engine engine)
{
    return engine != Sha256Engine::ShaExtensions;
}

}  // namespace meterseal::crypto
