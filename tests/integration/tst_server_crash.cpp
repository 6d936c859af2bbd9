// kill -9 of meterseald at random moments while eight clients post. Afterwards, without any manual step: every record
// that a client was told 202 for stands on the ledger exactly once.
//
// METERSEAL_SERVER_CRASHES: how many times (20 unless set). METERSEAL_CRASH_SEED: another run of luck (1).
#include "meterseal/record/health_record.h"
#include "support/http_client.h"
#include "support/qt.h"
#include "support/service_world.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <map>
#include <mutex>
#include <random>
#include <thread>

using namespace meterseal;

namespace {

constexpr int kClients = 8, kMeters = 4, kPerPost = 20;
constexpr int kPatienceMs = 120'000;

std::string mnOf(int meter)
{
    return fmt::format("10000000{}", meter);
}

class Daemon {
public:
    explicit Daemon(const std::filesystem::path& folder)
    {
        std::filesystem::create_directories(folder / "credentials");
        test::writeFile(folder / "credentials" / "passphrase", std::string(test::ServiceWorld::kPassphrase) + "\n");
        test::writeFile(folder / "d.toml",
                        fmt::format("workspace = \"{}\"\ndisk-reserve-mib = 0\n[listen]\nplain = [\"127.0.0.1:0\"]\n",
                                    (folder / "w").string()));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("CREDENTIALS_DIRECTORY", qs((folder / "credentials").string()));
        m_process.setProcessEnvironment(environment);
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.start(qEnvironmentVariable("METERSEALD"), {"--config", qs((folder / "d.toml").string())});
        static const QRegularExpression kPort(QStringLiteral("listening on http://127\\.0\\.0\\.1:([0-9]+)"));
        QElapsedTimer patience;
        patience.start();
        while (m_port == 0 && patience.elapsed() < kPatienceMs && m_process.state() != QProcess::NotRunning) {
            m_process.waitForReadyRead(100);
            m_said += m_process.readAllStandardError();
            const auto match = kPort.match(QString::fromUtf8(m_said));
            m_port = match.hasMatch() ? static_cast<std::uint16_t>(match.captured(1).toUInt()) : 0;
        }
    }
    ~Daemon() { kill(); }
    std::uint16_t port() const { return m_port; }
    QByteArray said() const { return m_said; }
    void kill()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();  // SIGKILL
            m_process.waitForFinished(kPatienceMs);
        }
    }
    // Asks it to end; its exit code, -1 where it does not.
    int end()
    {
        m_process.terminate();
        return m_process.waitForFinished(kPatienceMs) && m_process.exitStatus() == QProcess::NormalExit
                   ? m_process.exitCode()
                   : -1;
    }

private:
    QProcess m_process;
    QByteArray m_said;
    std::uint16_t m_port = 0;
};

std::map<Hash256, int> leavesOnLedger(const std::filesystem::path& folder)
{
    std::map<Hash256, int> leaves;
    const auto workspace = Workspace::open(folder);
    auto reader = workspace ? workspace->openReader() : Result<LedgerReader>(workspace.error());
    TxFilter filter;
    filter.type = TxType::Convert;
    std::optional<std::uint64_t> cursor;
    while (reader) {
        const auto page = reader->transactions(filter, cursor, Direction::Newer, 500);
        if (!page || page->rows.empty()) {
            break;
        }
        for (const TxRow& row : page->rows) {
            cursor = row.seq;
            const auto wire = reader->wire(row.seq);
            const auto tx = wire ? decodeTransaction(*wire) : Result<Transaction>(wire.error());
            for (std::size_t i = 0; tx && i < tx->leaves.size(); ++i) {
                ++leaves[tx->leaves[i]];
            }
        }
    }
    return leaves;
}

}  // namespace

class TestServerCrash : public QObject {
    Q_OBJECT

private slots:
    void everyAcknowledgedRecordIsCommittedExactlyOnce()
    {
        const int rounds = qEnvironmentVariableIntValue("METERSEAL_SERVER_CRASHES") > 0
                               ? qEnvironmentVariableIntValue("METERSEAL_SERVER_CRASHES")
                               : 20;
        const int seed = std::max(1, qEnvironmentVariableIntValue("METERSEAL_CRASH_SEED"));
        qInfo("%d rounds, seed %d", rounds, seed);
        std::mt19937 luck(static_cast<unsigned>(seed));
        test::ServiceWorld world;
        QVERIFY2(world.fault().empty(), world.fault().c_str());
        for (int m = 0; m < kMeters; ++m) {
            QCOMPARE(world.addMeter(mnOf(m)), std::string());
        }
        const std::string token = world.token("platform");
        world.stop();
        const std::filesystem::path folder = world.folder().parent_path();

        std::mutex mutex;
        std::map<Hash256, int> acknowledged;
        std::atomic<int> next = 0, posts = 0;
        for (int round = 0; round < rounds; ++round) {
            Daemon daemon(folder);
            QVERIFY2(daemon.port() != 0, daemon.said().constData());
            std::atomic<bool> over = false;
            std::vector<std::jthread> clients;
            for (int c = 0; c < kClients; ++c) {
                clients.emplace_back([&, c] {
                    while (!over) {
                        std::string body;
                        std::vector<Hash256> leaves;
                        for (int i = 0; i < kPerPost; ++i) {
                            const std::string text = test::recordText(mnOf(c % kMeters), next++);
                            const auto record = parseRecord(text);
                            leaves.push_back(record ? leafOf(*record) : Hash256());
                            body += text + "\n";
                        }
                        const auto answer = test::ask(daemon.port(), {.method = "POST",
                                                                      .target = "/v1/records",
                                                                      .token = token,
                                                                      .body = body,
                                                                      .contentType = "application/jsonl"});
                        if (answer.status == 202) {
                            ++posts;
                            const std::lock_guard lock(mutex);
                            for (const Hash256& leaf : leaves) {
                                ++acknowledged[leaf];
                            }
                        }
                    }
                });
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50 + luck() % 400));
            daemon.kill();
            over = true;
        }
        QVERIFY(posts > rounds);

