// A platform's whole job over HTTP, and what it can rely on when something goes wrong.
#include "meterseal/source/profile.h"
#include "meterseal/verify/log_proof.h"
#include "meterseal/workspace/profile_store.h"
#include "support/qt.h"
#include "support/service_world.h"

#include <fmt/format.h>

#include <sstream>
#include <thread>

using namespace meterseal;
using test::HttpAnswer;
using test::ServiceWorld;

namespace {

std::string lines(const std::string& mn, int first, int count)
{
    std::string text;
    for (int i = first; i < first + count; ++i) {
        text += test::recordText(mn, i) + "\n";
    }
    return text;
}

}  // namespace

class TestService : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<ServiceWorld>();
        QVERIFY2(m_world->fault().empty(), m_world->fault().c_str());
        m_water = m_world->token("operator", "water");
        m_maker = m_world->token("reviewer", "maker");
        m_reader = m_world->token("auditor");
        QCOMPARE(m_world->addMeter("0001"), std::string());
    }

    void registersReviewsAndActivates()
    {
        const HttpAnswer registered =
            post("/v1/meters", R"({"mn":"0012","location":"12 Harbour Rd","manufacturer":"Maker"})", m_water);
        QCOMPARE(registered.status, 202);
        flush();
        // A second registration is refused by the ledger's rules.
        QCOMPARE(post("/v1/meters", R"({"mn":"0012","location":"x","manufacturer":"Maker"})", m_water).status, 409);
        const HttpAnswer meter = get("/v1/meters/0012", m_reader);
        QCOMPARE(meter.json()["state"].get<std::string>(), std::string("pending"));
        // Who reviews what they did not read is told so.
        const std::string review = R"({"decision":"approve","reason":"checked"})";
        QCOMPARE(post("/v1/meters/0012/reviews", review, m_water, {{"If-Match", "\"another\""}}).status, 412);
        const std::string etag = meter.fields.at("etag");
        QCOMPARE(post("/v1/meters/0012/reviews", review, m_water, {{"If-Match", etag}}).status, 202);
        flush();
        QCOMPARE(post("/v1/meters/0012/reviews", review, m_maker).status, 202);
        flush();
        QCOMPARE(post("/v1/meters/0012/activation", "{}", m_water).status, 202);
        flush();
        QCOMPARE(get("/v1/meters/0012", m_reader).json()["state"].get<std::string>(), std::string("active"));
        QCOMPARE(ask("GET", "/v1/meters/0012", m_reader, {},
                     {{"If-None-Match", get("/v1/meters/0012", m_reader).fields.at("etag")}})
                     .status,
                 304);
        // A reviewer's token signs as its organisation and no other, and registers nothing.
        QCOMPARE(post("/v1/meters", R"({"mn":"0013","location":"x","manufacturer":"Maker"})", m_maker).status, 403);
    }

    void recordsAreTakenTracedAndVerified()
    {
        const HttpAnswer taken = post("/v1/records", lines("0001", 0, 100), m_water, {}, "application/jsonl");
        QCOMPARE(taken.status, 202);
        QCOMPARE(taken.json()["count"].get<int>(), 100);
        // Not sealed by hand: that could cut the records into two batches.
        const HttpAnswer settled =
            get("/v1/submissions/" + taken.json()["submission"].get<std::string>() + "?wait=60", m_water);
        QVERIFY2(settled.json()["settled"] == true, settled.body.c_str());
        QCOMPARE(settled.json()["counts"]["committed"].get<int>(), 100);
        const std::string tx = settled.json()["transactions"][0]["tx"].get<std::string>();

        const HttpAnswer batches = get("/v1/meters/0001/batches?links=check", m_reader);
        QVERIFY2(batches.json()["fault"].is_null() && batches.json()["rows"].size() == 1, batches.body.c_str());
        QCOMPARE(batches.json()["rows"][0]["txHash"].get<std::string>(), tx);

        const auto verdictOf = [&](const std::string& record, const std::string& claim = {}) {
            const HttpAnswer answer =
                post("/v1/verifications/record", fmt::format(R"({{"record":{}{}}})", record, claim), m_reader);
            return answer.status == 200 ? answer.json()["verdict"].get<std::string>() : answer.body;
        };
        QCOMPARE(verdictOf(test::recordText("0001", 7)), std::string("INTACT"));
        QCOMPARE(verdictOf(test::recordText("0001", 7), fmt::format(R"(,"claim":{{"tx":"{}","leafIndex":7}})", tx)),
                 std::string("INTACT"));
        QCOMPARE(verdictOf(test::recordText("0001", 7), fmt::format(R"(,"claim":{{"tx":"{}","leafIndex":8}})", tx)),
                 std::string("MOVED"));
        QCOMPARE(verdictOf(test::recordText("0099", 7)), std::string("NOT_ANCHORED"));

        // The proof stands alone: what the service says need not be believed.
        const HttpAnswer proof = get("/v1/transactions/" + tx + "/proof", m_reader);
        const Genesis& genesis = m_world->workspace().workspace().genesis();
        const auto check =
            checkLogProof(proof.body, genesis, fingerprintOf(genesis),
                          [&](Height) -> Result<std::vector<Organisation>> { return genesis.organisations; });
        MS_VERIFY_OK(check);
        QVERIFY(check->holds());
    }

    void aFileIsVerifiedLineByLine()
    {
        const HttpAnswer taken = post("/v1/records", lines("0001", 200, 50), m_water, {}, "application/jsonl");
        m_world->workspace().uploader()->sealNow();
        get("/v1/submissions/" + taken.json()["submission"].get<std::string>() + "?wait=60", m_water);
        std::string file = "mn,alarmCode,value,alarmTime\n";
        for (int i = 200; i < 250; ++i) {
            file += fmt::format("0001,highFlowAlarm,{},2026-11-22T{:02}:{:02}:{:02}.000Z\n", i == 210 ? 251 : i,
                                i / 3600, i / 60 % 60, i % 60);
        }
        const HttpAnswer found = post("/v1/verifications/file", file, m_reader, {}, "text/csv");
        QCOMPARE(found.status, 200);
        std::istringstream answers(found.body);
        nlohmann::json last;
        int altered = 0;
        for (std::string line; std::getline(answers, line);) {
            last = nlohmann::json::parse(line);
            altered += last.contains("finding") && last["finding"]["verdict"] == "ALTERED";
        }
        QVERIFY2(last.contains("summary"), found.body.c_str());
        QCOMPARE(altered, 1);
        QCOMPARE(last["summary"]["byVerdict"]["INTACT"].get<int>(), 49);
        // The same file uploaded twice is one job and anchors nothing twice.
        const HttpAnswer first = post("/v1/uploads", file, m_water, {}, "text/csv");
        QCOMPARE(first.status, 202);
        const std::string job = first.json()["job"].get<std::string>();
        QTRY_COMPARE_WITH_TIMEOUT(get("/v1/uploads/" + job, m_water).json()["state"].get<std::string>(),
                                  std::string("done"), 60000);
        QCOMPARE(get("/v1/uploads/" + job, m_water).json()["alreadyAnchored"].get<int>(), 49);
        QCOMPARE(get("/v1/uploads/" + job + "/rows/11", m_water).json()["stage"].get<std::string>(),
                 std::string("committed"));
        const std::string stranger = m_world->token("platform", "water");
        QCOMPARE(get("/v1/uploads/" + job, stranger).status, 404);
        QCOMPARE(post("/v1/uploads?sha256=" + std::string(64, '0'), file + "\n", m_water, {}, "text/csv").reason(),
                 std::string("body.digest"));
    }

    void nothingIsTakenThatCannotBeAnchored_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const std::string& body, int status, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(body) << status << reason;
        };
        const std::string good = test::recordText("0001", 5000) + "\n";
        row("unknown meter", good + test::recordText("7777", 1), 422, "upload.meter-unknown");
        row("a member too many",
            good + R"({"alarmCode":"a","alarmTime":"2026-11-22T08:00:00.000Z","mn":"0001","value":1,"x":1})", 422,
            "record.member-unknown");
        row("no JSON", good + R"({"mn":)", 422, "json.syntax");
        row("a number that would change",
            good +
                R"({"alarmCode":"a","alarmTime":"2026-11-22T08:00:00.000Z","mn":"0001","value":12345678901234567890})",
            422, "json.number-inexact");
    }
    void nothingIsTakenThatCannotBeAnchored()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, reason);
        const std::uint64_t before = m_world->workspace().uploader()->snapshot().acknowledged;
        const HttpAnswer answer = post("/v1/records", body.toStdString(), m_water, {}, "application/jsonl");
        QVERIFY2(answer.status == status && qs(answer.reason()) == reason, answer.body.c_str());
        QCOMPARE(answer.json()["errors"][0]["line"].get<int>(), 2);
        QCOMPARE(m_world->workspace().uploader()->snapshot().acknowledged, before);
        const HttpAnswer part =
            post("/v1/records?partial=true", body.toStdString(), m_world->token("platform"), {}, "application/jsonl");
        QCOMPARE(part.status, 202);
        QCOMPARE(part.json()["count"].get<int>(), 1);
        QCOMPARE(part.json()["rejected"].size(), std::size_t(1));
    }

    // What platforms really push, each read by its stored profile.
    void platformsPushInTheirOwnShape_data()
    {
        QTest::addColumn<QByteArray>("profile");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("record");
        QTest::newRow("ctwing")
            << QByteArray(
                   R"({"name":"ctwing","format":"json","fields":{"mn":{"name":"deviceId"},"alarmCode":{"constant":"reading"},)"
                   R"("alarmTime":{"name":"timestamp"},"value":{"name":"payload.flow"}},"time":{"format":"unix-ms"}})")
            << QByteArray(
                   R"({"messageType":"dataReport","deviceId":"0001","timestamp":1763800000000,"payload":{"flow":1.5}})")
            << QByteArray(R"({"alarmCode":"reading","alarmTime":"2025-11-22T08:26:40.000Z","mn":"0001","value":1.5})");
        QTest::newRow("onenet")
            << QByteArray(
                   R"({"name":"onenet","format":"json","fields":{"mn":{"name":"msg.dev_name"},"alarmCode":{"name":"msg.ds_id"},)"
                   R"("alarmTime":{"name":"msg.at"},"value":{"name":"msg.value"}},"time":{"format":"unix-ms"}})")
            << QByteArray(
                   R"({"msg":{"type":1,"dev_name":"0001","ds_id":"3303_0_5700","at":1763800001000,"value":7},"nonce":"a"})")
            << QByteArray(
                   R"({"alarmCode":"3303_0_5700","alarmTime":"2025-11-22T08:26:41.000Z","mn":"0001","value":7})");
        QTest::newRow("thingsboard")
            << QByteArray(
                   R"({"name":"thingsboard","format":"json","fields":{"mn":{"name":"deviceName"},"alarmCode":{"name":"alarm"},)"
                   R"("alarmTime":{"name":"ts"},"value":{"name":"values.volume"}},"time":{"format":"unix-ms"}})")
            << QByteArray(R"([{"deviceName":"0001","alarm":"leak","ts":1763800002000,"values":{"volume":12.25}}])")
            << QByteArray(R"({"alarmCode":"leak","alarmTime":"2025-11-22T08:26:42.000Z","mn":"0001","value":12.25})");
        QTest::newRow("chirpstack")
            << QByteArray(
                   R"({"name":"chirpstack","format":"json","fields":{"mn":{"name":"deviceInfo.deviceName"},"alarmCode":{"name":"object.alarm"},)"
                   R"("alarmTime":{"name":"time"},"value":{"name":"object.litres"}}})")
            << QByteArray(
                   R"({"time":"2025-11-22T08:26:43.000+00:00","deviceInfo":{"deviceName":"0001"},"object":{"alarm":"low","litres":3}})")
            << QByteArray(R"({"alarmCode":"low","alarmTime":"2025-11-22T08:26:43.000Z","mn":"0001","value":3})");
    }
    void platformsPushInTheirOwnShape()
    {
        QFETCH(QByteArray, profile);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, record);
        const auto parsed = parseProfile(profile.toStdString());
        MS_VERIFY_OK(parsed);
        MS_VERIFY_OK(ProfileStore(m_world->workspace().workspace().profilesFolder()).save(*parsed));
        const std::string token = m_world->token("platform");
        const HttpAnswer pushed = post("/v1/push/" + parsed->name, body.toStdString(), token);
        QVERIFY2(pushed.status == 200 && pushed.json()["count"] == 1, pushed.body.c_str());
        m_world->workspace().uploader()->sealNow();
        get("/v1/submissions/" + pushed.json()["submission"].get<std::string>() + "?wait=60", token);
        const HttpAnswer found =
            post("/v1/verifications/record", "{\"record\":" + record.toStdString() + "}", m_reader);
        QVERIFY2(found.json()["verdict"] == "INTACT", found.body.c_str());
        // What the profile cannot read is refused whole, and the sender hears why.
        QCOMPARE(post("/v1/push/" + parsed->name, R"({"other":1})", token).status, 422);
        QCOMPARE(post("/v1/push/nobody", body.toStdString(), token).status, 404);
    }

    void aRepeatGetsTheFirstAnswer()
    {
        const std::vector<std::pair<std::string, std::string>> key{{"Idempotency-Key", "once-and-only"}};
        const HttpAnswer first = post("/v1/records", test::recordText("0001", 6000), m_water, key);
        QCOMPARE(first.status, 202);
        const HttpAnswer again = post("/v1/records", test::recordText("0001", 6000), m_water, key);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.body, first.body);
        const HttpAnswer other = post("/v1/records", test::recordText("0001", 6001), m_water, key);
        QVERIFY2(other.status == 422 && other.reason() == "idempotency.reused", other.body.c_str());
        // Another token's key is another key.
        QCOMPARE(post("/v1/records", test::recordText("0001", 6001), m_world->token("platform"), key).status, 202);
    }

    void aProducerGoesOnFromItsSource()
    {
        const std::string token = m_world->token("platform");
        QCOMPARE(get("/v1/streams/mine", token).json()["source"].get<int>(), 0);
        QCOMPARE(post("/v1/records?source=10", test::recordText("0001", 6100), token).status, 202);
        const HttpAnswer behind = post("/v1/records?source=10", test::recordText("0001", 6101), token);
        QVERIFY2(behind.status == 409 && behind.reason() == "source.behind", behind.body.c_str());
        QCOMPARE(get("/v1/streams/mine", token).json()["source"].get<int>(), 10);
    }

    void anotherTokensSubmissionIsNotThere()
    {
        const HttpAnswer taken = post("/v1/records", test::recordText("0001", 6200), m_water);
        const std::string id = taken.json()["submission"].get<std::string>();
        QCOMPARE(get("/v1/submissions/" + id, m_world->token("platform")).status, 404);
        QCOMPARE(get("/v1/submissions/1-1-0123456789abcdef", m_water).status, 404);
        QCOMPARE(get("/v1/submissions/" + id, m_water).status, 200);
    }

    void pagesGoBothWays()
    {
        const auto newest = get("/v1/transactions?limit=2", m_reader).json();
        QCOMPARE(newest["rows"].size(), std::size_t(2));
        QVERIFY(newest["more"] == true);
        const auto older = get("/v1/transactions?limit=2&after=" + newest["next"].get<std::string>(), m_reader).json();
        const auto seq = [](const nlohmann::json& page, int i) { return page["rows"][i]["seq"].get<int>(); };
        QCOMPARE(seq(older, 0), seq(newest, 1) - 1);
        const auto back = get(fmt::format("/v1/transactions?limit=1&before={}", seq(older, 0)), m_reader).json();
        QCOMPARE(seq(back, 0), seq(newest, 1));
        QCOMPARE(get("/v1/transactions?after=x", m_reader).reason(), std::string("paging.cursor"));
        QCOMPARE(get("/v1/transactions?limit=0", m_reader).status, 400);
    }

    void anOwnerNeedsNoTokenOnTheSocket()
    {
        test::ServiceWorld world([&](ServiceOptions& options, OpenWorkspace&) {
            options.listen.clear();
            options.unixSocket = m_world->folder() / "other.sock";
        });
        QVERIFY2(world.fault().empty(), world.fault().c_str());
        test::HttpConnection connection((m_world->folder() / "other.sock").string());
        connection.send("GET /v1/tokens HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(connection.receive().status, 200);
    }

    void eventsTellOfNewBlocks()
    {
        test::HttpConnection connection(m_world->port());
        connection.send(test::requestText({.target = "/v1/events", .token = m_reader}));
        bool closed = false;
        std::string told;
        for (int i = 0; i < 100 && told.find("event: head") == std::string::npos; ++i) {
            told += connection.receiveAll(100, closed);
        }
        QVERIFY2(told.find("event: head") != std::string::npos && !closed, told.c_str());
    }

    void noSecretIsInAnyLog()
    {
        const std::string password = "plantedPassword-8472-plantedPassword";
        QCOMPARE(post("/v1/meters",
                      fmt::format(R"({{"mn":"0077","location":"x","manufacturer":"Maker","password":"{}"}})", password),
                      m_water)
                     .status,
                 202);
        get("/v1/search?q=plantedQuery", m_reader);
        get("/v1/ledger", "mst_plantedtoken");
        ask("GET", "/plantedPath/" + m_water, {}, {}, {{"Cookie", "plantedCookie"}});
        std::string all = m_world->log() + test::readFile(m_world->folder() / "audit.jsonl") +
                          test::readFile(m_world->folder() / "service.db") +
                          test::readFile(m_world->folder() / "service.db-wal") +
                          test::readFile(m_world->folder() / "tokens.json");
        QVERIFY(m_world->log().find("\"status\":401") != std::string::npos);
        for (const std::string& secret :
             {password, m_water.substr(13, 52), m_reader.substr(13, 52), std::string(ServiceWorld::kPassphrase),
              std::string("plantedQuery"), std::string("plantedtoken"), std::string("plantedCookie")}) {
            QVERIFY2(all.find(secret) == std::string::npos, secret.c_str());
        }
    }

    void addressesOfOtherMachinesNeedTls()
    {
        ServiceOptions options;
        options.listen = {{"0.0.0.0", 0, false}};
        MS_VERIFY_REASON(checkServiceOptions(options), "server.plain");
        options.listen.front().tls = true;
        MS_VERIFY_REASON(checkServiceOptions(options), "server.certificate");
        options.listen.clear();
        MS_VERIFY_REASON(checkServiceOptions(options), "server.no-address");
    }

private:
    using Fields = std::vector<std::pair<std::string, std::string>>;
    HttpAnswer ask(const std::string& method, const std::string& target, const std::string& token,
                   const std::string& body, const Fields& fields = {},
                   const std::string& type = "application/json") const
    {
        return m_world->ask({method, target, token, body, type, fields});
    }
    HttpAnswer get(const std::string& target, const std::string& token) const { return ask("GET", target, token, {}); }
    HttpAnswer post(const std::string& target, const std::string& body, const std::string& token,
                    const Fields& fields = {}, const std::string& type = "application/json") const
    {
        return ask("POST", target, token, body, fields, type);
    }
    void flush() { static_cast<void>(m_world->workspace().chain().flush()); }

    std::unique_ptr<ServiceWorld> m_world;
    std::string m_water, m_maker, m_reader;
};

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
