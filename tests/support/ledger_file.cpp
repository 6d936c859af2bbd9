#include "support/ledger_file.h"

#include "meterseal/ledger/fsck.h"
#include "support/require.h"

#include <array>

namespace meterseal::test {

namespace {

// The organisations' keys as they change during a mixed ledger's life.
class Members {
public:
    Members(LedgerBuilder& world, std::mt19937_64& random) : m_world(world), m_random(random)
    {
        m_keys.emplace_back("maker", world.manufacturer());
        m_keys.emplace_back("utility", world.utility());
    }

    const crypto::PrivateKey& utility() { return m_random() % 4 == 0 ? key("second") : key("utility"); }
    const crypto::PrivateKey& manufacturer() { return key("maker"); }

    // A second utility joins, the manufacturer and the utility change keys, the insurer goes.
    void change(LedgerFile& ledger, Timestamp now)
    {
        switch (m_changes++ % 4) {
        case 0:
            m_keys.emplace_back("second", m_world.key("second"));
            if (!submit(ledger, now, {OrganisationAction::Add, "second", "Hill Water", Role::Utility, {}, {}, {}},
                        m_keys.back().second)) {
                m_keys.pop_back();
            }
            break;
        case 1:
            rotate(ledger, now, {OrganisationAction::Rotate, "maker", "汇中仪表", Role::Manufacturer, {}, {}, {}});
            break;
        case 2:
            rotate(ledger, now, {OrganisationAction::Rotate, "utility", "Harbour Water", Role::Utility, {}, {}, {}});
            break;
        default:
            submit(ledger, now, {OrganisationAction::Retire, "insurer", "Mutual & Co.", Role::Insurer, {}, {}, {}},
                   m_world.insurer());
        }
    }

private:
    const crypto::PrivateKey& key(std::string_view id)
    {
        for (const auto& [name, key] : m_keys) {
            if (name == id) {
                return key;
            }
        }
        return m_keys.at(1).second;
    }
    bool submit(LedgerFile& ledger, Timestamp now, OrganisationBody body, const crypto::PrivateKey& about)
    {
        body.publicKey = about.publicKey();
        body.witnessKey = witnessOf(about).publicKey();
        body.time = m_world.tick();
        const std::array<const crypto::PrivateKey*, 3> signers{&key("maker"), &key("utility"), &key("second")};
        const bool joined = m_keys.size() > 2 && body.id != "second";
        return ledger.offer(m_world.organisation(body, std::span(signers).first(joined ? 3 : 2)), now);
    }
    void rotate(LedgerFile& ledger, Timestamp now, OrganisationBody body)
    {
        crypto::PrivateKey next = m_world.key(body.id + std::to_string(m_changes));
        if (submit(ledger, now, body, next)) {
            for (auto& [name, key] : m_keys) {
                if (name == body.id) {
                    key = std::move(next);
                    return;
                }
            }
        }
    }

