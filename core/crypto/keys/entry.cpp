#include "crypto/keys/entry.h"

#include <algorithm>

namespace meterseal::crypto::detail {

namespace {

constexpr std::size_t kKeySize = 32;

std::array<std::uint8_t, 4> sizeBytes(std::size_t size)
{
    return {static_cast<std::uint8_t>(size >> 24), static_cast<std::uint8_t>(size >> 16),
            static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)};
}

// Texts, a key and perhaps a second one, in a buffer that has its size from the start: growing would leave secrets in
// freed memory.
SecretBytes encode(std::initializer_list<ByteView> texts, ByteView key, ByteView second = {})
{
    std::size_t size = key.size() + second.size();
    for (const ByteView text : texts) {
        size += 4 + text.size();
    }
    SecretBytes encoded(size);
    std::uint8_t* to = encoded.data();
    for (const ByteView text : texts) {
        const auto front = sizeBytes(text.size());
        to = std::copy(front.begin(), front.end(), to);
        to = std::copy(text.begin(), text.end(), to);
    }
    to = std::copy(key.begin(), key.end(), to);
    std::copy(second.begin(), second.end(), to);
    return encoded;
}

}  // namespace

SecretBytes encode(const OrganisationKey& organisation)
{
    return encode({asBytes(organisation.id)}, organisation.key.secret().view(),
                  organisation.witness ? organisation.witness->secret().view() : ByteView());
}

SecretBytes encode(const MeterSecret& meter)
{
    return encode({asBytes(meter.mn), asBytes(meter.location), asBytes(meter.manufacturer), asBytes(meter.address),
                   meter.password.view(), meter.token.view()},
                  meter.key.secret().view());
}

SecretBytes encode(std::string_view name, const Ed25519PrivateKey& key)
{
    return encode({asBytes(name)}, key.secret().view());
}

ByteView EntryReader::bytes(std::size_t size)
{
    if (m_failed || size > m_rest.size()) {
        m_failed = true;
        return {};
    }
    const ByteView taken = m_rest.first(size);
    m_rest = m_rest.subspan(size);
    return taken;
}

std::size_t EntryReader::number()
{
    std::size_t value = 0;
    for (const std::uint8_t byte : bytes(4)) {
        value = value << 8 | byte;
    }
    return value;
}

std::string EntryReader::text()
{
    return std::string(asText(bytes(number())));
}

std::optional<PrivateKey> EntryReader::key()
{
    Result<PrivateKey> key = PrivateKey::fromBytes(bytes(kKeySize));
    m_failed = m_failed || !key.ok();
    return m_failed ? std::nullopt : std::optional(std::move(key).value());
}

std::optional<OrganisationKey> EntryReader::organisation()
{
    std::string id = text();
    auto secret = key();
    return secret ? std::optional(OrganisationKey{std::move(id), std::move(*secret), {}}) : std::nullopt;
}

std::optional<MeterSecret> EntryReader::meter()
{
    std::string mn = text();
    std::string location = text();
    std::string manufacturer = text();
    std::string address = text();
    SecretBytes password(bytes(number()));
    SecretBytes token(bytes(number()));
    auto secret = key();
    if (!secret) {
        return std::nullopt;
    }
    return MeterSecret{std::move(mn),       std::move(location), std::move(manufacturer), std::move(address),
                       std::move(password), std::move(token),    std::move(*secret)};
}

std::optional<Ed25519PrivateKey> EntryReader::ed25519()
{
    Result<Ed25519PrivateKey> key = Ed25519PrivateKey::fromBytes(bytes(kKeySize));
    m_failed = m_failed || !key.ok();
    return m_failed ? std::nullopt : std::optional(std::move(key).value());
}

}  // namespace meterseal::crypto::detail
