#include "crypto/key_store_content.h"

#include <algorithm>
#include <limits>

namespace meterseal::crypto::detail {

namespace {

constexpr std::size_t kKeySize = 32;

class Counter {
public:
    void bytes(ByteView bytes) { m_size += bytes.size(); }
    std::size_t size() const { return m_size; }

private:
    std::size_t m_size = 0;
};

// Fills a buffer that has the right size from the start: growing would leave secrets in freed memory.
class Filler {
public:
    explicit Filler(std::uint8_t* to) : m_to(to) {}
    void bytes(ByteView bytes) { m_to = std::copy(bytes.begin(), bytes.end(), m_to); }

private:
    std::uint8_t* m_to;
};

template <typename Sink>
void writeNumber(Sink& sink, std::size_t number)
{
    const std::array<std::uint8_t, 4> bytes{static_cast<std::uint8_t>(number >> 24),
                                            static_cast<std::uint8_t>(number >> 16),
                                            static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
    sink.bytes(bytes);
}

template <typename Sink>
void writeText(Sink& sink, ByteView text)
{
    writeNumber(sink, text.size());
    sink.bytes(text);
}

// Reads until something does not fit; after that everything is empty and failed() says so.
class Reader {
public:
    explicit Reader(ByteView bytes) : m_rest(bytes) {}

    ByteView bytes(std::size_t size)
    {
        if (m_failed || size > m_rest.size()) {
            m_failed = true;
            return {};
        }
        const ByteView taken = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return taken;
    }
    std::size_t number()
    {
        std::size_t value = 0;
        for (const std::uint8_t byte : bytes(4)) {
            value = value << 8 | byte;
        }
        return value;
    }
    ByteView textBytes() { return bytes(number()); }
    std::string text() { return std::string(asText(textBytes())); }
    bool failed() const { return m_failed; }
    bool atEnd() const { return m_rest.empty(); }

private:
    ByteView m_rest;
    bool m_failed = false;
};

Error damaged()
{
    return makeError(ErrorCode::Damaged, "keystore.damaged",
                     "The key store opens, but its content is not what its format says: a program wrote it wrongly. "
                     "It was not changed; restore it from a copy.");
}

}  // namespace

const OrganisationKey* KeyStoreContent::organisation(std::string_view id) const
{
    const auto found = m_organisations.find(id);
    return found == m_organisations.end() ? nullptr : &found->second;
}

const MeterSecret* KeyStoreContent::meterByMn(std::string_view mn) const
{
    const auto found = m_byMn.find(mn);
    return found == m_byMn.end() ? nullptr : found->second.back();
}

const MeterSecret* KeyStoreContent::meterByAddress(std::string_view address) const
{
    const auto found = m_meters.find(address);
    return found == m_meters.end() ? nullptr : &found->second;
}

std::vector<std::string> KeyStoreContent::organisationIds() const
{
    std::vector<std::string> ids;
    for (const auto& [id, key] : m_organisations) {
        ids.push_back(id);
    }
    return ids;
}

void KeyStoreContent::putOrganisation(OrganisationKey key)
{
    std::string id = key.id;
    m_organisations.insert_or_assign(std::move(id), std::move(key));
}

void KeyStoreContent::putMeter(MeterSecret meter)
{
    const auto known = m_meters.find(meter.address);
    if (known != m_meters.end()) {
        unlist(known->second);
    }
    std::string address = meter.address;
    const MeterSecret& put = m_meters.insert_or_assign(std::move(address), std::move(meter)).first->second;
    m_byMn[put.mn].push_back(&put);
}

bool KeyStoreContent::removeMeter(std::string_view address)
{
    const auto known = m_meters.find(address);
    if (known == m_meters.end()) {
        return false;
    }
    unlist(known->second);
    m_meters.erase(known);
    return true;
}

void KeyStoreContent::unlist(const MeterSecret& meter)
{
    const auto list = m_byMn.find(meter.mn);
    std::erase(list->second, &meter);
    if (list->second.empty()) {
        m_byMn.erase(list);
    }
}

template <typename Sink>
void KeyStoreContent::write(Sink& sink) const
{
    writeNumber(sink, m_organisations.size());
    for (const auto& [id, organisation] : m_organisations) {
        writeText(sink, asBytes(id));
        sink.bytes(organisation.key.secret().view());
    }
    writeNumber(sink, m_meters.size());
    for (const auto& [mn, meters] : m_byMn) {
        for (const MeterSecret* meter : meters) {
            writeText(sink, asBytes(meter->mn));
            writeText(sink, asBytes(meter->location));
            writeText(sink, asBytes(meter->manufacturer));
            writeText(sink, asBytes(meter->address));
            writeText(sink, meter->password.view());
            writeText(sink, meter->token.view());
            sink.bytes(meter->key.secret().view());
        }
    }
    const std::uint8_t hasSealer = m_sealer.has_value() ? 1 : 0;
    sink.bytes({&hasSealer, 1});
    if (m_sealer) {
        sink.bytes(m_sealer->secret().view());
    }
    const auto isWitness = [](const auto& entry) { return entry.second.witness.has_value(); };
    writeNumber(sink,
                static_cast<std::size_t>(std::count_if(m_organisations.begin(), m_organisations.end(), isWitness)));
    for (const auto& [id, organisation] : m_organisations) {
        if (organisation.witness) {
            writeText(sink, asBytes(id));
            sink.bytes(organisation.witness->secret().view());
        }
    }
}

std::size_t KeyStoreContent::serialisedSize() const
{
    Counter counter;
    write(counter);
    return counter.size();
}

SecretBytes KeyStoreContent::serialise() const
{
    SecretBytes bytes(serialisedSize());
    Filler filler(bytes.data());
    write(filler);
    return bytes;
}

Result<KeyStoreContent> KeyStoreContent::parse(ByteView bytes)
{
    Reader reader(bytes);
    KeyStoreContent content;
    for (std::size_t left = reader.number(); left != 0; --left) {
        std::string id = reader.text();
        Result<PrivateKey> key = PrivateKey::fromBytes(reader.bytes(kKeySize));
        if (reader.failed() || !key.ok()) {
            return damaged();
        }
        content.putOrganisation({std::move(id), std::move(key).value()});
    }
    for (std::size_t left = reader.number(); left != 0; --left) {
        std::string mn = reader.text();
        std::string location = reader.text();
        std::string manufacturer = reader.text();
        std::string address = reader.text();
        SecretBytes password(reader.textBytes());
        SecretBytes token(reader.textBytes());
        Result<PrivateKey> key = PrivateKey::fromBytes(reader.bytes(kKeySize));
        if (reader.failed() || !key.ok()) {
            return damaged();
        }
        content.putMeter({std::move(mn), std::move(location), std::move(manufacturer), std::move(address),
                          std::move(password), std::move(token), std::move(key).value()});
    }
    const ByteView hasSealer = reader.bytes(1);
    if (!reader.failed() && hasSealer[0] == 1) {
        Result<Ed25519PrivateKey> sealer = Ed25519PrivateKey::fromBytes(reader.bytes(kKeySize));
        if (sealer.ok()) {
            content.setSealer(std::move(sealer).value());
        }
    }
    if (reader.failed() || hasSealer[0] > 1) {
        return damaged();
    }
    // A store from before there were witnesses ends here.
    for (std::size_t left = reader.atEnd() ? 0 : reader.number(); left != 0; --left) {
        const auto organisation = content.m_organisations.find(reader.text());
        Result<Ed25519PrivateKey> witness = Ed25519PrivateKey::fromBytes(reader.bytes(kKeySize));
        if (reader.failed() || organisation == content.m_organisations.end() || !witness.ok()) {
            return damaged();
        }
        organisation->second.witness = std::move(witness).value();
    }
    if (!reader.atEnd()) {
        return damaged();
    }
    return content;
}

}  // namespace meterseal::crypto::detail
