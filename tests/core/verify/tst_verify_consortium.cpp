// Verdicts over a consortium's ledger: on whose word they stand, and what is said of a block whose seal is still to
// come, which is neither damage nor proof.
#include "meterseal/chain/consortium_application.h"
#include "meterseal/chain/members.h"
#include "meterseal/chain/replica.h"
#include "meterseal/verify/log_proof.h"
#include "meterseal/verify/verifier.h"
#include "support/consortium_world.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <nlohmann/json.hpp>

using namespace meterseal;
using namespace meterseal::test;

class TestVerifyConsortium : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_file = m_folder.path() / "ledger.db";
        must(Replica::create(m_file, m_world.genesis));
        m_application = must(ConsortiumApplication::open(m_file));
        take(m_world.b.onboard(0));
        m_records = m_world.b.records(0, 3);
        take({m_world.b.convert(0, m_records)}, {"maker"});
    }

    // Committed, and nobody has signed for it yet.
    void anUndecidedBlockIsNoFault()
    {
        LedgerReader reader = must(LedgerReader::open(m_file));
        const Finding finding = must(Verifier(reader).verifyRecord(m_records[1]));
        QVERIFY(finding.verdict == Verdict::Undetermined);
        QCOMPARE(qs(finding.reason), QString("batch.not-decided-yet"));
        QVERIFY(!must(endorsementsOfLedger(reader)));
        const Hash256 convert = must(reader.transaction(must(reader.totals()).transactions - 1)).hash;
        MS_VERIFY_REASON(makeLogProof(reader, convert), "proof.not-decided-yet");

        // The first block's seal is here, the second's is not: the ledger stands on the first.
        seal(0);
        QVERIFY(must(Verifier(reader).verifyRecord(m_records[1])).verdict == Verdict::Undetermined);
        QCOMPARE(must(endorsementsOfLedger(reader))->height, Height(1));
        MS_VERIFY_REASON(makeLogProof(reader, convert), "proof.not-decided-yet");
    }

    // The same verifier says so once the seal is there: nothing of the time before sticks.
    void theVerdictComesWithTheSeal()
    {
        LedgerReader reader = must(LedgerReader::open(m_file));
        Verifier verifier(reader);
        QVERIFY(must(verifier.verifyRecord(m_records[1])).verdict == Verdict::Undetermined);
        seal(1);
        QVERIFY(must(verifier.verifyRecord(m_records[1])).verdict == Verdict::Intact);
        HealthRecord other = m_records[1];
        other.value += 1;
        const Finding finding = must(verifier.verifyRecord(other));
        QVERIFY(finding.verdict != Verdict::Intact && finding.verdict != Verdict::Undetermined);
        const auto word = must(endorsementsOfLedger(reader));
        QVERIFY(word && word->height == 2);
        QVERIFY2(describe(*word, now()).starts_with("decided by 3 of 4 validators: "), describe(*word, now()).c_str());
    }

    void aProofCarriesTheDecision()
    {
        LedgerReader reader = must(LedgerReader::open(m_file));
        const Hash256 convert = must(reader.transaction(must(reader.totals()).transactions - 1)).hash;
        const std::string document = must(makeLogProof(reader, convert));
        const auto checked = check(document, m_world.genesis);
        MS_VERIFY_OK(checked);
        QVERIFY2(checked->holds(), checked->steps.back().message.c_str());
        QVERIFY(describe(checked->word, now()).starts_with("decided by 3 of 4 validators: "));
        QCOMPARE(checked->word.list.size(), std::size_t(3));
        QVERIFY(
            std::ranges::none_of(checked->word.list, [](const Endorsement& e) { return e.organisation == "maker"; }));

        // The decision of another block, a signature too few, and none at all.
        const auto with = [&](std::string_view seal) {
            auto changed = nlohmann::ordered_json::parse(document);
            changed["seal"] = seal;
            return check(changed.dump(), m_world.genesis);
        };
        for (const std::string& bad :
             {std::string(asText(m_world.frames[0].seal)), std::string(asText(fewer())), std::string()}) {
            const auto refused = with(bad);
            MS_VERIFY_OK(refused);
            QVERIFY(!refused->holds());
            QVERIFY(refused->steps.back().step == ProofStep::Seal);
        }
        auto bare = nlohmann::ordered_json::parse(document);
        bare.erase("seal");
        MS_VERIFY_REASON(check(bare.dump(), m_world.genesis), "proof.form");

        // Other members had other validators: these are not the ones to decide.
        Genesis others = m_world.genesis;
        others.organisations[1].validatorKey = validatorKeyOf("a stranger").publicKey();
        const auto foreign =
            checkLogProof(document, m_world.genesis, fingerprintOf(m_world.genesis),
                          [&](Height) -> Result<std::vector<Organisation>> { return others.organisations; });
        MS_VERIFY_OK(foreign);
        QVERIFY(!foreign->holds());
    }

private:
    static Result<ProofCheck> check(const std::string& document, const Genesis& genesis)
    {
        return checkLogProof(document, genesis, fingerprintOf(genesis),
                             [&](Height) -> Result<std::vector<Organisation>> { return genesis.organisations; });
    }
    void take(const std::vector<Bytes>& wires, const std::set<std::string>& absent = {})
    {
        m_world.block(wires, absent);
        m_application->decide(static_cast<std::int64_t>(2 * m_world.head().height),
                              std::vector<ByteView>(wires.begin(), wires.end()), m_world.head().time);
        must(m_application->commit());
    }
    void seal(std::size_t block)
    {
        must(m_application->addSeal(must(m_application->unsealed()).front(), Seal{m_world.frames[block].seal}));
    }
    // Two of four decided the second block.
    Bytes fewer()
    {
        const auto validators = validatorsOf(m_world.genesis.organisations);
        return m_world.seal(m_world.head(), validators, validators, {"maker", "insurer"});
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_file;
    ConsortiumWorld m_world;
    std::unique_ptr<ConsortiumApplication> m_application;
    std::vector<HealthRecord> m_records;
};

QTEST_APPLESS_MAIN(TestVerifyConsortium)
#include "tst_verify_consortium.moc"
