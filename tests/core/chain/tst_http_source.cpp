// Blocks over HTTP: fetched page by page, with limits of size and time, certificates verified; whatever a server does,
// the ledger stays at its last good block.
#include "core/chain/block_world.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QProcess>

#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace meterseal;
using namespace meterseal::test;

namespace {

// Answers each request on 127.0.0.1 with what `answer` makes of its first line; an empty answer is never sent.
class Server {
public:
    explicit Server(std::function<std::string(const std::string&)> answer) : m_answer(std::move(answer))
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        require(::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(m_socket, 8) == 0 &&
                    ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) == 0,
                "a port of its own");
        m_port = ntohs(address.sin_port);
        m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
    }
    ~Server()
    {
        m_thread.request_stop();
        ::shutdown(m_socket, SHUT_RDWR);
        m_thread.join();
        ::close(m_socket);
    }
    std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(m_port) + path; }

private:
    void serve(const std::stop_token& stop)
    {
        std::vector<int> silent;
        while (!stop.stop_requested()) {
            const int peer = ::accept(m_socket, nullptr, nullptr);
            if (peer < 0) {
                break;
            }
            char buffer[2048];
            const auto got = ::recv(peer, buffer, sizeof buffer, 0);
            const std::string request(buffer, got > 0 ? static_cast<std::size_t>(got) : 0);
            const std::string answer = m_answer(request.substr(0, request.find("\r\n")));
            if (answer.empty()) {
                silent.push_back(peer);
                continue;
            }
            for (std::size_t sent = 0; sent < answer.size();) {
                const auto part = ::send(peer, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
                if (part <= 0) {
                    break;
                }
                sent += static_cast<std::size_t>(part);
            }
            ::close(peer);
        }
        for (const int peer : silent) {
            ::close(peer);
        }
    }

    std::function<std::string(const std::string&)> m_answer;
    int m_socket = -1;
    int m_port = 0;
    std::jthread m_thread;
};

std::string ok(const std::string& body, std::size_t claimed = 0)
{
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
           std::to_string(claimed == 0 ? body.size() : claimed) + "\r\n\r\n" + body;
}

}  // namespace

class TestHttpSource : public QObject {
    Q_OBJECT

private slots:
    void fetchesPageByPage()
    {
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(9);
        std::vector<std::string> asked;
        const Server server([&](const std::string& line) {
            asked.push_back(line);
            const auto from = std::stoul(line.substr(line.find("from=") + 5));
            return ok(w.file(from - 1, 4));
        });
        must(Replica::create(folder / "ledger.db", w.genesis));
        const auto replica = must(Replica::open(folder / "ledger.db"));
        const auto source = must(httpSource(server.url("/v1/replica/blocks")));
        const auto pulled = replica->pull(*source);
        MS_VERIFY_OK(pulled);
        QCOMPARE(pulled->to, 10u);
        QCOMPARE(asked.size(), 4u);
        QVERIFY(asked[0].starts_with("GET /v1/replica/blocks?from=1 "));
        QVERIFY(asked[1].starts_with("GET /v1/replica/blocks?from=5 "));
        // Nothing new: one question, that begins at our own head.
        asked.clear();
        QCOMPARE(must(replica->pull(*source)).blocks, 0u);
        QCOMPARE(asked.size(), 1u);
        QVERIFY(asked[0].starts_with("GET /v1/replica/blocks?from=10 "));
        // One file under its own name.
        w.grow(1);
        const Server files([&](const std::string& line) {
            return line.starts_with("GET /all.mseal-blocks ") ? ok(w.file()) : std::string("HTTP/1.1 404 No\r\n\r\n");
        });
        QCOMPARE(must(replica->pull(*must(httpSource(files.url("/all.mseal-blocks"))))).to, 11u);
    }

