// Four organisations, four validators: meterseal-node and the real CometBFT, with everything that falls over killed and
// back. METERSEAL_NODE and METERSEAL_COMETBFT name the programs; ./run test brings CometBFT (installer/go.sh).
#include "meterseal/chain/comet_rpc.h"
#include "meterseal/chain/replica.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/ledger/fsck.h"
#include "meterseal/ledger/reader.h"
#include "support/consortium_world.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QProcess>

#include <csignal>
#include <nlohmann/json.hpp>

using namespace meterseal;
using namespace meterseal::test;

namespace {

constexpr int kPatienceMs = 90'000;

class ValidatorNode {
public:
    ValidatorNode(std::filesystem::path home, QString node, QString engine)
        : m_home(std::move(home)), m_node(std::move(node)), m_engine(std::move(engine))
    {}
    ~ValidatorNode() { stop(); }

    nlohmann::json run(const QStringList& arguments)
    {
        QProcess process;
        process.start(m_node, arguments);
        process.waitForFinished(30'000);
        if (process.exitCode() != 0) {
            qWarning("%s", process.readAllStandardError().constData());
        }
        return nlohmann::json::parse(process.readAllStandardOutput().toStdString(), nullptr, false);
    }
    void start()
    {
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::MergedChannels);
        m_process->setStandardOutputFile(qs((m_home / "log").string()), QIODevice::Append);
        m_process->start(m_node, {"run", "--home", qs(m_home.string()), "--engine", m_engine});
        QVERIFY(m_process->waitForStarted());
    }
    void stop()
    {
        if (m_process) {
            m_process->terminate();
            if (!m_process->waitForFinished(30'000)) {
                m_process->kill();
                m_process->waitForFinished();
            }
            m_process.reset();
        }
    }
    bool running() { return m_process && !m_process->waitForFinished(0); }
    int exitCode() { return m_process ? m_process->exitCode() : -1; }
    // CometBFT, the node's child.
    qint64 engine() const
    {
        QProcess look;
        look.start("pgrep", {"-P", QString::number(m_process->processId())});
        look.waitForFinished();
        return look.readAllStandardOutput().trimmed().toLongLong();
    }
    void killEngine() { ::kill(static_cast<pid_t>(engine()), SIGKILL); }
    void killNode()  // CometBFT ends with the application that it lost
    {
        const qint64 child = engine();
        m_process->kill();
        m_process->waitForFinished();
        QTRY_VERIFY_WITH_TIMEOUT(::kill(static_cast<pid_t>(child), 0) != 0, kPatienceMs);
        m_process.reset();
    }
    void killBoth()
    {
        ::kill(static_cast<pid_t>(engine()), SIGKILL);
        m_process->kill();
        m_process->waitForFinished();
        m_process.reset();
    }
    Result<LedgerTotals> totals() const
    {
        MS_ASSIGN(LedgerReader reader, LedgerReader::open(ledger()));
        return reader.totals();
    }
    std::uint64_t transactions() const
    {
        const auto found = totals();
        return found.ok() ? found->transactions : 0;
    }
    std::filesystem::path ledger() const { return m_home / "ledger.db"; }
    const std::filesystem::path& home() const { return m_home; }
    QByteArray log() const
    {
        const auto text = readWhole(m_home / "log", 16u << 20);
        return text.ok() ? QByteArray::fromStdString(*text) : QByteArray();
    }

    int rpcPort = 0, p2pPort = 0;
    std::string nodeId;

private:
    std::filesystem::path m_home;
    QString m_node, m_engine;
    std::unique_ptr<QProcess> m_process;
};

}  // namespace

class TestConsortiumNode : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void fourValidatorsKeepOneLedger();
    void whatFallsOverComesBack();
    void twoOfFourDownStopsAndGoesOn();
    void wipedLedgerIsMadeAgain();
    void ledgersAreEqualAndSealed();
    void cleanupTestCase();

private:
    cometbft::RpcClient client(std::size_t node)
    {
        return must(cometbft::RpcClient::open("http://127.0.0.1:" + std::to_string(m_nodes[node]->rpcPort)));
    }
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

