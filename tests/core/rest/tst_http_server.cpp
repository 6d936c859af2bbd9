// Requests written byte by byte, each with the answer it must get: two readers of one stream of bytes must never be
// able to disagree about where a request ends. And what a server owes under load: limits, streams, an end in order.
#include "rest/call.h"
#include "rest/http_server.h"
#include "support/http_client.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <atomic>
#include <fmt/format.h>
#include <fstream>
#include <regex>
#include <thread>

using namespace meterseal;
using namespace meterseal::rest;

namespace {

constexpr int kQuietMs = 1500;  // what stays open for so long stays open
const std::string kHost = "Host: localhost\r\n", kAuth = "Authorization: Bearer test\r\n";
const std::string kNext = "GET /v1/smuggled HTTP/1.1\r\n" + kHost + kAuth + "\r\n";
const std::string kPost = "POST /v1/records HTTP/1.1\r\n" + kHost + kAuth;
const std::string kGet = "GET /v1/records HTTP/1.1\r\n";
const std::string kChunked = kPost + "Transfer-Encoding: chunked\r\n\r\n";

// GET /v1/records 200, POST /v1/records 202 (wants a token), /healthz open, /big streams, /hold waits, /spool reads.
class SmallApplication final : public HttpApplication {
public:
    Admission admit(const RequestHead& head) override
    {
        Admission admission;
        admission.call = std::make_shared<Call>();
        admission.call->request = head.method + " " + head.target;
        const std::string& route = admission.call->request;
        if (route == "POST /v1/records" || route == "POST /hold") {
            admission.maxBody = 1u << 20;
        } else if (route == "POST /spool") {
            admission.maxBody = 4ull << 30;
            admission.streamedBody = true;
        } else if (route != "GET /v1/records" && head.target != "/healthz" && route != "GET /big") {
            admission.refused = Answer{404, "text/plain", {}, "nothing"};
        }
        if (head.target == "/v1/records" && head.field("Authorization").empty()) {
            admission.refused = Answer{401, "text/plain", {}, "who?"};
        }
        return admission;
    }
    Answer serve(const RequestHead& head, Call& call, std::string body, BodyReader* stream) override
    {
        if (call.request == "POST /hold") {
            ++holding;
            while (!letGo) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            }
        }
        if (call.request == "GET /big") {
            Answer answer{200, "text/plain"};
            answer.stream = [](AnswerWriter& out) {
                const std::string piece(64 * 1024, 'x');
                for (int i = 0; i < 160 && out.write(piece).ok(); ++i) {}
            };
            return answer;
        }
        std::uint64_t size = body.size();
        if (stream != nullptr) {
            std::vector<char> piece(64 * 1024);
            for (;;) {
                const auto got = stream->read(piece);
                if (!got || *got == 0) {
                    break;
                }
                size += *got;
            }
        }
        return {head.method == "POST" ? 202u : 200u, "text/plain", {}, std::to_string(size)};
    }
    Answer refuse(const Refusal& refusal, const Call*) override
    {
        return {refusal.status, "text/plain", {}, refusal.reason};
    }
    void served(const RequestHead*, const Call*, unsigned, std::uint64_t, std::uint64_t) override { ++requests; }

    std::atomic<int> holding = 0, requests = 0;
    std::atomic<bool> letGo = false;
};

std::uint64_t residentKiB()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) {
            return std::stoull(line.substr(6));
        }
    }
    return 0;
}

}  // namespace

// What memory may grow by; AddressSanitizer keeps what was freed in a quarantine of 256 MiB.
#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t kRoomKiB = 320 * 1024;
#else
constexpr std::uint64_t kRoomKiB = 32 * 1024;
#endif

