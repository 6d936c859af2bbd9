// meterseald as systemd runs it: it says when it is ready, that it still serves, and that it ends; SIGHUP brings a
// renewed certificate to new connections, and one that cannot be used changes nothing.
#include "support/qt.h"
#include "support/service_world.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>

#include <csignal>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace meterseal;

namespace {

constexpr int kPatienceMs = 60'000;

// What systemd listens on.
class NotifySocket {
public:
    explicit NotifySocket(const std::string& path) : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        m_good = ::bind(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~NotifySocket() { ::close(m_socket); }
    bool good() const { return m_good; }
    // The next state, empty where none comes in time.
    std::string next(int milliseconds)
    {
        pollfd ready{m_socket, POLLIN, 0};
        char text[256];
        if (::poll(&ready, 1, milliseconds) <= 0) {
            return {};
        }
        const ssize_t size = ::recv(m_socket, text, sizeof text, 0);
        return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
    }

private:
    int m_socket;
    bool m_good = false;
};

}  // namespace

class TestServerSignals : public QObject {
    Q_OBJECT

private slots:
    void readyAliveReloadedEnded()
    {
        test::TemporaryFolder folder;
        {
            test::ServiceWorld made;  // a ledger with its keys
            QVERIFY2(made.fault().empty(), made.fault().c_str());
            made.stop();
            std::filesystem::copy(made.folder(), folder / "w", std::filesystem::copy_options::recursive);
        }
        makeCertificate(folder, "first");
        useCertificate(folder, "first");
        std::filesystem::create_directories(folder / "credentials");
        test::writeFile(folder / "credentials" / "passphrase", std::string(test::ServiceWorld::kPassphrase) + "\n");
        test::writeFile(folder / "d.toml",
                        "workspace = \"w\"\ndisk-reserve-mib = 0\n[listen]\ntls = [\"127.0.0.1:0\"]\n"
                        "[tls]\ncertificate = \"server.pem\"\nprivate-key = \"server.key\"\n");
        NotifySocket systemd((folder / "n").string());
        QVERIFY(systemd.good());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("CREDENTIALS_DIRECTORY", qs((folder / "credentials").string()));
        environment.insert("NOTIFY_SOCKET", qs((folder / "n").string()));
        environment.insert("WATCHDOG_USEC", "300000");
        QProcess daemon;
        daemon.setProcessEnvironment(environment);
        daemon.setStandardOutputFile(QProcess::nullDevice());
        daemon.start(qEnvironmentVariable("METERSEALD"), {"--config", qs((folder / "d.toml").string())});
        QCOMPARE(systemd.next(kPatienceMs), std::string("READY=1"));
        QCOMPARE(systemd.next(kPatienceMs), std::string("WATCHDOG=1"));
        QCOMPARE(systemd.next(kPatienceMs), std::string("WATCHDOG=1"));
        const QString url = urlOf(daemon);
        QVERIFY2(!url.isEmpty(), m_said.constData());
        QVERIFY(reaches(folder, url, "first"));

        // A certificate without its key: said, and the one in use stays.
        makeCertificate(folder, "second");
        std::filesystem::copy_file(folder / "second.pem", folder / "server.pem",
                                   std::filesystem::copy_options::overwrite_existing);
        QVERIFY(hangUp(daemon, "The certificate in use stays."));
        QVERIFY(reaches(folder, url, "first"));

        useCertificate(folder, "second");
        QVERIFY(hangUp(daemon, "the certificate was read again"));
        QVERIFY(reaches(folder, url, "second"));
        QVERIFY(!reaches(folder, url, "first"));

        daemon.terminate();
        std::string state = "-";
        while (!state.empty() && state != "STOPPING=1") {
            state = systemd.next(kPatienceMs);
        }
        QCOMPARE(state, std::string("STOPPING=1"));
        QVERIFY(daemon.waitForFinished(kPatienceMs));
        QCOMPARE(daemon.exitCode(), 0);
    }

private:
    static void makeCertificate(const test::TemporaryFolder& folder, const char* name)
    {
        QProcess openssl;
        openssl.start("openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                                  "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                                  "-keyout", qs((folder / (std::string(name) + ".key")).string()), "-out",
                                  qs((folder / (std::string(name) + ".pem")).string())});
        QVERIFY(openssl.waitForFinished(kPatienceMs) && openssl.exitCode() == 0);
    }
    static void useCertificate(const test::TemporaryFolder& folder, const std::string& name)
    {
        const auto over = std::filesystem::copy_options::overwrite_existing;
        std::filesystem::copy_file(folder / (name + ".pem"), folder / "server.pem", over);
        std::filesystem::copy_file(folder / (name + ".key"), folder / "server.key", over);
    }
    // Whether a client that trusts this certificate alone gets an answer.
    static bool reaches(const test::TemporaryFolder& folder, const QString& url, const char* trusted)
    {
        QProcess curl;
        curl.start("curl", {"-sS", "--fail", "--cacert", qs((folder / (std::string(trusted) + ".pem")).string()),
                            url + "/healthz"});
        return curl.waitForFinished(kPatienceMs) && curl.exitCode() == 0;
    }
    QString urlOf(QProcess& daemon)
    {
        static const QRegularExpression kPort(QStringLiteral("listening on https://127\\.0\\.0\\.1:([0-9]+)"));
        return waitFor(daemon, kPort) ? "https://localhost:" + kPort.match(QString::fromUtf8(m_said)).captured(1)
                                      : QString();
    }
    bool hangUp(QProcess& daemon, const char* answer)
    {
        m_said.clear();
        ::kill(static_cast<pid_t>(daemon.processId()), SIGHUP);
        return waitFor(daemon, QRegularExpression(QRegularExpression::escape(QString::fromUtf8(answer))));
    }
    bool waitFor(QProcess& daemon, const QRegularExpression& sentence)
    {
        QElapsedTimer patience;
        for (patience.start(); patience.elapsed() < kPatienceMs;) {
            m_said += daemon.readAllStandardError();
            if (sentence.match(QString::fromUtf8(m_said)).hasMatch()) {
                return true;
            }
            daemon.waitForReadyRead(100);
        }
        return false;
    }

    QByteArray m_said;
};

QTEST_GUILESS_MAIN(TestServerSignals)
#include "tst_server_signals.moc"
