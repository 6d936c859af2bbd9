// What the other parties of a ledger do over HTTP: follow it, cosign it, bring transactions of their own; and evidence
// that is made and verified there.
#include "meterseal/chain/replica.h"
#include "meterseal/chain/tx_receipt.h"
#include "meterseal/chain/witness.h"
#include "meterseal/record/health_record.h"
#include "support/qt.h"
#include "support/require.h"
#include "support/service_world.h"

#include <fmt/format.h>

#include <sstream>

using namespace meterseal;
using test::HttpAnswer;
using test::ServiceWorld;

class TestParties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<ServiceWorld>();
        QVERIFY2(m_world->fault().empty(), m_world->fault().c_str());
        QCOMPARE(m_world->addMeter("0001"), std::string());
        m_operator = m_world->token("operator", "water");
        m_member = m_world->token("member", "maker");
        std::string lines;
        for (int i = 0; i < 20; ++i) {
            lines += test::recordText("0001", i) + "\n";
        }
        const HttpAnswer taken = post("/v1/records", lines, m_operator, "application/jsonl");
        QCOMPARE(taken.status, 202);
        const HttpAnswer settled =
            get("/v1/submissions/" + taken.json()["submission"].get<std::string>() + "?wait=60", m_operator);
        QVERIFY2(settled.json()["settled"] == true, settled.body.c_str());
    }

    // A member pulls with its token, executes every block, cosigns, and gives the cosignature back.
    void aMemberFollowsAndCosigns()
    {
        test::TemporaryFolder folder;
        const Genesis& genesis = m_world->workspace().workspace().genesis();
        MS_VERIFY_OK(Replica::create(folder / "ledger.db", genesis));
        const std::string url = fmt::format("http://127.0.0.1:{}/v1/replica/blocks", m_world->port());
        {
            auto replica = Replica::open(folder / "ledger.db");
            MS_VERIFY_OK(replica);
            HttpLimits limits;
            const auto nobody = httpSource(url, limits);
            MS_VERIFY_OK(nobody);
            MS_VERIFY_REASON((*replica)->pull(**nobody).status(), "replica.unreachable");
            limits.token = m_member;
            const auto source = httpSource(url, limits);
            MS_VERIFY_OK(source);
            const auto pulled = (*replica)->pull(**source);
            MS_VERIFY_OK(pulled);
            QCOMPARE(pulled->records, std::uint64_t(20));
        }
        const auto cosigned = m_world->workspace().change([&](OpenKeys& open) -> Result<std::optional<Cosigned>> {
            const auto& key = *open.keys.organisation("maker")->witness;
            MS_TRY(Witness::begin(folder.path(), genesis, "maker", key));
            MS_ASSIGN(Witness witness, Witness::open(folder.path(), genesis, "maker", key));
            MS_ASSIGN(LedgerReader reader, LedgerReader::open(folder / "ledger.db"));
            return witness.cosign(reader);
        });
        MS_VERIFY_OK(cosigned);
        QVERIFY(cosigned->has_value());

        HttpLimits limits;
        limits.token = m_member;
        const auto known = sendCosignature(url, (*cosigned)->note, limits);
        MS_VERIFY_OK(known);
        QVERIFY(known->has_value());
        // The answer and the note of that block now carry the member's line, and what it hands out can be compared.
        const HttpAnswer note =
            get(fmt::format("/v1/replica/note?height={}", (*cosigned)->cosignature.height), m_member);
        QCOMPARE(note.status, 200);
        QCOMPARE(note.body, **known);
        QVERIFY2(note.body.find((*cosigned)->cosignature.line) != std::string::npos, note.body.c_str());
        auto replica = Replica::open(folder / "ledger.db");
        MS_VERIFY_OK(replica);
        MS_VERIFY_OK((*replica)->compareNote(note.body, "the service").status());
        // An address without a service takes nothing; a file neither.
        QVERIFY(!sendCosignature("/media/stick", (*cosigned)->note)->has_value());
    }

    void whatIsNoCosignatureIsRefused()
    {
        QCOMPARE(post("/v1/cosignatures", "anything", m_member, "text/plain").status, 422);
        QCOMPARE(post("/v1/cosignatures", "{}", m_member, "application/json").status, 415);
        QCOMPARE(post("/v1/cosignatures", std::string(70'000, 'x'), m_member, "text/plain").status, 413);
        // The sealer's own note carries no member's word.
        const HttpAnswer first = get("/v1/replica/note?height=1", m_member);
        const HttpAnswer none = post("/v1/cosignatures", first.body, m_member, "text/plain");
        QVERIFY2(none.status == 422 && none.reason() == "cosignature.none", none.body.c_str());
    }

    // A member signs on its own machine; the sealer's word that it took the transaction comes back.
    void aMembersTransactionGetsAReceipt()
    {
        const Genesis& genesis = m_world->workspace().workspace().genesis();
        const HttpAnswer registered =
            post("/v1/meters", R"({"mn":"0002","location":"x","manufacturer":"Maker"})", m_operator);
        QCOMPARE(registered.status, 202);
        static_cast<void>(m_world->workspace().change([](OpenKeys& open) { return open.chain.flush(); }));
        TransactionHeader header;
        header.chain = genesis.chain;
        header.body = ReviewBody{test::must(Hash256::fromHex(registered.json()["results"][0]["tx"].get<std::string>())),
                                 true, "seen", now()};
        const Bytes wire = m_world->workspace().change([&](OpenKeys& open) {
            const crypto::PrivateKey* const signer = &open.keys.organisation("maker")->key;
            return buildTransaction(header, std::span(&signer, 1));
        });
        const std::string token = m_world->token("transact", "maker");
        const HttpAnswer taken = post("/v1/transactions", std::string(asText(wire)), token, "application/octet-stream");
        QVERIFY2(taken.status == 202, taken.body.c_str());
        const auto receipt = checkTxReceipt(taken.json()["receipt"].get<std::string>(), genesis);
        MS_VERIFY_OK(receipt);
        QCOMPARE(receipt->txHash.hex(), taken.json()["tx"].get<std::string>());
        QCOMPARE(receipt->txHash.hex(), txHashOf(wire).hex());
    }

    void aMetersRecordsAreListedByTheirLeaves()
    {
        const HttpAnswer listed = get("/v1/meters/0001/records", m_operator);
        QCOMPARE(listed.status, 200);
        std::istringstream lines(listed.body);
        std::vector<nlohmann::json> rows;
        for (std::string line; std::getline(lines, line);) {
            rows.push_back(nlohmann::json::parse(line));
        }
        QCOMPARE(rows.size(), std::size_t(21));
        QCOMPARE(rows.back()["end"]["records"].get<int>(), 20);
        const auto record = parseRecord(test::recordText("0001", 7));
        MS_VERIFY_OK(record);
        QCOMPARE(rows[7]["leaf"].get<std::string>(), leafOf(*record).hex());
        QCOMPARE(rows[7]["leafIndex"].get<int>(), 7);
        const HttpAnswer none = get("/v1/meters/0001/records?from=2030-01-01T00:00:00.000Z", m_operator);
        QCOMPARE(nlohmann::json::parse(none.body)["end"]["records"].get<int>(), 0);
        QCOMPARE(get("/v1/meters/7777/records", m_operator).status, 404);
    }

    void evidenceIsMadeAndVerified()
    {
        const std::string good = test::recordText("0001", 3) + "\n" + test::recordText("0001", 4) + "\n";
        const HttpAnswer made = post("/v1/evidence", good, m_operator, "application/jsonl");
        QVERIFY2(made.status == 200, made.body.c_str());
        QCOMPARE(made.fields.at("content-type"), std::string("application/vnd.meterseal.evidence+zip"));
        const auto verdictOf = [&](const std::string& bundle, const std::string& query) {
            const HttpAnswer answer =
                post("/v1/evidence/verification" + query, bundle, m_world->token("auditor"), "application/zip");
            return answer.status == 200 ? answer.json()["verdict"].get<std::string>() : answer.body;
        };
        const std::string fingerprint = m_world->workspace().workspace().fingerprint().hex();
        const std::string trusted = verdictOf(made.body, "?own=true");
        QVERIFY2(trusted == "holds" || trusted == "amber", trusted.c_str());
        QCOMPARE(verdictOf(made.body, "?fingerprint=" + fingerprint), trusted);
        // A byte that somebody changed on the way.
        std::string changed = made.body;
        changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
        QCOMPARE(verdictOf(changed, "?own=true"), std::string("refused"));
        // Another ledger's fingerprint is not this one's.
        QVERIFY(verdictOf(made.body, "?fingerprint=" + std::string(64, '0')) != trusted);
        // A record that was altered is shown as such, by its verdict.
        const std::string altered = R"({"alarmCode":"highFlowAlarm","alarmTime":"2026-11-22T00:00:03.000Z",)"
                                    R"("mn":"0001","value":999})";
        const HttpAnswer shown = post("/v1/evidence", altered, m_operator, "application/jsonl");
        QVERIFY2(shown.status == 200, shown.body.c_str());
        QCOMPARE(verdictOf(shown.body, "?own=true"), std::string("altered"));
        QCOMPARE(post("/v1/evidence", "no records", m_operator, "application/jsonl").status, 422);
    }

private:
    HttpAnswer get(const std::string& target, const std::string& token) const
    {
        return m_world->ask({"GET", target, token, {}, "application/json", {}});
    }
    HttpAnswer post(const std::string& target, const std::string& body, const std::string& token,
                    const std::string& type = "application/json") const
    {
        return m_world->ask({"POST", target, token, body, type, {}});
    }

    std::unique_ptr<ServiceWorld> m_world;
    std::string m_operator, m_member;
};

QTEST_GUILESS_MAIN(TestParties)
#include "tst_parties.moc"
