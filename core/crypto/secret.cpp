#include "meterseal/crypto/secret.h"

#include "crypto/openssl_support.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <climits>

namespace meterseal::crypto {

void wipe(void* data, std::size_t size)
{
    if (size != 0) {
        OPENSSL_cleanse(data, size);
    }
}

void wipe(std::string& text)
{
    // The whole capacity: an earlier, longer content may still stand behind the end.
    text.resize(text.capacity());
    wipe(text.data(), text.size());
    text.clear();
}

SecretBytes randomBytes(std::size_t size)
{
    SecretBytes bytes(size);
    detail::requireLibrary(size <= INT_MAX && (size == 0 || RAND_priv_bytes(bytes.data(), static_cast<int>(size)) == 1),
                           "reading random bytes");
    return bytes;
}

std::string toBase32(ByteView bytes)
{
    constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    // The exact size at once: growing would leave copies of a password in freed memory.
    std::string text((bytes.size() * 8 + 4) / 5, '\0');
    unsigned window = 0;  // only its lowest `bits` bits and the byte above them matter
    unsigned bits = 0;
    std::size_t at = 0;
    for (const std::uint8_t byte : bytes) {
        window = window << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5) {
            text[at++] = kAlphabet[window >> (bits - 5) & 31];
        }
    }
    if (bits != 0) {
        text[at] = kAlphabet[window << (5 - bits) & 31];
    }
    return text;
}

}  // namespace meterseal::crypto
