#include "support/ledger_builder.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/merkle/tree.h"

#include <fmt/format.h>

namespace meterseal::test {

namespace {

Hash256 derive(std::uint64_t seed, std::string_view name)
{
    return crypto::sha256(fmt::format("ledger-builder/{}/{}", seed, name));
}

crypto::PrivateKey deriveKey(std::uint64_t seed, std::string_view name)
{
    return crypto::PrivateKey::fromBytes(derive(seed, name)).value();
}

Organisation organisationOf(std::string id, std::string name, Role role, const crypto::PrivateKey& key)
{
    Organisation organisation;
    organisation.id = std::move(id);
    organisation.name = std::move(name);
    organisation.role = role;
    organisation.publicKey = key.publicKey();
    organisation.witnessKey = witnessOf(key).publicKey();
    return organisation;
}

}  // namespace

crypto::Ed25519PrivateKey witnessOf(const crypto::PrivateKey& key)
{
    return crypto::Ed25519PrivateKey::fromBytes(crypto::sha256Prefixed(0x77, key.secret().view())).value();
}

LedgerBuilder::LedgerBuilder(std::uint64_t seed)
    : m_seed(seed),
      m_random(seed),
      m_utility(deriveKey(seed, "utility")),
      m_manufacturer(deriveKey(seed, "manufacturer")),
      m_insurer(deriveKey(seed, "insurer")),
      m_sealer(crypto::Ed25519PrivateKey::fromBytes(derive(seed, "sealer")).value())
{
    m_genesis.chain = fmt::format("test-{}", seed);
    m_genesis.time = kStart;
    m_genesis.organisations = {organisationOf("utility", "Harbour Water", Role::Utility, m_utility),
                               organisationOf("maker", "汇中仪表", Role::Manufacturer, m_manufacturer),
                               organisationOf("insurer", "Mutual & Co.", Role::Insurer, m_insurer)};
    m_genesis.sealer = {"utility", m_sealer.publicKey()};
}

crypto::PrivateKey LedgerBuilder::key(std::string_view name) const
{
    return deriveKey(m_seed, fmt::format("other/{}", name));
}

LedgerBuilder::Meter& LedgerBuilder::meter(std::size_t i)
{
    while (m_meters.size() <= i) {
        const std::size_t n = m_meters.size();
        std::string mn = fmt::format("{}", 100'000'000'000 + n);
        std::string location = fmt::format("No. {} Harbour Rd", n + 1);
        std::string maker = "汇中仪表";
        std::string password = crypto::toBase32(derive(m_seed, fmt::format("password/{}", n)));
        const Hash256 h1 = crypto::sha256(mn + location + maker + password);
        auto key = crypto::PrivateKey::fromBytes(crypto::sha256(h1)).value();
        std::string address = crypto::addressOf(key.publicKey());
        const Hash256 token = derive(m_seed, fmt::format("token/{}", n));
        m_meters.push_back({std::move(mn),
                            std::move(location),
                            std::move(maker),
                            std::move(password),
                            std::move(address),
                            crypto::toBase32(ByteView(token).first(16)),
                            std::move(key),
                            {},
                            {}});
    }
    return m_meters[i];
}

Bytes LedgerBuilder::sign(decltype(TransactionHeader::body) body, std::span<const crypto::PrivateKey* const> signers,
                          std::span<const Hash256> leaves) const
{
    TransactionHeader header;
    header.chain = m_genesis.chain;
    header.body = std::move(body);
    return buildTransaction(header, signers, leaves);
}

RegisterBody LedgerBuilder::registerBody(std::size_t i)
{
    const Meter& m = meter(i);
    RegisterBody body;
    body.mn = m.mn;
    body.location = m.location;
    body.manufacturer = m.manufacturer;
    body.address = m.address;
    body.publicKey = m.key.publicKey();
    body.tokenHash = crypto::sha256(m.token);
    body.tokenExpires = Timestamp{kStart.ms + kTokenMs};
    body.time = tick();
    return body;
}

ReviewBody LedgerBuilder::reviewBody(std::size_t i, bool approve)
{
    return {meter(i).registerTx, approve, approve ? "checked on site" : "no such place", tick()};
}

ActivateBody LedgerBuilder::activateBody(std::size_t i)
{
    const Meter& m = meter(i);
    return {m.mn, m.address, m.token};
}

ConvertBody LedgerBuilder::convertBody(std::size_t i, std::span<const HealthRecord> records)
{
    const Meter& m = meter(i);
    return {m.address,
            m.lastConvert,
            records.front().alarmTime,
            records.back().alarmTime,
            static_cast<std::uint32_t>(records.size()),
            merkle::rootOf(leavesOf(records))};
}

MeterActionBody LedgerBuilder::actionBody(std::size_t i, MeterAction action)
{
    return {action, meter(i).mn, "asked for by the owner", tick()};
}

Bytes LedgerBuilder::registerMeter(std::size_t i)
{
    Bytes wire = sign(registerBody(i), {&m_utility, &meter(i).key});
    meter(i).registerTx = txHashOf(wire);
    return wire;
}

Bytes LedgerBuilder::review(std::size_t i, const crypto::PrivateKey& signer, bool approve)
{
    return sign(reviewBody(i, approve), {&signer});
}

Bytes LedgerBuilder::activate(std::size_t i)
{
    return sign(activateBody(i), {&meter(i).key});
}

std::vector<Bytes> LedgerBuilder::onboard(std::size_t i)
{
    std::vector<Bytes> wires;
    wires.push_back(registerMeter(i));
    wires.push_back(review(i, m_utility));
    wires.push_back(review(i, m_manufacturer));
    wires.push_back(activate(i));
    return wires;
}

Bytes LedgerBuilder::convert(std::size_t i, std::span<const HealthRecord> records)
{
    Bytes wire = sign(convertBody(i, records), {&meter(i).key}, leavesOf(records));
    meter(i).lastConvert = txHashOf(wire);
    return wire;
}

Bytes LedgerBuilder::convert(std::size_t i, std::span<const Hash256> leaves)
{
    Meter& m = meter(i);
    const Timestamp start = m_recordTime;
    m_recordTime.ms += 60'000;
    ConvertBody body{m.address,
                     m.lastConvert,
                     start,
                     Timestamp{m_recordTime.ms - 1},
                     static_cast<std::uint32_t>(leaves.size()),
                     merkle::rootOf(leaves)};
    Bytes wire = sign(std::move(body), {&m.key}, leaves);
    m.lastConvert = txHashOf(wire);
    return wire;
}

Bytes LedgerBuilder::meterAction(std::size_t i, MeterAction action)
{
    return sign(actionBody(i, action), {&m_utility});
}

Bytes LedgerBuilder::organisation(const OrganisationBody& body, std::span<const crypto::PrivateKey* const> signers)
{
    return sign(body, signers);
}

std::vector<HealthRecord> LedgerBuilder::records(std::size_t i, std::size_t count)
{
    static constexpr std::string_view kCodes[] = {"lowBatteryAlarm", "LEAK/9", "反流", "E01", "0x20"};
    std::vector<HealthRecord> records;
    records.reserve(count);
    for (std::size_t n = 0; n < count; ++n) {
        // Plain arithmetic on the generator's words: the standard's distributions differ between libraries.
        const std::uint64_t word = m_random();
        m_recordTime.ms += static_cast<std::int64_t>(1 + word % 60'000);
        HealthRecord record;
        record.mn = meter(i).mn;
        record.alarmCode = kCodes[(word >> 20) % std::size(kCodes)];
        record.value = static_cast<double>((word >> 32) % 10'000'000) / 1000.0;
        record.alarmTime = m_recordTime;
        records.push_back(std::move(record));
    }
    return records;
}

std::vector<Hash256> leavesOf(std::span<const HealthRecord> records)
{
    std::vector<Hash256> leaves;
    leaves.reserve(records.size());
    for (const HealthRecord& record : records) {
        leaves.push_back(leafOf(record));
    }
    return leaves;
}

}  // namespace meterseal::test
