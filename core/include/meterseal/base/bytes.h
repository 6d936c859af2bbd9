// Bytes, 32-byte hashes and their text forms: lowercase hex and Base58 (Bitcoin alphabet), PROTOCOL.md section 1.
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView asBytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string toHex(ByteView bytes);

// Accepts lowercase hex only (the protocol prints nothing else); `what` names the field in the message.
Result<Bytes> fromHex(std::string_view hex, std::string_view what = "hex text");

std::string toBase58(ByteView bytes);
Result<Bytes> fromBase58(std::string_view text, std::string_view what = "Base58 text");

// A SHA-256 value. All zeros is a valid value and means "none" only where a field says so.
struct Hash256 {
    std::array<std::uint8_t, 32> bytes{};

    static constexpr std::size_t kSize = 32;

    auto operator<=>(const Hash256&) const = default;

    std::uint8_t* data() { return bytes.data(); }
    const std::uint8_t* data() const { return bytes.data(); }
    operator ByteView() const { return bytes; }
    bool isZero() const { return *this == Hash256{}; }
    std::string hex() const { return toHex(bytes); }

    static Result<Hash256> fromHex(std::string_view hex, std::string_view what = "hash");
    static Result<Hash256> fromBytes(ByteView bytes, std::string_view what = "hash");
    // Precondition: 32 readable bytes at `data`.
    static Hash256 copyFrom(const std::uint8_t* data)
    {
        Hash256 h;
        std::memcpy(h.bytes.data(), data, kSize);
        return h;
    }
};
static_assert(sizeof(Hash256) == 32, "arrays of Hash256 are read as arrays of bytes");

// A run of hashes seen as its bytes, and back.
inline ByteView asBytes(std::span<const Hash256> hashes)
{
    return {reinterpret_cast<const std::uint8_t*>(hashes.data()), hashes.size() * Hash256::kSize};
}

}  // namespace meterseal

template <>
struct std::hash<meterseal::Hash256> {
    std::size_t operator()(const meterseal::Hash256& h) const noexcept
    {
        std::size_t v;
        std::memcpy(&v, h.bytes.data(), sizeof v);  // already uniform
        return v;
    }
};
