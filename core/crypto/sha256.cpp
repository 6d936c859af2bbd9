#include "meterseal/crypto/sha256.h"

#include "crypto/sha256_openssl.h"
#include "crypto/sha256_x86.h"

#include <atomic>

#if METERSEAL_HAS_SHA_EXTENSIONS
#include <cpuid.h>
#endif

namespace meterseal::crypto {

namespace {

bool shaExtensionsPresent()
{
#if METERSEAL_HAS_SHA_EXTENSIONS
    constexpr unsigned kSsse3 = 1u << 9;
    constexpr unsigned kSse41 = 1u << 19;
    constexpr unsigned kSha = 1u << 29;
    unsigned eax = 0;
    unsigned ebx = 0;
    unsigned ecx = 0;
    unsigned edx = 0;
    if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) == 0 || (ecx & kSsse3) == 0 || (ecx & kSse41) == 0) {
        return false;
    }
    return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx & kSha) != 0;
#else
    return false;
#endif
}

std::atomic<bool>& extensionsInUse()
{
    static std::atomic<bool> inUse = shaExtensionsPresent();
    return inUse;
}

bool useExtensions()
{
    return extensionsInUse().load(std::memory_order_relaxed);
}

#if METERSEAL_HAS_SHA_EXTENSIONS
detail::ShaMessage messageOf(ByteView message)
{
    return {message.data(), message.size(), false, 0};
}

detail::ShaMessage messageOf(std::uint8_t prefix, ByteView message)
{
    return {message.data(), message.size(), true, prefix};
}
#endif

}  // namespace

Hash256 sha256(ByteView message)
{
#if METERSEAL_HAS_SHA_EXTENSIONS
    if (useExtensions()) {
        Hash256 hash;
        detail::shaHash(messageOf(message), hash.data());
        return hash;
    }
#endif
    return detail::opensslSha256(message, {});
}

Hash256 sha256Prefixed(std::uint8_t prefix, ByteView message)
{
#if METERSEAL_HAS_SHA_EXTENSIONS
    if (useExtensions()) {
        Hash256 hash;
        detail::shaHash(messageOf(prefix, message), hash.data());
        return hash;
    }
#endif
    return detail::opensslSha256({&prefix, 1}, message);
}

PlainAndPrefixed sha256PlainAndPrefixed(std::uint8_t prefix, ByteView message)
{
#if METERSEAL_HAS_SHA_EXTENSIONS
    if (useExtensions()) {
        PlainAndPrefixed hashes;
        detail::shaHashPair(messageOf(message), messageOf(prefix, message), hashes.plain.data(),
                            hashes.prefixed.data());
        return hashes;
    }
#endif
    return {sha256(message), sha256Prefixed(prefix, message)};
}

void sha256PrefixedMany(std::uint8_t prefix, std::span<const ByteView> messages, std::span<Hash256> out)
{
    std::size_t i = 0;
#if METERSEAL_HAS_SHA_EXTENSIONS
    if (useExtensions()) {
        for (; i + 2 <= messages.size(); i += 2) {
            detail::shaHashPair(messageOf(prefix, messages[i]), messageOf(prefix, messages[i + 1]), out[i].data(),
                                out[i + 1].data());
        }
    }
#endif
    for (; i < messages.size(); ++i) {
        out[i] = sha256Prefixed(prefix, messages[i]);
    }
}

void sha256Nodes(std::span<const Hash256> children, std::span<Hash256> out)
{
#if METERSEAL_HAS_SHA_EXTENSIONS
    if (useExtensions()) {
        detail::shaNodes(asBytes(children).data(), reinterpret_cast<std::uint8_t*>(out.data()), out.size());
        return;
    }
#endif
    constexpr std::uint8_t kNodePrefix = 1;
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = sha256Prefixed(kNodePrefix, asBytes(children.subspan(2 * i, 2)));
    }
}

const char* sha256EngineName()
{
    return useExtensions() ? "sha-ni" : "openssl";
}

bool setSha256Engine(Sha256Engine engine)
{
    const bool present = shaExtensionsPresent();
    if (engine == Sha256Engine::ShaExtensions && !present) {
        return false;
    }
    extensionsInUse() = engine != Sha256Engine::OpenSsl && present;
    return true;
}

}  // namespace meterseal::crypto
