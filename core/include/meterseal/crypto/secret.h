// SecretBytes: memory that is wiped when it goes. Secrets are never logged, printed or copied into long-lived strings.
//
// Thread-safety: a value; not shared between threads without external synchronisation.
#pragma once

#include "meterseal/base/bytes.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace meterseal::crypto {

void wipe(void* data, std::size_t size);  // OPENSSL_cleanse
void wipe(std::string& text);             // wipes the content and empties it

class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size) : m_bytes(size) {}
    explicit SecretBytes(ByteView bytes) : m_bytes(bytes.begin(), bytes.end()) {}
    explicit SecretBytes(std::string_view text) : SecretBytes(asBytes(text)) {}
    ~SecretBytes() { wipe(m_bytes.data(), m_bytes.size()); }

    SecretBytes(const SecretBytes& other) : m_bytes(other.m_bytes) {}
    SecretBytes& operator=(const SecretBytes& other)
    {
        SecretBytes copy(other);
        std::swap(m_bytes, copy.m_bytes);
        return *this;
    }
    SecretBytes(SecretBytes&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}
    SecretBytes& operator=(SecretBytes&& other) noexcept
    {
        std::swap(m_bytes, other.m_bytes);
        return *this;
    }

    ByteView view() const { return m_bytes; }
    std::string_view text() const { return asText(m_bytes); }
    std::uint8_t* data() { return m_bytes.data(); }
    std::size_t size() const { return m_bytes.size(); }
    bool empty() const { return m_bytes.empty(); }

private:
    Bytes m_bytes;
};

// Cryptographically strong random bytes from the operating system (via OpenSSL).
SecretBytes randomBytes(std::size_t size);

// RFC 4648 Base32, lowercase, no padding: what meter passwords and tokens are printed in.
std::string toBase32(ByteView bytes);

}  // namespace meterseal::crypto