        Daemon daemon(folder);
        QVERIFY2(daemon.port() != 0, daemon.said().constData());
        const auto pending = [&] {
            const auto upload = test::ask(daemon.port(), {.target = "/v1/upload", .token = token}).json();
            return upload.is_object() ? upload["pendingRecords"].get<int>() + upload["unfinishedBatches"].get<int>()
                                      : -1;
        };
        std::map<Hash256, int> leaves;
        const auto missing = [&] {
            leaves = leavesOnLedger(world.folder());
            return std::count_if(acknowledged.begin(), acknowledged.end(),
                                 [&](const auto& one) { return !leaves.contains(one.first); });
        };
        QTRY_COMPARE_WITH_TIMEOUT(pending(), 0, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(missing(), std::ptrdiff_t(0), kPatienceMs);
        for (const auto& [leaf, times] : leaves) {
            QVERIFY2(times == 1, leaf.hex().c_str());
        }
        qInfo("%zu records acknowledged in %d posts, %zu on the ledger", acknowledged.size(), posts.load(),
              leaves.size());
        QCOMPARE(daemon.end(), 0);
    }

    // An older copy of the workspace, put back whole: what this user has seen of the ledger knows better.
    void aLedgerCutBackIsNotServed()
    {
        test::TemporaryFolder seen;
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString(seen.path().string()));
        test::ServiceWorld world;
        QVERIFY2(world.fault().empty(), world.fault().c_str());
        world.stop();
        const std::filesystem::path folder = world.folder().parent_path();
        std::filesystem::copy(world.folder(), folder / "earlier", std::filesystem::copy_options::recursive);
        {
            const auto open =
                OpenWorkspace::open(*Workspace::open(world.folder()),
                                    crypto::SecretBytes(std::string_view(test::ServiceWorld::kPassphrase)));
            MS_VERIFY_OK(open);
            MS_VERIFY_OK((*open)->change([](OpenKeys& keys) {
                return keys.meters.registerMeter({"4711", "Lane 1", "Maker", {}}, "water");
            }));
        }
        {
            Daemon daemon(folder);
            QVERIFY2(daemon.port() != 0, daemon.said().constData());
            QCOMPARE(daemon.end(), 0);
        }
        std::filesystem::remove_all(world.folder());
        std::filesystem::rename(folder / "earlier", world.folder());
        Daemon daemon(folder);
        QVERIFY(daemon.port() == 0);
        QVERIFY2(daemon.said().contains("ledger.shorter"), daemon.said().constData());
        qunsetenv("XDG_STATE_HOME");
    }

    void saysWhetherItsConfigurationIsGood_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("good") << QByteArray("workspace = \"w\"\n") << 0 << QByteArray();
        QTest::newRow("no workspace") << QByteArray("[listen]\n") << 2 << QByteArray("config.key");
        QTest::newRow("unknown key") << QByteArray("workspace = \"w\"\nworkspcae = 1\n") << 2
                                     << QByteArray("config.key");
        QTest::newRow("no TOML") << QByteArray("workspace = \n") << 2 << QByteArray("config.syntax");
        QTest::newRow("no address") << QByteArray("workspace = \"w\"\n[listen]\nplain = [\"localhost\"]\n") << 2
                                    << QByteArray("config.value");
        QTest::newRow("another machine's, without TLS")
            << QByteArray("workspace = \"w\"\n[listen]\nplain = [\"0.0.0.0:80\"]\n") << 3 << QByteArray("server.plain");
    }
    void saysWhetherItsConfigurationIsGood()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QByteArray, reason);
        test::TemporaryFolder folder;
        test::writeFile(folder / "d.toml", text.toStdString());
        QProcess process;
        process.start(qEnvironmentVariable("METERSEALD"),
                      {"--check-config", "--config", qs((folder / "d.toml").string())});
        QVERIFY(process.waitForFinished(kPatienceMs));
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(process.exitCode() == code && said.contains(reason), said.constData());
    }
};

QTEST_GUILESS_MAIN(TestServerCrash)
#include "tst_server_crash.moc"
