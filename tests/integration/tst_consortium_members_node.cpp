// Members of a consortium come and go, as people do it: every organisation with its own folder, key store and node. A
// change of the members travels as a file from one to the next, which signs it; the validators follow.
#include "integration/cli_runner.h"
#include "meterseal/chain/consortium_chain.h"
#include "meterseal/ledger/fsck.h"
#include "support/validator_node.h"

using namespace meterseal;
using namespace meterseal::test;

namespace {

const QStringList kFounders{"water", "maker", "insurer", "auditor"};

QString roleOf(const QString& id)
{
    return id == "water" ? "utility" : id == "maker" ? "manufacturer" : id == "insurer" ? "insurer" : "auditor";
}

}  // namespace

class TestConsortiumMembersNode : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void aMemberJoins();
    void aMemberExchangesItsValidatorsKey();
    void aMemberLeaves();
    void ledgersHoldAndACopyFollowsTheMembers();
    void cleanupTestCase()
    {
        if (QTest::currentTestFailed()) {
            for (auto& [id, node] : m_nodes) {
                qWarning("%s:\n%s", qPrintable(id), node->log().right(3000).constData());
            }
        }
        m_nodes.clear();
    }

private:
    QString path(const QString& name) const { return qs((m_folder.path() / name.toStdString()).string()); }
    CliResult as(const QString& id, const QStringList& arguments) { return Cli(path(id)).run(arguments); }
    int port(const QString& id) const
    {
        return 18'000 + static_cast<int>(QCoreApplication::applicationPid() % 150) * 12 +
               2 * static_cast<int>((kFounders + QStringList{"fifth"}).indexOf(id));
    }
    void makeCard(const QString& id)
    {
        MS_VERIFY_EXIT(as(id, {"network", "card", id + ":" + roleOf(id) + ":The " + id, "--node",
                               QStringLiteral("127.0.0.1:%1").arg(port(id)), "--output", path(id + ".card")}),
                       0);
    }
    void makeNode(const QString& id, const QStringList& cards)
    {
        MS_VERIFY_EXIT(as(id, {"network", "join", path("genesis"), "--fingerprint", m_fingerprint}), 0);
        MS_VERIFY_EXIT(as(id, QStringList{"network", "node", "init"} + cards +
                                  QStringList{"--p2p", QStringLiteral("tcp://127.0.0.1:%1").arg(port(id)), "--rpc",
                                              QStringLiteral("tcp://127.0.0.1:%1").arg(port(id) + 1)}),
                       0);
        m_nodes[id] = std::make_unique<ValidatorNode>(path(id).toStdString(), qEnvironmentVariable("METERSEAL_NODE"),
                                                      qEnvironmentVariable("METERSEAL_COMETBFT"));
        m_nodes[id]->start();
    }
    // The first writes the file, the others sign it one after the other, and the last gives it to the ledger.
    void consent(const QStringList& change, const QStringList& signers)
    {
        QString file = path(QStringLiteral("change-%1").arg(++m_files));
        MS_VERIFY_EXIT(as(signers.front(), change + QStringList{"--offer", file}), 0);
        for (const QString& id : signers.mid(1)) {
            const QString next = path(QStringLiteral("change-%1").arg(++m_files));
            MS_VERIFY_EXIT(as(id, {"tx", "sign", file, "--as", id, "--output", next}), 0);
            file = next;
        }
        const auto taken = as(signers.back(), {"tx", "import", file, "--json"});
        MS_VERIFY_EXIT(taken, 0);
        QVERIFY(taken.json().at("rows").at(0).at("taken").get<bool>());
    }
    // As its own node says.
    std::string validatorState(const QString& id) { return as(id, {"network", "node", "status"}).out.toStdString(); }
    void untilSameLedger(const QStringList& ids)
    {
        const auto heads = [&] {
            std::set<std::string> all;
            for (const QString& id : ids) {
                const auto totals = m_nodes.at(id)->totals();
                all.insert(totals.ok() && totals->head ? totals->head->hash.hex() : "");
            }
            return all;
        };
        QTRY_VERIFY_WITH_TIMEOUT(heads().size() == 1 && !heads().contains(""), kPatienceMs);
    }
    void registerMeter(const QString& id, const QString& mn)
    {
        MS_VERIFY_EXIT(as(id, {"meter", "register", mn, "--location", "Lane", "--manufacturer", "M", "--as", id}), 0);
    }

    TemporaryFolder m_folder;
    QString m_fingerprint;
    std::map<QString, std::unique_ptr<ValidatorNode>> m_nodes;
    int m_files = 0;
};

void TestConsortiumMembersNode::initTestCase()
{
    if (const char* const missing = missingEngine()) {
        QVERIFY2(!qEnvironmentVariableIsSet("CI"), missing);
        QSKIP(missing);
    }
    QStringList cards;
    for (const QString& id : kFounders) {
        makeCard(id);
        cards << path(id + ".card");
    }
    const auto made =
        as("water",
           QStringList{"network", "genesis", "--chain", "members", "--output", path("genesis"), "--json"} + cards);
    MS_VERIFY_EXIT(made, 0);
    m_fingerprint = qs(made.json().at("fingerprint").get<std::string>());
    for (const QString& id : kFounders) {
        makeNode(id, cards);
    }
    registerMeter("water", "1000");
    untilSameLedger(kFounders);
}

