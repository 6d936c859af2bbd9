// Four organisations, four validators: meterseal-node and the real CometBFT, with everything that falls over killed and
// back: the rows of the operators' page.
#include "meterseal/ledger/fsck.h"
#include "support/validator_node.h"

#include <QElapsedTimer>

#include <fstream>
#include <sqlite3.h>

using namespace meterseal;
using namespace meterseal::test;

class TestConsortiumNode : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void fourValidatorsKeepOneLedger();
    void whatFallsOverComesBack();
    void twoOfFourDownStopsAndGoesOn();
    void wipedLedgerIsMadeAgain();
    void killedWhileABlockIsCommitted_data();
    void killedWhileABlockIsCommitted();
    void olderBackupsCatchUpOrAreNamed();
    void damagedLogOfTheEngineIsRepaired();
    void nodeWithAnotherLedgerStops();
    void twinKeyIsTold();
    void ledgersAreEqualAndSealed();
    void cleanupTestCase();

private:
    cometbft::RpcClient client(std::size_t node) { return m_network.client(node); }
    // Offered until the node takes it.
    void offer(std::size_t node, const Bytes& wire)
    {
        const auto shared = std::make_shared<const Bytes>(wire);
        std::vector<Status> answers;
        QTRY_VERIFY_WITH_TIMEOUT((answers = client(node).broadcast(std::span(&shared, 1), std::chrono::seconds(5)),
                                  !answers.empty() && answers[0].ok()),
                                 kPatienceMs);
        ++m_offered;
    }
    void waitForAll(std::initializer_list<std::size_t> nodes)
    {
        for (const std::size_t node : nodes) {
            QTRY_COMPARE_WITH_TIMEOUT(m_nodes[node]->transactions(), m_offered, kPatienceMs);
        }
    }
    Bytes batch(std::size_t meter) { return m_builder.convert(meter, m_builder.records(meter, 20)); }

    // What is offered to node 0 while `node` is away or not itself, and reaches the three others.
    void othersGoOn(std::size_t node)
    {
        offer(0, batch(0));
        for (std::size_t other = 0; other < 4; ++other) {
            if (other != node) {
                waitForAll({other});
            }
        }
    }
    // It ends by itself and says `sentence`; after the page's cure it is as the others.
    void endsWithAndIsCured(std::size_t node, const QByteArray& sentence)
    {
        m_nodes[node]->start();
        QCOMPARE(m_nodes[node]->waitForEnd(), 4);
        QVERIFY2(m_nodes[node]->log().contains(sentence), m_nodes[node]->log().right(2000).constData());
        m_nodes[node]->putAside(m_genesis);
        m_nodes[node]->start();
        waitForAll({node});
    }

    LedgerBuilder m_builder{7};
    Genesis m_genesis;
    ValidatorNetwork m_network;
    std::vector<std::unique_ptr<ValidatorNode>>& m_nodes = m_network.all;
    std::uint64_t m_offered = 0;
};

void TestConsortiumNode::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("METERSEAL_NODE"), "METERSEAL_NODE names meterseal-node");
    if (const char* const missing = missingEngine()) {
        QVERIFY2(!qEnvironmentVariableIsSet("CI"), missing);
        QSKIP(missing);
    }
    ConsortiumWorld world(7);
    m_genesis = world.genesis;
    m_builder = std::move(world.b);
    m_genesis.time = Timestamp{now().ms - 60'000};
    QVERIFY(m_network.make(m_genesis, 4));
    for (std::size_t i = 0; i < 4; ++i) {
        m_nodes[i]->start();
    }
}

void TestConsortiumNode::fourValidatorsKeepOneLedger()
{
    for (const Bytes& wire : m_builder.onboard(0)) {
        offer(0, wire);
        waitForAll({0});  // a review names its registration, which must stand
    }
    for (const Bytes& wire : m_builder.onboard(1)) {
        offer(1, wire);
        waitForAll({1});
    }
    // Batches of one meter behind each other through one node, two meters through different ones.
    for (int i = 0; i < 5; ++i) {
        offer(2, batch(0));
        offer(3, batch(1));
    }
    waitForAll({0, 1, 2, 3});
    // What the rules refuse does not get in.
    const auto again = std::make_shared<const Bytes>(m_builder.registerMeter(0));
    const auto refused = client(0).broadcast(std::span(&again, 1), std::chrono::seconds(5));
    QVERIFY(!refused.empty() && !refused[0].ok());
    QCOMPARE(qs(refused[0].error().reason), QStringLiteral("tx.mn-in-use"));
}

