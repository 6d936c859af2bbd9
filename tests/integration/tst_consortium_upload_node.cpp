// The uploader over four real validators, of which one after the other is killed and comes back while records flow:
// whatever was acknowledged stands on the ledger exactly once. METERSEAL_CONSORTIUM_ROUNDS rounds (20; more by hand),
// from METERSEAL_CONSORTIUM_SEED on.
#include "meterseal/chain/consortium_chain.h"
#include "meterseal/upload/uploader.h"
#include "support/validator_node.h"

#include <map>
#include <random>
#include <stop_token>
#include <thread>

using namespace meterseal;
using namespace meterseal::test;

namespace {

constexpr std::size_t kMeters = 6;

int fromEnvironment(const char* name, int otherwise)
{
    bool good = false;
    const int value = qEnvironmentVariableIntValue(name, &good);
    return good ? value : otherwise;
}

// What the ledger file says, with the builder's keys.
class BuilderDirectory final : public MeterDirectory {
public:
    BuilderDirectory(const std::filesystem::path& ledger, const crypto::KeyStore& none, LedgerBuilder& builder)
        : m_ledger(ledgerDirectory(must(LedgerReader::open(ledger)), none))
    {
        for (std::size_t i = 0; i < kMeters; ++i) {
            m_keys.emplace(builder.meter(i).mn, std::pair(builder.meter(i).address, builder.meter(i).key));
        }
    }
    Result<MeterAccount> find(std::string_view mn) override
    {
        const auto& [address, key] = m_keys.at(std::string(mn));
        MS_ASSIGN(const CommittedMeter held, committed(address));
        return MeterAccount{std::string(mn), address, key.publicKey(), key, held};
    }
    Result<CommittedMeter> committed(const std::string& address) override { return m_ledger->committed(address); }
    Result<std::vector<AnchoredBatch>> batches(const std::string& address, std::optional<std::uint64_t> after) override
    {
        return m_ledger->batches(address, after);
    }
    Result<std::vector<Hash256>> leaves(const std::string& address, std::uint64_t seq) override
    {
        return m_ledger->leaves(address, seq);
    }
    Result<TxRow> transaction(const Hash256& hash) override { return m_ledger->transaction(hash); }

private:
    std::unique_ptr<MeterDirectory> m_ledger;
    std::map<std::string, std::pair<std::string, crypto::PrivateKey>> m_keys;
};

}  // namespace

class TestConsortiumUploadNode : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyRecordStandsOnce();
    void cleanupTestCase()
    {
        if (QTest::currentTestFailed()) {
            m_network.showLogs();
        }
        m_network.all.clear();
    }

private:
    void open()
    {
        UploadOptions options;
        options.folder = m_folder.path() / "journal";
        options.batchAge = std::chrono::milliseconds(50);
        options.nodeTimeout = std::chrono::seconds(3);
        options.resubmitAfter = std::chrono::seconds(5);
        options.probeEvery = std::chrono::milliseconds(300);
        options.backoffFirst = std::chrono::milliseconds(50);
        options.backoffMost = std::chrono::seconds(2);
        m_uploader = must(Uploader::open(*m_chain, must(m_chain->nodes()), *m_directory, options));
    }
    void kill(std::size_t node, std::mt19937_64& random)
    {
        switch (random() % 3) {
        case 0:
            m_network.all[node]->killEngine();  // its node starts it again
            break;
        case 1:
            m_network.all[node]->killNode();
            break;
        default:
            m_network.all[node]->killBoth();
        }
    }
    std::multiset<Hash256> anchored()
    {
        std::multiset<Hash256> found;
        for (std::size_t i = 0; i < kMeters; ++i) {
            const std::string& address = m_builder.meter(i).address;
            for (const AnchoredBatch& batch : must(m_directory->batches(address, std::nullopt))) {
                for (const Hash256& leaf : must(m_directory->leaves(address, batch.seq))) {
                    found.insert(leaf);
                }
            }
        }
        return found;
    }

    LedgerBuilder m_builder{11};
    Genesis m_genesis;
    ValidatorNetwork m_network;
    TemporaryFolder m_folder;
    std::optional<crypto::KeyStore> m_keys;
    std::unique_ptr<ConsortiumChain> m_chain;
    std::unique_ptr<MeterDirectory> m_directory;
    std::unique_ptr<Uploader> m_uploader;
    std::stop_source m_giveUp;
};