void TestConsortiumMembersNode::aMemberJoins()
{
    makeCard("fifth");
    // One organisation's word is not enough, and neither is that of two of four.
    const auto alone = as("water", {"org", "add", "--card", path("fifth.card"), "--json"});
    QCOMPARE(alone.reason(), QStringLiteral("tx.no-majority"));
    consent({"org", "add", "--card", path("fifth.card")}, {"water", "maker", "insurer"});
    untilSameLedger(kFounders);
    QVERIFY(as("auditor", {"org", "list"}).out.contains("The fifth"));
    // Each lets the new node in; it executes everything from the first block on, and then decides with the others.
    for (const QString& id : kFounders) {
        MS_VERIFY_EXIT(as(id, {"network", "node", "peer", path("fifth.card")}), 0);
        m_nodes[id]->stop();
        m_nodes[id]->start();
    }
    QStringList cards{path("fifth.card")};
    for (const QString& id : kFounders) {
        cards << path(id + ".card");
    }
    makeNode("fifth", cards);
    untilSameLedger(kFounders + QStringList{"fifth"});
    QTRY_VERIFY_WITH_TIMEOUT(validatorState("fifth").find("decides for fifth") != std::string::npos, kPatienceMs);
    // Five decide, so with one of the founders away it takes the new one's vote: four of five.
    m_nodes["auditor"]->stop();
    registerMeter("water", "1001");
    untilSameLedger({"water", "maker", "insurer", "fifth"});
    m_nodes["auditor"]->start();
    untilSameLedger(kFounders + QStringList{"fifth"});
}

// "Rotate: old out and new in in one block; start the node with the new key after that."
void TestConsortiumMembersNode::aMemberExchangesItsValidatorsKey()
{
    const auto keys =
        m_nodes["fifth"]->run({"keys", "--home", path("fifth-next")});  // on the same machine, in another folder
    const QString key = qs(keys.at("validatorKey").get<std::string>());
    consent({"org", "rotate", "fifth", "--validator-key", key}, {"maker", "water", "auditor"});
    untilSameLedger(kFounders + QStringList{"fifth"});
    QTRY_VERIFY_WITH_TIMEOUT(validatorState("fifth").find("decides nothing now") != std::string::npos, kPatienceMs);
    m_nodes["fifth"]->stop();
    const std::filesystem::path home = m_nodes["fifth"]->home();
    const char* const file = "cometbft/config/priv_validator_key.json";
    std::filesystem::rename(m_folder.path() / "fifth-next" / file, home / file);
    writeFile(home / "cometbft/data/priv_validator_state.json", R"({"height": "0", "round": 0, "step": 0})");
    m_nodes["fifth"]->start();
    QTRY_VERIFY_WITH_TIMEOUT(validatorState("fifth").find("decides for fifth") != std::string::npos, kPatienceMs);
    QVERIFY(as("water", {"org", "list"}).out.contains(key.toUtf8()));
    m_nodes["insurer"]->stop();
    registerMeter("water", "1002");  // with the new key's vote
    untilSameLedger({"water", "maker", "auditor", "fifth"});
    m_nodes["insurer"]->start();
    untilSameLedger(kFounders + QStringList{"fifth"});
}

void TestConsortiumMembersNode::aMemberLeaves()
{
    consent({"org", "retire", "fifth"}, {"insurer", "maker", "water"});
    untilSameLedger(kFounders + QStringList{"fifth"});
    QTRY_VERIFY_WITH_TIMEOUT(validatorState("fifth").find("decides nothing now") != std::string::npos, kPatienceMs);
    m_nodes["fifth"]->stop();
    // Four are left, of which three decide.
    m_nodes["auditor"]->stop();
    registerMeter("maker", "1003");
    untilSameLedger({"water", "maker", "insurer"});
    m_nodes["auditor"]->start();
    untilSameLedger(kFounders);
    // There are never fewer than four once there were four.
    const QString file = path("too-few");
    MS_VERIFY_EXIT(as("water", {"org", "retire", "auditor", "--offer", file}), 0);
    MS_VERIFY_EXIT(as("maker", {"tx", "sign", file, "--as", "maker", "--output", file + "-2"}), 0);
    MS_VERIFY_EXIT(as("insurer", {"tx", "sign", file + "-2", "--as", "insurer", "--output", file + "-3"}), 0);
    const auto refused = as("insurer", {"tx", "import", file + "-3", "--json"});
    MS_VERIFY_EXIT(refused, 1);
    QCOMPARE(refused.json().at("rows").at(0).at("reason").get<std::string>(), std::string("tx.validator-set"));
    // Nobody signs twice, and nobody's review takes a second signature.
    QCOMPARE(as("maker", {"tx", "sign", file + "-2", "--as", "maker", "--output", file + "-4", "--json"}).reason(),
             QStringLiteral("tx.signer-twice"));
}

void TestConsortiumMembersNode::ledgersHoldAndACopyFollowsTheMembers()
{
    const auto sealed = [this](const QString& id) {
        const auto totals = m_nodes.at(id)->totals();
        return totals.ok() && totals->head && !totals->head->seal.bytes.empty();
    };
    for (const QString& id : kFounders) {
        QTRY_VERIFY_WITH_TIMEOUT(sealed(id), kPatienceMs);
        MS_VERIFY_EXIT(as(id, {"fsck"}), 0);
    }
    // A party without a node takes the blocks from a stick: each seal by the validators that the blocks before it name.
    std::filesystem::create_directory(m_folder.path() / "stick");
    MS_VERIFY_EXIT(as("insurer", {"ledger", "blocks", path("stick")}), 0);
    const auto joined = as("copy", {"network", "join", path("genesis"), "--fingerprint", m_fingerprint, "--from",
                                    path("stick"), "--json"});
    MS_VERIFY_EXIT(joined, 0);
    QVERIFY(as("copy", {"network", "status"}).out.contains("of 4 validators"));
}

QTEST_GUILESS_MAIN(TestConsortiumMembersNode)
#include "tst_consortium_members_node.moc"