    TemporaryFolder m_folder;
    LedgerBuilder m_builder{7};
    Genesis m_genesis;
    std::vector<std::unique_ptr<ValidatorNode>> m_nodes;
    std::uint64_t m_offered = 0;
};

void TestConsortiumNode::initTestCase()
{
    const QString node = qEnvironmentVariable("METERSEAL_NODE");
    const QString engine = qEnvironmentVariable("METERSEAL_COMETBFT");
    QVERIFY2(!node.isEmpty(), "METERSEAL_NODE names meterseal-node");
    if (engine.isEmpty() || !QFile::exists(engine)) {
        QVERIFY2(!qEnvironmentVariableIsSet("CI"),
                 "CometBFT is missing: installer/go.sh build/tools github.com/cometbft/cometbft/cmd/cometbft@v0.38.26");
        QSKIP("CometBFT is not installed: installer/go.sh build/tools "
              "github.com/cometbft/cometbft/cmd/cometbft@v0.38.26");
    }
    ConsortiumWorld world(7);
    m_genesis = world.genesis;
    m_builder = std::move(world.b);
    m_genesis.time = Timestamp{now().ms - 60'000};
    const int base = 20'000 + static_cast<int>(QCoreApplication::applicationPid() % 2'000) * 20;
    for (std::size_t i = 0; i < 4; ++i) {
        auto& one = m_nodes.emplace_back(
            std::make_unique<ValidatorNode>(m_folder.path() / ("node" + std::to_string(i)), node, engine));
        one->rpcPort = base + static_cast<int>(i) * 2;
        one->p2pPort = base + static_cast<int>(i) * 2 + 1;
        const auto keys = one->run({"keys", "--home", qs(one->home().string())});
        QVERIFY(keys.is_object());
        one->nodeId = keys["nodeId"];
        crypto::Ed25519PublicKey key{};
        const Bytes bytes = must(fromHex(keys["validatorKey"].get<std::string>(), "validatorKey"));
        std::copy(bytes.begin(), bytes.end(), key.begin());
        m_genesis.organisations[i].validatorKey = key;
    }
    must(checkGenesis(m_genesis));
    must(replaceFile(m_folder.path() / "genesis.json", canonicalGenesis(m_genesis)));
    for (std::size_t i = 0; i < 4; ++i) {
        QStringList arguments{"configure",
                              "--home",
                              qs(m_nodes[i]->home().string()),
                              "--genesis",
                              qs((m_folder.path() / "genesis.json").string()),
                              "--organisation",
                              qs(m_genesis.organisations[i].id),
                              "--p2p",
                              QStringLiteral("tcp://127.0.0.1:%1").arg(m_nodes[i]->p2pPort),
                              "--rpc",
                              QStringLiteral("tcp://127.0.0.1:%1").arg(m_nodes[i]->rpcPort)};
        for (std::size_t other = 0; other < 4; ++other) {
            if (other != i) {
                arguments
                    << "--peer"
                    << QStringLiteral("%1@127.0.0.1:%2").arg(qs(m_nodes[other]->nodeId)).arg(m_nodes[other]->p2pPort);
            }
        }
        QCOMPARE(m_nodes[i]->run(arguments).value("fingerprint", ""), fingerprintOf(m_genesis).hex());
    }
    for (auto& one : m_nodes) {
        one->start();
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
    const std::filesystem::path home = m_nodes[3]->home();
    for (const char* name : {"ledger.db", "ledger.db.lock"}) {
        std::filesystem::remove(home / name);
    }
    for (const auto& entry : std::filesystem::directory_iterator(home / "cometbft/data")) {
        if (entry.path().filename() != "priv_validator_state.json") {
            std::filesystem::remove_all(entry.path());
        }
    }
    must(Replica::create(home / "ledger.db", m_genesis));
    m_nodes[3]->start();
    offer(1, batch(1));
    waitForAll({0, 1, 2, 3});
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
        for (auto& one : m_nodes) {
            qWarning("%s:\n%s", one->home().string().c_str(), one->log().right(3000).constData());
        }
    }
    m_nodes.clear();
}

QTEST_GUILESS_MAIN(TestConsortiumNode)
#include "tst_consortium_node.moc"