void TestConsortiumUploadNode::initTestCase()
{
    if (const char* const missing = missingEngine()) {
        QVERIFY2(!qEnvironmentVariableIsSet("CI"), missing);
        QSKIP(missing);
    }
    ConsortiumWorld world(11);
    m_genesis = world.genesis;
    m_builder = std::move(world.b);
    m_genesis.time = Timestamp{now().ms - 60'000};
    QVERIFY(m_network.make(m_genesis, 4));
    std::vector<ValidatorAddress> addresses;
    for (std::size_t i = 0; i < 4; ++i) {
        m_network.all[i]->start();
        addresses.push_back(
            {m_genesis.organisations[i].id, "http://127.0.0.1:" + std::to_string(m_network.all[i]->rpcPort)});
    }
    m_keys = must(
        crypto::KeyStore::create(m_folder.path() / "keys", crypto::SecretBytes(std::string_view("not used here"))));
    m_chain = must(ConsortiumChain::open(m_network.all[0]->ledger(), addresses));
    m_directory = std::make_unique<BuilderDirectory>(m_network.all[0]->ledger(), *m_keys, m_builder);
    // A review names its registration, which must stand: meters step by step, all of them at once.
    std::vector<std::vector<Bytes>> steps;
    for (std::size_t i = 0; i < kMeters; ++i) {
        steps.push_back(m_builder.onboard(i));
    }
    for (std::size_t step = 0; step < steps[0].size(); ++step) {
        for (const auto& meter : steps) {
            QTRY_VERIFY_WITH_TIMEOUT(m_chain->submit(meter[step]).ok(), kPatienceMs);
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_network.all[0]->transactions(), (step + 1) * kMeters, kPatienceMs);
    }
    open();
}

void TestConsortiumUploadNode::everyRecordStandsOnce()
{
    const int rounds = fromEnvironment("METERSEAL_CONSORTIUM_ROUNDS", 20);
    const auto seed = static_cast<std::uint64_t>(fromEnvironment("METERSEAL_CONSORTIUM_SEED", 1));
    std::mt19937_64 random(seed);
    std::multiset<Hash256> expected;
    std::optional<std::size_t> down;
    for (int round = 0; round < rounds; ++round) {
        // Never two at a time: with two of four down nothing is decided, which is another test's business.
        if (down && !m_network.all[*down]->running()) {
            m_network.all[*down]->start();
        }
        down = random() % 4;
        for (std::size_t calls = 1 + random() % 5; calls > 0; --calls) {
            const auto records = m_builder.records(random() % kMeters, 1 + random() % 40);
            const auto taken = m_uploader->submit("rounds", records, std::chrono::seconds(60));
            QVERIFY2(taken.ok(), qPrintable(QStringLiteral("seed %1, round %2").arg(seed).arg(round)));
            for (const Hash256& leaf : leavesOf(records)) {
                expected.insert(leaf);
            }
            if (calls == 1) {
                QTest::qWait(static_cast<int>(random() % 400));
                kill(*down, random);
            }
        }
        if (random() % 4 == 0) {  // the uploader ends with batches on their way, and goes on from its journal
            m_uploader.reset();
            open();
        }
        QTest::qWait(static_cast<int>(random() % 800));
    }
    for (std::size_t i = 0; i < 4; ++i) {
        if (!m_network.all[i]->running()) {
            m_network.all[i]->start();
        }
    }
    std::jthread late([&](const std::stop_token& stop) {
        for (int i = 0; i < kPatienceMs / 100 && !stop.stop_requested(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        m_giveUp.request_stop();
    });
    MS_VERIFY_OK(m_uploader->drain(m_giveUp.get_token()));
    late.request_stop();
    MS_VERIFY_OK(m_uploader->stop());
    const std::multiset<Hash256> found = anchored();
    QVERIFY2(found == expected, qPrintable(QStringLiteral("seed %1: %2 records stand on the ledger, %3 were taken")
                                               .arg(seed)
                                               .arg(found.size())
                                               .arg(expected.size())));
    m_uploader.reset();
    m_chain.reset();
    for (std::size_t i = 1; i < 4; ++i) {
        QTRY_COMPARE_WITH_TIMEOUT(m_network.all[i]->transactions(), m_network.all[0]->transactions(), kPatienceMs);
        QVERIFY(must(m_network.all[i]->totals()).head->hash == must(m_network.all[0]->totals()).head->hash);
    }
}

QTEST_GUILESS_MAIN(TestConsortiumUploadNode)
#include "tst_consortium_upload_node.moc"