class TestHttpServer : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_application = std::make_unique<SmallApplication>();
        start({});
    }
    void cleanup()
    {
        m_application->letGo = true;
        m_server.reset();
    }

    void answersRawRequests_data();
    void answersRawRequests()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QList<int>, statuses);
        QFETCH(bool, closed);
        test::HttpConnection connection(m_port);
        connection.send(bytes.toStdString());
        bool ended = false;
        const std::string all = connection.receiveAll(closed ? 20'000 : kQuietMs, ended);
        QList<int> got;
        static const std::regex kStatus("HTTP/1\\.1 ([0-9]{3}) ");
        for (auto it = std::sregex_iterator(all.begin(), all.end(), kStatus); it != std::sregex_iterator(); ++it) {
            got.append(std::stoi((*it)[1]));
        }
        QCOMPARE(got, statuses);
        QCOMPARE(ended, closed);
    }

    void slowHeadsAndBodiesAreCut()
    {
        HttpLimits limits;
        limits.header = std::chrono::milliseconds(300);
        limits.bodyPiece = std::chrono::milliseconds(300);
        limits.idle = std::chrono::milliseconds(300);
        start(limits);
        std::vector<std::unique_ptr<test::HttpConnection>> slow;
        for (int i = 0; i < 50; ++i) {
            slow.push_back(std::make_unique<test::HttpConnection>(m_port));
            slow.back()->send("GET /healthz HTTP/1.1\r\nX: ");
        }
        // Bytes that keep coming do not renew a head's deadline: each is told 408 and closed.
        for (const auto& connection : slow) {
            while (connection->send("a")) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                bool ended = false;
                const std::string said = connection->receiveAll(1, ended);
                if (!said.empty()) {
                    QVERIFY2(said.starts_with("HTTP/1.1 408 "), said.c_str());
                    break;
                }
            }
        }
        test::HttpConnection body(m_port);
        body.send(kPost + "Content-Length: 10\r\n\r\nabc");
        QCOMPARE(body.receive().status, 408);
        test::HttpConnection idle(m_port);
        bool ended = false;
        QVERIFY(idle.receiveAll(20'000, ended).empty());
        QVERIFY(ended);
        QCOMPARE(test::ask(m_port, {.target = "/healthz"}).status, 200);
    }

    void bigBodiesStreamInFlatMemory()
    {
        const std::string piece(1u << 20, 'b');
        const std::uint64_t before = residentKiB();
        std::vector<std::jthread> clients;
        std::atomic<int> right = 0;
        for (int c = 0; c < 8; ++c) {
            clients.emplace_back([&] {
                test::HttpConnection connection(m_port);
                connection.send("POST /spool HTTP/1.1\r\nHost: x\r\nContent-Length: 33554432\r\n\r\n");
                for (int i = 0; i < 32; ++i) {
                    connection.send(piece);
                }
                right += connection.receive().body == "33554432";
            });
        }
        clients.clear();
        QCOMPARE(right.load(), 8);
        QVERIFY2(residentKiB() < before + kRoomKiB, qPrintable(QString::number(residentKiB() - before)));
    }

    void aStalledReaderCostsNoMemory()
    {
        const std::uint64_t before = residentKiB();
        std::vector<std::unique_ptr<test::HttpConnection>> stalled;
        for (int i = 0; i < 8; ++i) {
            stalled.push_back(std::make_unique<test::HttpConnection>(m_port));
            stalled.back()->send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        // Another is served meanwhile, and those that go on reading get all of it.
        QCOMPARE(test::ask(m_port, {.target = "/healthz"}).status, 200);
        QVERIFY(residentKiB() < before + kRoomKiB);
        QCOMPARE(stalled.front()->receive().body.size(), std::size_t(160) * 64 * 1024);
    }

    void aFullQueueIsToldAtOnce()
    {
        HttpLimits limits;
        limits.threads = 2;
        limits.queue = 1;
        start(limits);
        std::vector<std::unique_ptr<test::HttpConnection>> held;
        for (int i = 0; i < 3; ++i) {
            held.push_back(std::make_unique<test::HttpConnection>(m_port));
            held.back()->send("POST /hold HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na");
        }
        QTRY_COMPARE(m_application->holding.load(), 2);
        QTRY_COMPARE(test::ask(m_port, {.target = "/healthz"}).status, 503);
        m_application->letGo = true;
        for (const auto& connection : held) {
            QCOMPARE(connection->receive().status, 202);
        }
    }

    void stopLetsRequestsEnd()
    {
        test::HttpConnection held(m_port);
        held.send("POST /hold HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na");
        QTRY_COMPARE(m_application->holding.load(), 1);
        test::HttpConnection idle(m_port);
        std::jthread stopper([this] { m_server->stop(); });
        bool ended = false;
        QVERIFY(idle.receiveAll(20'000, ended).empty() && ended);
        m_application->letGo = true;
        const test::HttpAnswer answer = held.receive();
        QCOMPARE(answer.status, 202);
        QCOMPARE(answer.fields.at("connection"), std::string("close"));
        stopper.join();
        QVERIFY(!test::HttpConnection(m_port).connected());
    }

    void theUnixSocketIsItsOwnersAlone()
    {
        m_server.reset();
        test::TemporaryFolder folder;
        HttpServerOptions options;
        options.unixSocket = folder / "s.sock";
        auto server = HttpServer::start(options, *m_application);
        MS_VERIFY_OK(server);
        const auto mode = std::filesystem::status(options.unixSocket).permissions();
        QVERIFY(mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
        test::HttpConnection connection(options.unixSocket.string());
        connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(connection.receive().status, 200);
        (*server)->stop();
        QVERIFY(!std::filesystem::exists(options.unixSocket));
    }

private:
    void start(const HttpLimits& limits)
    {
        m_server.reset();
        HttpServerOptions options;
        options.addresses = {{"127.0.0.1", 0, false}};
        options.limits = limits;
        auto server = HttpServer::start(options, *m_application);
        MS_VERIFY_OK(server);
        m_server = std::move(*server);
        m_port = m_server->ports().front();
    }

    std::unique_ptr<SmallApplication> m_application;
    std::unique_ptr<HttpServer> m_server;
    std::uint16_t m_port = 0;
};

void TestHttpServer::answersRawRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<bool>("closed");
    const auto row = [](const char* name, const std::string& bytes, QList<int> statuses, bool closed = false) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << statuses << closed;
    };
    const auto bad = [&](const char* name, const std::string& bytes, int status = 400) {
        row(name, bytes, {status}, true);
    };
    const std::string body = "\r\n\r\na\nb\n";
    row("plain GET", kGet + kHost + kAuth + "\r\n", {200});
    row("two pipelined GETs", kGet + kHost + kAuth + "\r\n" + kGet + kHost + kAuth + "\r\n", {200, 200});
    row("chunked POST", kChunked + "3\r\na\nb\r\n1\r\n\n\r\n0\r\n\r\n", {202});
    row("chunked POST, extension and trailer", kChunked + "3;x=y\r\na\nb\r\n0\r\nX-T: 1\r\n\r\n", {202});
    row("POST then GET", kPost + "Content-Length: 4" + body + kNext, {202, 404});
    row("Expect: 100-continue", kPost + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n", {100});
    row("empty line first", "\r\n" + kGet + kHost + kAuth + "\r\n", {200});
    row("HTTP/1.0 without Host", "GET /healthz HTTP/1.0\r\n\r\n", {200}, true);
    row("no token", kGet + kHost + "\r\n", {401});
    row("HEAD", "HEAD /healthz HTTP/1.1\r\n" + kHost + "\r\n", {200});
    bad("missing Host", kGet + kAuth + "\r\n" + kNext);
    bad("two Hosts", kGet + kHost + "Host: evil\r\n" + kAuth + "\r\n" + kNext);
    bad("length and coding", kPost + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + kNext);
    bad("coding and length", kPost + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + kNext);
    bad("two lengths, different", kPost + "Content-Length: 4\r\nContent-Length: 5" + body + kNext);
    bad("two lengths, same", kPost + "Content-Length: 4\r\nContent-Length: 4" + body + kNext);
    bad("length 4, 4", kPost + "Content-Length: 4, 4" + body + kNext);
    bad("length +4", kPost + "Content-Length: +4" + body + kNext);
    bad("length -1", kPost + "Content-Length: -1\r\n\r\n" + kNext);
    bad("length 0x4", kPost + "Content-Length: 0x4" + body + kNext);
    bad("length 1 4", kPost + "Content-Length: 1 4" + body + kNext);
    bad("length 2^64+4", kPost + "Content-Length: 18446744073709551620" + body + kNext);
    bad("length empty", kPost + "Content-Length:\r\n\r\n" + kNext);
    bad("blank before the coding's colon", kPost + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + kNext);
    bad("coding xchunked", kPost + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + kNext, 501);
    bad("coding chunked, identity", kPost + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + kNext, 501);
    bad("coding identity, chunked", kPost + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n" + kNext, 501);
    bad("coding twice", kPost + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + kNext);
    bad("coding with vertical tab", kPost +
                                        "Transfer-Encoding: \x0b"
                                        "chunked\r\n\r\n0\r\n\r\n" +
                                        kNext);
    bad("HTTP/1.0 with a coding",
        "POST /v1/records HTTP/1.0\r\n" + kHost + kAuth + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + kNext, 501);
    // Refused for what it says, not once so much has come or the deadline is over; what follows is no request.
    bad("chunk size ffffffffffffffff", kChunked + "ffffffffffffffff\r\na" + kNext, 413);
    bad("chunk over the limit", kChunked + "100001\r\na" + kNext, 413);
    bad("second chunk over what is left", kChunked + "1\r\na\r\n100000\r\na" + kNext, 413);
    bad("chunk size 2^64+2", kChunked + "10000000000000002\r\nab\r\n0\r\n\r\n" + kNext);
    bad("chunk size -2", kChunked + "-2\r\nab\r\n0\r\n\r\n" + kNext);
    bad("chunk size 0x2", kChunked + "0x2\r\nab\r\n0\r\n\r\n" + kNext);
    bad("blank before the chunk size", kChunked + " 2\r\nab\r\n0\r\n\r\n" + kNext);
    bad("chunk size empty", kChunked + "\r\nab\r\n0\r\n\r\n" + kNext);
    bad("chunk size, bare LF", kChunked + "2\nab\r\n0\r\n\r\n" + kNext);
    bad("chunk without CRLF", kChunked + "2\r\nabXX0\r\n\r\n" + kNext);
    bad("chunk extension of 1 MB", kChunked + "2;" + std::string(1'000'000, 'x') + "\r\nab\r\n0\r\n\r\n" + kNext);
    std::string trailer;
    for (int i = 0; i < 170'000; ++i) {
        trailer += "X: y\r\n";
    }
    bad("trailer of 1 MB", kChunked + "0\r\n" + trailer + "\r\n" + kNext);
    bad("bare LF after the request line", "GET /v1/records HTTP/1.1\nHost: localhost\r\n" + kAuth + "\r\n" + kNext);
    bad("bare LF everywhere", "GET /v1/records HTTP/1.1\nHost: localhost\nAuthorization: Bearer test\n\n" + kNext);
    bad("bare LF between fields", kGet + "Host: localhost\nAuthorization: Bearer test\r\n\r\n" + kNext);
    bad("bare CR in a value", kGet + kHost + "X: a\rb\r\n" + kAuth + "\r\n" + kNext);
    bad("NUL in a value", kGet + kHost + "X: a" + std::string(1, '\0') + "b\r\n" + kAuth + "\r\n" + kNext);
    bad("NUL in a name", kGet + kHost + "X" + std::string(1, '\0') + "Y: a\r\n" + kAuth + "\r\n" + kNext);
    bad("folded field", kGet + kHost + "X: a\r\n b\r\n" + kAuth + "\r\n" + kNext);
    bad("folded first line", kGet + " X: a\r\n" + kHost + kAuth + "\r\n" + kNext);
    bad("blank before the colon", kGet + "Host : localhost\r\n" + kAuth + "\r\n" + kNext);
    bad("field without a colon", kGet + kHost + "nocolon\r\n" + kAuth + "\r\n" + kNext);
    bad("empty name", kGet + kHost + ": x\r\n" + kAuth + "\r\n" + kNext);
    bad("two blanks in the request line", "GET  /v1/records HTTP/1.1\r\n" + kHost + kAuth + "\r\n" + kNext);
    bad("blank inside the target", "GET /v1/rec ords HTTP/1.1\r\n" + kHost + kAuth + "\r\n" + kNext);
    bad("control character in the target", "GET /v1/\x01 HTTP/1.1\r\n" + kHost + kAuth + "\r\n" + kNext);
    bad("HTTP/2.0", "GET /v1/records HTTP/2.0\r\n" + kHost + kAuth + "\r\n" + kNext, 505);
    bad("HTTP/9.9", "GET /v1/records HTTP/9.9\r\n" + kHost + kAuth + "\r\n" + kNext, 505);
    bad("HTTP/0.9", "GET /v1/records\r\n");
    bad("http/1.1 in lower case", "GET /v1/records http/1.1\r\n" + kHost + kAuth + "\r\n" + kNext);
    bad("method with @", "G@T /v1/records HTTP/1.1\r\n" + kHost + kAuth + "\r\n" + kNext);
    bad("a TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + std::string(200, '\0'));
    bad("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    bad("field of 1 MB", kGet + kHost + kAuth + "X: " + std::string(1'000'000, 'a') + "\r\n\r\n" + kNext, 431);
    bad("name of 1 MB", kGet + kHost + kAuth + std::string(1'000'000, 'a') + ": x\r\n\r\n" + kNext, 431);
    bad("target of 1 MB", "GET /" + std::string(1'000'000, 'a') + " HTTP/1.1\r\n" + kHost + kAuth + "\r\n" + kNext,
        414);
    std::string many;
    for (int i = 0; i < 90'000; ++i) {
        many += fmt::format("X{}: y\r\n", i);
    }
    bad("90,000 fields", kGet + kHost + kAuth + many + "\r\n" + kNext, 431);
    bad("1,000 small fields", kGet + kHost + kAuth + many.substr(0, 8000) + "\r\n\r\n" + kNext, 431);
    bad("length over the limit", kPost + "Content-Length: 99999999999\r\n\r\naaaa", 413);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
