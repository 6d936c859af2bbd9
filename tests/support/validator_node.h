// meterseal-node and its CometBFT as a person runs them: started, stopped, killed, its folder looked into. For Qt
// tests. METERSEAL_NODE and METERSEAL_COMETBFT name the programs; ./run test brings CometBFT (installer/go.sh).
#pragma once

#include "meterseal/chain/comet_rpc.h"
#include "meterseal/chain/replica.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/ledger/reader.h"
#include "support/consortium_world.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QProcess>

#include <csignal>
#include <nlohmann/json.hpp>

namespace meterseal::test {

inline constexpr int kPatienceMs = 90'000;

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
    // `dies`: where the node has itself killed (METERSEAL_NODE_DIES); empty: nowhere.
    void start(const QString& dies = {})
    {
        m_process = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        if (!dies.isEmpty()) {
            environment.insert("METERSEAL_NODE_DIES", dies);
        }
        m_process->setProcessEnvironment(environment);
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
    // Of a node that ends by itself.
    int waitForEnd()
    {
        m_process->waitForFinished(kPatienceMs);
        const int code = m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
        m_process.reset();
        return code;
    }
    // CometBFT, the node's child.
    qint64 engine() const
    {
        QProcess look;
        look.start("pgrep", {"-P", QString::number(m_process->processId())});
        look.waitForFinished();
        return look.readAllStandardOutput().trimmed().toLongLong();
    }
    // Its number may not be known yet, or no more: kill(0) would be this test's own group.
    static void killHard(qint64 process)
    {
        if (process > 1) {
            ::kill(static_cast<pid_t>(process), SIGKILL);
        }
    }
    void killEngine() { killHard(engine()); }
    void killNode()  // CometBFT ends with the application that it lost
    {
        const qint64 child = engine();
        m_process->kill();
        m_process->waitForFinished();
        QTRY_VERIFY_WITH_TIMEOUT(child <= 1 || ::kill(static_cast<pid_t>(child), 0) != 0, kPatienceMs);
        m_process.reset();
    }
    void killBoth()
    {
        killHard(engine());
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

    // What the operators' page says for a ledger that is lost or wrong: all aside but the key and its state.
    void putAside(const Genesis& genesis)
    {
        for (const char* name : {"ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db.lock"}) {
            std::filesystem::remove(m_home / name);
        }
        loseEngineData();
        must(Replica::create(ledger(), genesis));
    }
    void loseEngineData()
    {
        for (const auto& entry : std::filesystem::directory_iterator(m_home / "cometbft/data")) {
            if (entry.path().filename() != "priv_validator_state.json") {
                std::filesystem::remove_all(entry.path());
            }
        }
    }

    int rpcPort = 0, p2pPort = 0;
    std::string nodeId;

private:
    std::filesystem::path m_home;
    QString m_node, m_engine;
    std::unique_ptr<QProcess> m_process;
};

// Validators of one consortium on this machine, each with a folder of its own.
class ValidatorNetwork {
public:
    // False where CometBFT is not installed: the test is then skipped. `others`: node ids that are let in beside them.
    bool make(Genesis& genesis, std::size_t validators)
    {
        const QString node = qEnvironmentVariable("METERSEAL_NODE");
        const QString engine = qEnvironmentVariable("METERSEAL_COMETBFT");
        if (engine.isEmpty() || !QFile::exists(engine)) {
            return false;
        }
        // Ports of this process alone, below those that the system gives away.
        const int base = 20'000 + static_cast<int>(QCoreApplication::applicationPid() % 1'000) * 12;
        for (std::size_t i = 0; i < validators + 1; ++i) {
            auto& one = all.emplace_back(
                std::make_unique<ValidatorNode>(m_folder.path() / ("node" + std::to_string(i)), node, engine));
            one->rpcPort = base + static_cast<int>(i) * 2;
            one->p2pPort = base + static_cast<int>(i) * 2 + 1;
            const auto keys = one->run({"keys", "--home", qs(one->home().string())});
            one->nodeId = keys["nodeId"];
            if (i < validators) {
                crypto::Ed25519PublicKey key{};
                const Bytes bytes = must(fromHex(keys["validatorKey"].get<std::string>(), "validatorKey"));
                std::copy(bytes.begin(), bytes.end(), key.begin());
                genesis.organisations[i].validatorKey = key;
            }
        }
        must(checkGenesis(genesis));
        must(replaceFile(m_folder.path() / "genesis.json", canonicalGenesis(genesis)));
        bool same = true;
        for (std::size_t i = 0; i < validators; ++i) {
            const auto made = configure(i, genesis.organisations[i].id);
            same = same && made.is_object() && made.value("fingerprint", "") == fingerprintOf(genesis).hex();
        }
        return same;
    }
    nlohmann::json configure(std::size_t i, const std::string& organisation)
    {
        ValidatorNode& one = *all[i];
        QStringList arguments{"configure",
                              "--home",
                              qs(one.home().string()),
                              "--genesis",
                              qs((m_folder.path() / "genesis.json").string()),
                              "--organisation",
                              qs(organisation),
                              "--p2p",
                              QStringLiteral("tcp://127.0.0.1:%1").arg(one.p2pPort),
                              "--rpc",
                              QStringLiteral("tcp://127.0.0.1:%1").arg(one.rpcPort)};
        for (const auto& other : all) {
            if (other.get() != &one) {
                arguments << "--peer" << QStringLiteral("%1@127.0.0.1:%2").arg(qs(other->nodeId)).arg(other->p2pPort);
            }
        }
        return one.run(arguments);
    }
    cometbft::RpcClient client(std::size_t node) const
    {
        return must(cometbft::RpcClient::open("http://127.0.0.1:" + std::to_string(all[node]->rpcPort)));
    }
    void showLogs() const
    {
        for (const auto& one : all) {
            qWarning("%s:\n%s", one->home().string().c_str(), one->log().right(3000).constData());
        }
    }

    // One more than there are validators: a folder that all let in as a peer, not configured.
    std::vector<std::unique_ptr<ValidatorNode>> all;

private:
    TemporaryFolder m_folder;
};

// Says why a test that needs the engine cannot run; nothing where it can.
inline const char* missingEngine()
{
    const QString engine = qEnvironmentVariable("METERSEAL_COMETBFT");
    return !engine.isEmpty() && QFile::exists(engine) ? nullptr
                                                      : "CometBFT is missing: installer/go.sh build/release/tools "
                                                        "github.com/cometbft/cometbft/cmd/cometbft@v0.38.26";
}

}  // namespace meterseal::test