    void trouble_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("reason");
        const char* const rows[][2] = {{"does not answer", "replica.timeout"},
                                       {"status 500", "replica.unreachable"},
                                       {"redirects", "replica.unreachable"},
                                       {"cut off", "replica.unreachable"},
                                       {"something else", "blocks.magic"},
                                       {"too much", "blocks.too-large"},
                                       {"cut within a block", "blocks.cut"},
                                       {"nobody listens", "replica.unreachable"},
                                       {"https where http is spoken", "replica.unreachable"}};
        for (std::size_t i = 0; i < std::size(rows); ++i) {
            QTest::newRow(rows[i][0]) << static_cast<int>(i) << QString(rows[i][1]);
        }
    }
    void trouble()
    {
        QFETCH(int, kind);
        QFETCH(QString, reason);
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(3);
        const Server server([&](const std::string&) -> std::string {
            const std::string whole = w.file();
            switch (kind) {
            case 0:
                return {};
            case 1:
                return "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";
            case 2:
                return "HTTP/1.1 302 Elsewhere\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n";
            case 3:
                return ok(whole.substr(0, 500), whole.size());
            case 4:
                return ok("<html>Log in</html>");
            case 6:
                return ok(whole.substr(0, whole.size() - 10));
            default:
                return ok(whole);
            }
        });
        HttpLimits limits;
        limits.total = std::chrono::milliseconds(kind == 0 ? 700 : 20'000);
        limits.bytes = kind == 5 ? 1000 : limits.bytes;
        std::string url = server.url("/blocks");
        if (kind == 7) {
            url = "http://127.0.0.1:1/blocks";
        } else if (kind == 8) {
            url.replace(0, 7, "https://");
        }
        must(Replica::create(folder / "ledger.db", w.genesis));
        const auto replica = must(Replica::open(folder / "ledger.db"));
        const auto pulled = replica->pull(*must(httpSource(url, limits)));
        QVERIFY(!pulled.ok());
        QCOMPARE(qs(pulled.error().reason), reason);
        QCOMPARE(replica->head().height, kind == 6 ? 3u : 0u);
        QVERIFY(ConflictFolder(folder / "ledger.db").open().empty());
    }

    void addressesAreChecked()
    {
        for (const char* bad : {"ftp://x/y", "https://", "http://a b/", "https://me:secret@x/", "file:///etc/passwd"}) {
            MS_VERIFY_REASON(httpSource(bad), "replica.address");
        }
        MS_VERIFY_OK(openSource("https://water.example/v1/replica/blocks").status());
        MS_VERIFY_OK(openSource("/media/stick").status());
    }

    void certificatesAreVerified()
    {
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(2);
        writeFile(folder / "all.mseal-blocks", w.file());
        const QString at = qs(folder.path().string());
        QProcess make;
        make.start("openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                               "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                               "-keyout", at + "/key.pem", "-out", at + "/cert.pem"});
        QVERIFY(make.waitForFinished(60'000) && make.exitCode() == 0);
        QProcess server;
        server.setWorkingDirectory(at);
        server.start("python3",
                     {"-u", "-c",
                      "import http.server, ssl\n"
                      "s = http.server.HTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)\n"
                      "c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); c.load_cert_chain('cert.pem', 'key.pem')\n"
                      "s.socket = c.wrap_socket(s.socket, server_side=True)\n"
                      "print(s.server_address[1])\n"
                      "s.serve_forever()\n"});
        QVERIFY(server.waitForStarted() && server.waitForReadyRead(60'000));
        const std::string url = "https://localhost:" + server.readLine().trimmed().toStdString() + "/all.mseal-blocks";
        must(Replica::create(folder / "ledger.db", w.genesis));
        const auto replica = must(Replica::open(folder / "ledger.db"));
        MS_VERIFY_REASON(replica->pull(*must(httpSource(url))), "replica.unreachable");
        HttpLimits limits;
        limits.caFile = (folder / "cert.pem").string();
        QCOMPARE(must(replica->pull(*must(httpSource(url, limits)))).to, 3u);
        server.kill();
        server.waitForFinished();
    }
};

QTEST_APPLESS_MAIN(TestHttpSource)
#include "tst_http_source.moc"
