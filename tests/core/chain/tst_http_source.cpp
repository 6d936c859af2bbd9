// Blocks over HTTP: fetched page by page, with limits of size and time, certificates verified; whatever a server does,
// the ledger stays at its last good block.
#include "core/chain/block_world.h"
#include "support/http_server.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QProcess>

#include <atomic>
#include <thread>

using namespace meterseal;
using namespace meterseal::test;

class TestHttpSource : public QObject {
    Q_OBJECT

private slots:
    void fetchesPageByPage()
    {
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(9);
        std::vector<std::string> asked;
        const HttpServer server([&](const HttpRequest& request) {
            const std::string& line = request.line;
            asked.push_back(line);
            const auto from = std::stoul(line.substr(line.find("from=") + 5));
            return httpOk(w.file(from - 1, 4));
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
        const HttpServer files([&](const HttpRequest& request) {
            return request.line.starts_with("GET /all.mseal-blocks ") ? httpOk(w.file())
                                                                      : std::string("HTTP/1.1 404 No\r\n\r\n");
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
        const HttpServer server([&](const HttpRequest&) -> std::string {
            const std::string whole = w.file();
            switch (kind) {
            case 0:
                return {};
            case 1:
                return "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";
            case 2:
                return "HTTP/1.1 302 Elsewhere\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n";
            case 3:
                return httpOk(whole.substr(0, 500), whole.size());
            case 4:
                return httpOk("<html>Log in</html>");
            case 6:
                return httpOk(whole.substr(0, whole.size() - 10));
            default:
                return httpOk(whole);
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