    LedgerBuilder& m_world;
    std::mt19937_64& m_random;
    std::vector<std::pair<std::string, crypto::PrivateKey>> m_keys;
    std::size_t m_changes = 0;
};

// One random step in the life of meter i; what the rules refuse simply does not happen.
void stepMeter(LedgerFile& ledger, LedgerBuilder& world, Members& members, std::size_t i, std::mt19937_64& random,
               Timestamp now)
{
    static constexpr std::string_view kMakers[] = {"汇中仪表", "Acme Meters", "Étalon"};
    LedgerBuilder::Meter& meter = world.meter(i);
    const MeterEntry* entry = ledger.state().meterByAddress(meter.address);
    if (entry == nullptr) {
        meter.manufacturer = kMakers[i % std::size(kMakers)];
        const bool byMaker = random() % 3 == 0;
        Bytes wire =
            world.sign(world.registerBody(i), {byMaker ? &members.manufacturer() : &members.utility(), &meter.key});
        const Hash256 hash = txHashOf(wire);
        if (ledger.offer(std::move(wire), now)) {
            meter.registerTx = hash;
        }
        return;
    }
    switch (entry->state) {
    case MeterState::Pending: {
        const bool byMaker = random() % 2 == 0;
        ledger.offer(world.review(i, byMaker ? members.manufacturer() : members.utility(), random() % 12 != 0), now);
        return;
    }
    case MeterState::Approved:
        ledger.offer(world.activate(i), now);
        return;
    case MeterState::Active:
        if (random() % 40 != 0) {
            const auto records = world.records(i, 1 + random() % 7);
            const Hash256 before = meter.lastConvert;
            if (!ledger.offer(world.convert(i, records), now)) {
                meter.lastConvert = before;
            }
            return;
        }
        ledger.offer(world.sign(world.actionBody(i, random() % 20 == 0 ? MeterAction::Retire : MeterAction::Suspend),
                                {&members.utility()}),
                     now);
        return;
    case MeterState::Suspended:
        ledger.offer(world.sign(world.actionBody(i, MeterAction::Resume), {&members.utility()}), now);
        return;
    case MeterState::Retired:
    case MeterState::Rejected:
        return;
    }
}

}  // namespace

SealedBlock nextBlock(const LedgerBuilder& world, const std::optional<SealedBlock>& head, Timestamp time,
                      const merkle::CompactRange& log)
{
    BlockHeader header;
    header.chain = world.chain();
    header.fingerprint = fingerprintOf(world.genesis());
    header.logSize = log.size();
    header.logRoot = log.root();
    header.height = head ? head->header.height + 1 : 1;
    header.time = time;
    header.prevBlock = head ? head->hash : header.fingerprint;
    return sealBlock(header, world.sealer());
}

LedgerFile::LedgerFile(const std::filesystem::path& file, const LedgerBuilder& world) : m_world(world)
{
    must(LedgerStore::create(file, world.genesis()));
    m_store = must(LedgerStore::open(file));
    m_state.emplace(must(m_store->loadState()));
}

bool LedgerFile::offer(Bytes wire, Timestamp blockTime)
{
    AcceptedTransaction accepted{must(checkTransaction(std::move(wire), m_world.chain())), {}, {}, {}};
    const Height height = m_store->head() ? m_store->head()->header.height + 1 : 1;
    auto applied = m_state->apply(accepted.checked, {height, blockTime});
    if (!applied.ok()) {
        return false;
    }
    accepted.applied = *applied;
    if (applied->meterChanged) {
        accepted.meter = *m_state->meterById(applied->meterId);
    }
    if (applied->organisationsChanged) {
        accepted.organisations = m_state->organisations();
    }
    m_waiting.push_back(std::move(accepted));
    return true;
}

void LedgerFile::seal(Timestamp blockTime)
{
    if (m_waiting.empty()) {
        return;
    }
    must(m_store->append(nextBlock(m_world, m_store->head(), blockTime, m_state->log()), m_waiting, {}));
    m_waiting.clear();
}

void writeMixedLedger(const std::filesystem::path& file, LedgerBuilder& world, std::size_t meters,
                      std::size_t transactions, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    LedgerFile ledger(file, world);
    Members members(world, random);
    Timestamp now = LedgerBuilder::kStart;
    while (ledger.state().logSize() < transactions) {
        const std::size_t want = 1 + random() % 12;
        for (std::size_t tries = 0; ledger.waiting() < want && tries < 100; ++tries) {
            if (random() % (transactions / 4) == 0) {
                members.change(ledger, now);
            } else {
                // Meters of low numbers are busy, those of high numbers still new.
                stepMeter(ledger, world, members, random() % (1 + random() % meters), random, now);
            }
        }
        ledger.seal(now);
        if (random() % 4 != 0) {
            now.ms += static_cast<std::int64_t>(random() % 3'600'000);
        }
    }
}

std::vector<std::string> faultsOf(const std::filesystem::path& ledger)
{
    std::vector<std::string> lines;
    FsckCallbacks callbacks;
    callbacks.fault = [&](const LedgerFault& fault) {
        lines.push_back(fault.reason + " | " + fault.place + " | " + fault.message);
    };
    const auto summary = checkLedger(ledger, callbacks);
    if (!summary.ok()) {
        lines.push_back("error | " + summary.error().reason + " | " + summary.error().message);
    }
    return lines;
}

}  // namespace meterseal::test
