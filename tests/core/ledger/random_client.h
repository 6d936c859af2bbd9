// Random transactions for the tests of the state machine: some valid, many refused.
#pragma once

#include "core/ledger/state_world.h"

#include <fmt/format.h>
#include <random>

namespace meterseal::test {

// Makes transactions that are sometimes valid: it knows the state no better than a careless client does.
class RandomClient {
public:
    RandomClient(LedgerBuilder& builder, std::uint64_t seed) : m_b(builder), m_random(seed)
    {
        for (int i = 0; i < 8; ++i) {
            m_keys.push_back(builder.key(fmt::format("spare/{}", i)));
        }
    }

    Bytes next(const LedgerState& state)
    {
        if (!m_sent.empty() && pick(12) == 0) {
            return m_sent[pick(m_sent.size())];  // a replay
        }
        m_sent.push_back(make(state));
        return m_sent.back();
    }

private:
    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }

    const crypto::PrivateKey& anyKey()
    {
        const std::size_t n = pick(24);
        if (n < 20) {
            return n % 2 == 0 ? m_b.utility() : m_b.manufacturer();
        }
        return n == 20 ? m_b.insurer() : m_keys[pick(m_keys.size())];
    }

    Bytes make(const LedgerState& state)
    {
        const std::size_t i = pick(20);
        LedgerBuilder::Meter& m = m_b.meter(i);
        if (const MeterEntry* known = state.meterByAddress(m.address); known != nullptr && pick(12) != 0) {
            m.registerTx = known->registerTx;
            m.lastConvert = known->lastConvert;
        }
        switch (pick(11)) {
        case 0: {
            RegisterBody body = m_b.registerBody(i);
            body.mn = m_b.meter(pick(8) == 0 ? pick(20) : i).mn;
            return m_b.sign(body, {&anyKey(), &m.key});
        }
        case 1:
        case 2:
            return m_b.review(i, anyKey(), pick(24) != 0);
        case 3:
            return m_b.activate(i);
        case 4:
            return m_b.meterAction(i, static_cast<MeterAction>(pick(30) == 0 ? 2 : pick(2)));
        case 5: {
            const std::size_t n = pick(m_keys.size());
            const OrganisationBody body{static_cast<OrganisationAction>(pick(3)),
                                        fmt::format("org-{}", n % 3),
                                        fmt::format("Org {}", n % 3),
                                        n % 3 == 0 ? Role::Utility : Role::Auditor,
                                        m_keys[n].publicKey(),
                                        witnessOf(m_keys[n]).publicKey(),
                                        m_b.tick()};
            Signers signers{&m_b.utility(), &m_b.manufacturer()};
            if (pick(3) != 0) {
                signers.push_back(&m_b.insurer());
            }
            if (pick(3) == 0) {
                signers.push_back(&m_keys[pick(m_keys.size())]);
            }
            return m_b.organisation(body, signers);
        }
        default:
            return m_b.convert(i, m_b.records(i, 1 + pick(4)));
        }
    }

    LedgerBuilder& m_b;
    std::mt19937_64 m_random;
    std::vector<crypto::PrivateKey> m_keys;
    std::vector<Bytes> m_sent;
};

}  // namespace meterseal::test
