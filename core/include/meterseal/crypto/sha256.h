// SHA-256, one message or many at a time.
//
// The many-at-once functions use the processor's SHA extensions, several messages interleaved, where it has them (found
// at run time), and OpenSSL with a digest fetched once elsewhere. Both give the same bytes; tests run both.
//
// Thread-safety: all functions may be called from any thread at once.
#pragma once

#include "meterseal/base/bytes.h"

#include <cstddef>
#include <memory>
#include <span>

namespace meterseal::crypto {

Hash256 sha256(ByteView message);
inline Hash256 sha256(std::string_view message)
{
    return sha256(asBytes(message));
}

// SHA256(prefix || message) without a copy by the caller.
Hash256 sha256Prefixed(std::uint8_t prefix, ByteView message);

// SHA256(message) and SHA256(prefix || message) of a long message, side by side.
struct PlainAndPrefixed {
    Hash256 plain, prefixed;
};
PlainAndPrefixed sha256PlainAndPrefixed(std::uint8_t prefix, ByteView message);

// A message that comes in pieces. One thread at a time.
class Sha256Stream {
public:
    Sha256Stream();
    ~Sha256Stream();
    Sha256Stream(const Sha256Stream&) = delete;
    Sha256Stream& operator=(const Sha256Stream&) = delete;

    void update(ByteView piece);
    Hash256 finish();  // then it begins a new message

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// out[i] = SHA256(prefix || messages[i]); out.size() == messages.size().
void sha256PrefixedMany(std::uint8_t prefix, std::span<const ByteView> messages, std::span<Hash256> out);

// One level of an RFC 9162 tree: out[i] = SHA256(0x01 || children[2i] || children[2i+1]).
// children.size() == 2 * out.size(). `out` may begin where `children` begins (in-place reduction).
void sha256Nodes(std::span<const Hash256> children, std::span<Hash256> out);

// Which implementation is at work: "sha-ni" or "openssl".
enum class Sha256Engine { Auto, ShaExtensions, OpenSsl };
const char* sha256EngineName();
// For tests and benchmarks. Returns false (and changes nothing) where the machine lacks the extensions.
// Not to be called while other threads hash.
bool setSha256Engine(Sha256Engine engine);

}  // namespace meterseal::crypto
