#include "meterseal/base/bytes.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::string_view kBase58Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

constexpr std::array<std::int8_t, 256> inverse(std::string_view alphabet)
{
    std::array<std::int8_t, 256> table{};
    for (auto& entry : table) {
        entry = -1;
    }
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
    }
    return table;
}

constexpr auto kBase58Values = inverse(kBase58Alphabet);
constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr auto kHexValues = inverse(kHexDigits);

}  // namespace

std::string toHex(ByteView bytes)
{
    std::string out(bytes.size() * 2, '\0');
    char* p = out.data();
    for (const std::uint8_t byte : bytes) {
        *p++ = kHexDigits[byte >> 4];
        *p++ = kHexDigits[byte & 15];
    }
    return out;
}

Result<Bytes> fromHex(std::string_view hex, std::string_view what)
{
    if (hex.size() % 2 != 0) {
        return makeError(ErrorCode::InvalidArgument, "hex.odd-length",
                         fmt::format("The {} has {} hex digits; an even number is needed.", what, hex.size()));
    }
    Bytes out(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); ++i) {
        const std::int8_t value = kHexValues[static_cast<unsigned char>(hex[i])];
        if (value < 0) {
            return makeError(
                ErrorCode::InvalidArgument, "hex.bad-digit",
                fmt::format("The {} has a character at position {} that is not a lowercase hex digit.", what, i + 1));
        }
        out[i / 2] = static_cast<std::uint8_t>(out[i / 2] << 4 | value);
    }
    return out;
}

std::string toBase58(ByteView bytes)
{
    std::size_t zeros = 0;
    while (zeros < bytes.size() && bytes[zeros] == 0) {
        ++zeros;
    }
    // Base-58 digits, least significant first; log(256)/log(58) < 1.38 digits a byte.
    std::vector<std::uint8_t> digits;
    digits.reserve(bytes.size() * 138 / 100 + 1);
    for (const std::uint8_t byte : bytes.subspan(zeros)) {
        unsigned carry = byte;
        for (auto& digit : digits) {
            carry += static_cast<unsigned>(digit) << 8;
            digit = static_cast<std::uint8_t>(carry % 58);
            carry /= 58;
        }
        for (; carry != 0; carry /= 58) {
            digits.push_back(static_cast<std::uint8_t>(carry % 58));
        }
    }
    std::string out(zeros, kBase58Alphabet[0]);
    for (auto it = digits.rbegin(); it != digits.rend(); ++it) {
        out.push_back(kBase58Alphabet[*it]);
    }
    return out;
}

Result<Bytes> fromBase58(std::string_view text, std::string_view what)
{
    if (text.size() > 1024) {  // quadratic below; nothing in the protocol is longer than 44
        return makeError(
            ErrorCode::InvalidArgument, "base58.too-long",
            fmt::format("The {} is {} characters long, more than any Base58 text here.", what, text.size()));
    }
    std::size_t zeros = 0;
    while (zeros < text.size() && text[zeros] == kBase58Alphabet[0]) {
        ++zeros;
    }
    Bytes bytes;  // least significant first
    for (std::size_t i = zeros; i < text.size(); ++i) {
        const std::int8_t value = kBase58Values[static_cast<unsigned char>(text[i])];
        if (value < 0) {
            return makeError(
                ErrorCode::InvalidArgument, "base58.bad-character",
                fmt::format("The {} has a character at position {} that is not in the Base58 alphabet.", what, i + 1));
        }
        unsigned carry = static_cast<unsigned>(value);
        for (auto& byte : bytes) {
            carry += static_cast<unsigned>(byte) * 58;
            byte = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
        for (; carry != 0; carry >>= 8) {
            bytes.push_back(static_cast<std::uint8_t>(carry));
        }
    }
    bytes.insert(bytes.end(), zeros, 0);
    return Bytes(bytes.rbegin(), bytes.rend());
}

Result<Hash256> Hash256::fromHex(std::string_view hex, std::string_view what)
{
    if (hex.size() != 2 * kSize) {
        return makeError(
            ErrorCode::InvalidArgument, "hash.length",
            fmt::format("The {} has {} characters; 64 lowercase hex digits are needed.", what, hex.size()));
    }
    MS_ASSIGN(const Bytes bytes, meterseal::fromHex(hex, what));
    return copyFrom(bytes.data());
}

Result<Hash256> Hash256::fromBytes(ByteView bytes, std::string_view what)
{
    if (bytes.size() != kSize) {
        return makeError(ErrorCode::InvalidArgument, "hash.length",
                         fmt::format("The {} has {} bytes; 32 are needed.", what, bytes.size()));
    }
    return copyFrom(bytes.data());
}

}  // namespace meterseal