void TestConsortiumNode::whatFallsOverComesBack()
{
    // CometBFT alone: its node starts it again, and the others go on meanwhile.
    m_nodes[3]->killEngine();
    offer(0, batch(0));
    waitForAll({0, 1, 2, 3});
    QVERIFY(m_nodes[3]->log().contains("started again"));
    // The node alone, then both at once, in mid-flow.
    offer(0, batch(0));
    m_nodes[2]->killNode();
    offer(0, batch(0));
    m_nodes[2]->start();
    waitForAll({0, 1, 2, 3});
    offer(0, batch(0));
    m_nodes[1]->killBoth();
    offer(0, batch(0));
    waitForAll({0, 2, 3});
    m_nodes[1]->start();
    waitForAll({1});
    // In order: ends at once and leaves nothing running.
    m_nodes[1]->stop();
    m_nodes[1]->start();
    offer(1, batch(1));
    waitForAll({0, 1, 2, 3});
}

void TestConsortiumNode::twoOfFourDownStopsAndGoesOn()
{
    m_nodes[2]->stop();
    m_nodes[3]->stop();
    const std::uint64_t before = m_nodes[0]->transactions();
    offer(0, batch(0));
    QTest::qWait(3'000);
    QCOMPARE(m_nodes[0]->transactions(), before);  // accepted is not committed: nobody decides with two of four
    m_nodes[3]->start();
    waitForAll({0, 1, 3});
    m_nodes[2]->start();
    waitForAll({2});
}

// The ledger file is lost, CometBFT's own data is there: the operators' page says to put both aside but the key's
// state.
void TestConsortiumNode::wipedLedgerIsMadeAgain()
{
    m_nodes[3]->stop();
    m_nodes[3]->putAside(m_genesis);
    m_nodes[3]->start();
    offer(1, batch(1));
    waitForAll({0, 1, 2, 3});
}

void TestConsortiumNode::killedWhileABlockIsCommitted_data()
{
    QTest::addColumn<QString>("dies");
    QTest::newRow("before it is decided upon") << "in-finalize";
    QTest::newRow("between Finalize and Commit") << "before-commit";
    QTest::newRow("after the ledger was synced, before CometBFT knows") << "after-commit";
}

void TestConsortiumNode::killedWhileABlockIsCommitted()
{
    QFETCH(const QString, dies);
    m_nodes[3]->stop();
    m_nodes[3]->start(dies);
    offer(0, batch(0));
    QCOMPARE(m_nodes[3]->waitForEnd(), -1);  // killed, with the block half done
    waitForAll({0, 1, 2});
    const std::uint64_t kept = m_nodes[3]->transactions();
    QCOMPARE(kept, dies == "after-commit" ? m_offered : m_offered - 1);  // one block, whole or not there
    m_nodes[3]->start();
    offer(0, batch(0));
    waitForAll({0, 1, 2, 3});
}

void TestConsortiumNode::olderBackupsCatchUpOrAreNamed()
{
    ValidatorNode& node = *m_nodes[1];
    const auto copied = [](const std::filesystem::path& from, const std::filesystem::path& to) {
        std::filesystem::remove_all(to);
        std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
    };
    const std::filesystem::path data = node.home() / "cometbft/data";
    const std::filesystem::path state = data / "priv_validator_state.json";
    const TemporaryFolder backup;
    node.stop();
    copied(node.ledger(), backup.path() / "ledger.db");
    copied(data, backup.path() / "data");
    othersGoOn(1);
    node.start();
    othersGoOn(1);
    waitForAll({1});
    // The ledger alone is older: CometBFT's own blocks are executed again.
    node.stop();
    std::filesystem::remove(node.home() / "ledger.db-wal");
    copied(backup.path() / "ledger.db", node.ledger());
    QVERIFY(node.transactions() < m_offered);
    node.start();
    waitForAll({1});
    // CometBFT's data alone is older (the key's state is never restored): nothing but a sentence helps.
    node.stop();
    copied(state, backup.path() / "state");
    copied(backup.path() / "data", data);
    copied(backup.path() / "state", state);
    endsWithAndIsCured(1, "CometBFT's data is older than the ledger");
    // It is lost.
    node.stop();
    node.loseEngineData();
    endsWithAndIsCured(1, "CometBFT's data is not that of this ledger, or is lost");
}

void TestConsortiumNode::damagedLogOfTheEngineIsRepaired()
{
    ValidatorNode& node = *m_nodes[2];
    const std::filesystem::path wal = node.home() / "cometbft/data/cs.wal/wal";
    node.killBoth();
    const auto size = std::filesystem::file_size(wal);
    QVERIFY(size > 200);
    // Its end is cut off in the middle of an entry; then bytes near the end are others.
    std::filesystem::resize_file(wal, size - 7);
    othersGoOn(2);
    node.start();
    waitForAll({2});
    node.killBoth();
    std::fstream file(wal, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(wal)) - 60);
    file << "overwritten by something else";
    file.close();
    othersGoOn(2);
    node.start();
    waitForAll({2});
}

