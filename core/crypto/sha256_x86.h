// SHA-256 by the x86 SHA extensions. Only sha256.cpp calls these, and only after shaExtensionsPresent().
//
// The interface is plain pointers on purpose: sha256_x86.cpp is compiled for a newer processor than the rest, and any
// inline library function it used could be the copy the linker keeps for everybody.
#pragma once

#if defined(__x86_64__)
#define METERSEAL_HAS_SHA_EXTENSIONS 1
#else
#define METERSEAL_HAS_SHA_EXTENSIONS 0
#endif

#if METERSEAL_HAS_SHA_EXTENSIONS

#include <cstddef>
#include <cstdint>

namespace meterseal::crypto::detail {

// A message as it is hashed: an optional first byte, then `size` bytes at `data`.
struct ShaMessage {
    const std::uint8_t* data;
    std::size_t size;
    bool hasPrefix;
    std::uint8_t prefix;
};

// Writes 32 bytes to `out` (or to each of the two). The pair is quick where both have as many blocks.
void shaHash(const ShaMessage& message, std::uint8_t* out);
void shaHashPair(const ShaMessage& first, const ShaMessage& second, std::uint8_t* firstOut, std::uint8_t* secondOut);

// out[32 * i ...] = SHA256(0x01 || the 64 bytes at children + 64 * i), for i < count. `out` may equal `children`.
void shaNodes(const std::uint8_t* children, std::uint8_t* out, std::size_t count);

}  // namespace meterseal::crypto::detail

#endif
