// A small world with known keys, for tests and benchmarks that need a ledger: a genesis of a utility, a manufacturer,
// an insurer and a sealer, as many meters as asked for, and their transactions as wire bytes.
//
// Everything is derived from the seed: two builders with one seed give the same bytes. The builder remembers each
// meter's registration and last convert, so that transactions made in order are valid in order; it knows nothing of
// whether a ledger took them. Times begin at kStart. Not thread-safe.
#pragma once

#include "meterseal/ledger/transaction.h"
#include "meterseal/record/health_record.h"

#include <deque>
#include <random>

namespace meterseal::test {

class LedgerBuilder {
public:
    static constexpr Timestamp kStart{1'795'334'400'000};  // 2026-11-22T08:00:00.000Z
    // Tokens run this long: tests run on the real clock, for as long as anybody builds this.
    static constexpr std::int64_t kTokenMs = 7'000LL * 365 * 86'400'000;
    static constexpr std::int64_t kYearMs = 365LL * 86'400'000;

    struct Meter {
        std::string mn, location, manufacturer, password, address, token;
        crypto::PrivateKey key;
        Hash256 registerTx;   // of the latest registerMeter()
        Hash256 lastConvert;  // zero before the first
    };

    explicit LedgerBuilder(std::uint64_t seed = 1);

    const Genesis& genesis() const { return m_genesis; }
    const std::string& chain() const { return m_genesis.chain; }
    // Ids in the genesis document: "utility", "maker", "insurer".
    const crypto::PrivateKey& utility() const { return m_utility; }
    const crypto::PrivateKey& manufacturer() const { return m_manufacturer; }
    const crypto::PrivateKey& insurer() const { return m_insurer; }
    const crypto::Ed25519PrivateKey& sealer() const { return m_sealer; }
    // A further key that belongs to nobody; the same for the same name.
    crypto::PrivateKey key(std::string_view name) const;

    // Meter `i`, made on first use: mn "100000000000" + i, wallet derived as PROTOCOL.md section 2 says.
    Meter& meter(std::size_t i);

    // ---- Transactions as wire bytes. Signers are the right ones unless given. ----
    Bytes registerMeter(std::size_t i);
    Bytes review(std::size_t i, const crypto::PrivateKey& signer, bool approve = true);
    Bytes activate(std::size_t i);
    // register, review by utility and manufacturer, activate.
    std::vector<Bytes> onboard(std::size_t i);
    // The next batch of the meter; advances its lastConvert.
    Bytes convert(std::size_t i, std::span<const HealthRecord> records);
    // The same from leaves alone, one minute long (for benchmarks that need no records).
    Bytes convert(std::size_t i, std::span<const Hash256> leaves);
    Bytes meterAction(std::size_t i, MeterAction action);
    Bytes organisation(const OrganisationBody& body, std::span<const crypto::PrivateKey* const> signers);
    // Any body with any signers.
    Bytes sign(decltype(TransactionHeader::body) body, std::span<const crypto::PrivateKey* const> signers,
               std::span<const Hash256> leaves = {}) const;
    Bytes sign(decltype(TransactionHeader::body) body, std::initializer_list<const crypto::PrivateKey*> signers,
               std::span<const Hash256> leaves = {}) const
    {
        return sign(std::move(body), std::span(signers.begin(), signers.size()), leaves);
    }

    // ---- Bodies, to be changed and signed by the test. ----
    RegisterBody registerBody(std::size_t i);
    ReviewBody reviewBody(std::size_t i, bool approve = true);
    ActivateBody activateBody(std::size_t i);
    ConvertBody convertBody(std::size_t i, std::span<const HealthRecord> records);
    MeterActionBody actionBody(std::size_t i, MeterAction action);

    // `count` different records of the meter in batch order; later calls give later times.
    std::vector<HealthRecord> records(std::size_t i, std::size_t count);

    // The issuer's clock: a millisecond later at every call, so that equal orders differ.
    Timestamp tick() { return Timestamp{m_now.ms++}; }

private:
    std::uint64_t m_seed;
    std::mt19937_64 m_random;
    crypto::PrivateKey m_utility;
    crypto::PrivateKey m_manufacturer;
    crypto::PrivateKey m_insurer;
    crypto::Ed25519PrivateKey m_sealer;
    Genesis m_genesis;
    std::deque<Meter> m_meters;
    Timestamp m_now = kStart;
    Timestamp m_recordTime{kStart.ms - kYearMs};
};

// The witness key that belongs to an organisation's key in tests.
crypto::Ed25519PrivateKey witnessOf(const crypto::PrivateKey& key);

// The leaves of records, in the order given.
std::vector<Hash256> leavesOf(std::span<const HealthRecord> records);

}  // namespace meterseal::test