// One node's state says otherwise than the ledger's transactions: a bit of its disk, or another version's rule.
void TestConsortiumNode::nodeWithAnotherLedgerStops()
{
    ValidatorNode& node = *m_nodes[2];
    node.stop();
    sqlite3* db = nullptr;
    QCOMPARE(sqlite3_open(node.ledger().c_str(), &db), SQLITE_OK);
    const std::string change = "UPDATE meter SET state = " + std::to_string(static_cast<int>(MeterState::Suspended));
    QCOMPARE(sqlite3_exec(db, change.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(db);
    node.start();
    const std::uint64_t before = m_nodes[0]->transactions();
    othersGoOn(2);
    QCOMPARE(node.waitForEnd(), 4);
    QVERIFY2(node.log().contains("The other members decided on another ledger than this node computed"),
             node.log().right(2000).constData());
    QVERIFY(node.transactions() == before);
    // Started again as it is it signs nothing either: what is decided now is decided by the others alone.
    node.start();
    QCOMPARE(node.waitForEnd(), 4);
    othersGoOn(2);
    LedgerReader reader = must(LedgerReader::open(m_nodes[0]->ledger()));
    const SealedBlock block = must(reader.totals()).head.value();
    Seal seal;
    QTRY_VERIFY_WITH_TIMEOUT(!(seal = must(reader.block(block.header.height)).seal).bytes.empty(), kPatienceMs);
    const cometbft::Decision decision = must(decisionOf(block.header, seal, m_genesis));
    QCOMPARE(decision.validators, std::size_t(4));
    QVERIFY(!std::ranges::any_of(decision.signers, [this](const cometbft::Validator& signer) {
        return signer.key == m_genesis.organisations[2].validatorKey;
    }));
    node.putAside(m_genesis);
    node.start();
    waitForAll({2});
}

// Two machines with one validator's key: neither refuses, the others see it, and nothing is harmed.
void TestConsortiumNode::twinKeyIsTold()
{
    ValidatorNode& twin = *m_nodes[4];
    const char* const key = "cometbft/config/priv_validator_key.json";
    std::filesystem::copy_file(m_nodes[3]->home() / key, twin.home() / key,
                               std::filesystem::copy_options::overwrite_existing);
    QVERIFY(m_network.configure(4, m_genesis.organisations[3].id).is_object());
    twin.start();
    waitForAll({4});
    const QByteArray sentence = QByteArray("The validator of ") + m_genesis.organisations[3].name.c_str() +
                                " signed two different votes at CometBFT height";
    QElapsedTimer timer;
    timer.start();
    while (!m_nodes[0]->log().contains(sentence) && timer.elapsed() < kPatienceMs) {
        offer(0, batch(0));
        waitForAll({0});
    }
    QVERIFY(m_nodes[0]->log().contains(sentence));
    twin.stop();
    othersGoOn(3);
    waitForAll({3});
}

void TestConsortiumNode::ledgersAreEqualAndSealed()
{
    // The seal of the newest block comes with the header after it.
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            const auto totals = m_nodes[0]->totals();
            return totals.ok() && totals->head && !totals->head->seal.bytes.empty();
        }(),
        kPatienceMs);
    m_nodes.pop_back();  // the twin
    for (auto& one : m_nodes) {
        one->stop();
        QVERIFY(!std::filesystem::exists(one->home() / "abci.sock"));
    }
    std::optional<Hash256> head;
    for (auto& one : m_nodes) {
        const auto totals = must(one->totals());
        QVERIFY(!head || *head == totals.head->hash);
        head = totals.head->hash;
        QCOMPARE(totals.transactions, m_offered);
    }
    // Every transaction again, and every seal by the validators that re-execution gives.
    QString faults;
    FsckCallbacks callbacks;
    callbacks.fault = [&](const LedgerFault& fault) { faults += qs(fault.place + ": " + fault.message + "\n"); };
    const auto report = must(checkLedger(m_nodes[0]->ledger(), callbacks));
    QCOMPARE(faults, QString());
    QCOMPARE(report.transactions, m_offered);
}

void TestConsortiumNode::cleanupTestCase()
{
    if (QTest::currentTestFailed()) {
        m_network.showLogs();
    }
    m_nodes.clear();
}

QTEST_GUILESS_MAIN(TestConsortiumNode)
#include "tst_consortium_node.moc"
