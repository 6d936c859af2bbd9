// Time stamps of others (RFC 3161) over checkpoints: asked for, answered by a local authority, checked offline, and
// carried in bundles, which readers of format 1 that know nothing of them take as before.
#include "source_dir.h"
#include "support/evidence_forger.h"
#include "support/qt.h"
#include "support/time_authority.h"

#include "meterseal/crypto/time_stamp.h"
#include "meterseal/evidence/inspect.h"

using namespace meterseal;
using namespace meterseal::test;

class TestEvidenceStamps : public QObject {
    Q_OBJECT
private slots:
    void anAnswerHoldsByItsAuthorityAlone();
    void aChangedTokenDoesNotHold();
    void whatIsNoAnswer();
    void bundlesCarryThem();
    void stampsThatDoNotCount();
    void aFrozenOneHoldsForEver();

private:
    Bytes tokenOf(const Hash256& hash)
    {
        const Bytes answer = m_authority.answer(crypto::timeStampRequest(hash));
        return crypto::timeStampToken(answer).value();
    }
    EvidenceFile bundle(const Bytes& token)
    {
        LedgerReader reader = m_world.reader();
        EvidenceRequest request = m_world.request();
        request.records = {m_world.day(1, 4)[3]};
        request.timeStamps = {{8, token}};
        return makeEvidence(reader, request).value();
    }
    EvidenceReport inspected(ByteView bytes, const std::string& authorities)
    {
        EvidenceTrust trust;
        trust.fingerprints = {m_world.fingerprint()};
        trust.timeAuthorities = authorities;
        return inspectEvidence(bytes, trust);
    }

    EvidenceWorld m_world;
    TimeAuthority m_authority;
    Hash256 m_block = m_world.reader().block(8)->hash;
    Bytes m_token = tokenOf(m_block);
};

void TestEvidenceStamps::anAnswerHoldsByItsAuthorityAlone()
{
    QCOMPARE(crypto::timeStampRequest(m_block), crypto::timeStampRequest(m_block));
    const auto says = crypto::readTimeStamp(m_token);
    MS_VERIFY_OK(says);
    QVERIFY(says->hash == m_block);
    QCOMPARE(qs(says->authority), QString("Test Clock"));
    QCOMPARE(qs(says->serial), QString("02"));
    const auto held = crypto::checkTimeStamp(m_token, m_block, m_authority.certificates());
    MS_VERIFY_OK(held);
    QVERIFY(held->time == says->time);
    QVERIFY(std::abs(held->time.ms - now().ms) < 3'600'000);  // its clock is this machine's

    const auto other = crypto::checkTimeStamp(m_token, m_world.reader().block(7)->hash, m_authority.certificates());
    QCOMPARE(qs(other.error().reason), QString("stamp.other-text"));
    const TimeAuthority stranger("Another Clock");
    const auto untrusted = crypto::checkTimeStamp(m_token, m_block, stranger.certificates());
    QCOMPARE(qs(untrusted.error().reason), QString("stamp.untrusted"));
    const auto none = crypto::checkTimeStamp(m_token, m_block, "no certificate");
    QCOMPARE(qs(none.error().reason), QString("stamp.authorities"));
    MS_VERIFY_OK(crypto::checkTimeStamp(m_token, m_block, stranger.certificates() + '\n' + m_authority.certificates()));
}

void TestEvidenceStamps::aChangedTokenDoesNotHold()
{
    // Bytes of the token that no signature covers are few: certificates beside the signer's, and forms of DER.
    std::size_t taken = 0;
    for (std::size_t at = 0; at < m_token.size(); at += 3) {
        Bytes changed = m_token;
        changed[at] ^= 0x10;
        const auto held = crypto::checkTimeStamp(changed, m_block, m_authority.certificates());
        if (held.ok()) {  // then it says the same
            QVERIFY(held->time == crypto::readTimeStamp(m_token)->time);
            QVERIFY(held->hash == m_block);
            ++taken;
        }
    }
    QVERIFY2(taken * 20 < m_token.size() / 3, qPrintable(QString::number(taken)));
}

void TestEvidenceStamps::whatIsNoAnswer()
{
    QCOMPARE(qs(crypto::timeStampToken({}).error().reason), QString("stamp.form"));
    const std::string text = "<html>not found</html>";
    QCOMPARE(qs(crypto::timeStampToken(asBytes(text)).error().reason), QString("stamp.form"));
    Bytes longer = m_token;
    longer.push_back(0);
    QCOMPARE(qs(crypto::timeStampToken(longer).error().reason), QString("stamp.form"));
    MS_VERIFY_OK(crypto::timeStampToken(m_token));
    // An authority that takes no such request: the version is one that nobody knows.
    Bytes request = crypto::timeStampRequest(m_block);
    request[4] = 9;
    QCOMPARE(qs(crypto::timeStampToken(m_authority.answer(request)).error().reason), QString("stamp.refused"));
}

void TestEvidenceStamps::bundlesCarryThem()
{
    const EvidenceFile made = bundle(m_token);
    const EvidenceReport held = inspected(made.bytes, m_authority.certificates());
    QVERIFY(held.verdict == EvidenceVerdict::Holds);
    QCOMPARE(held.timeStamps.size(), std::size_t(1));
    QVERIFY(held.timeStamps[0].counts);
    QCOMPARE(held.timeStamps[0].height, Height(8));
    QVERIFY(held.noLaterThan == crypto::readTimeStamp(m_token)->time);
    QVERIFY(qs(held.since.text).endsWith("by the clock of Test Clock"));

    // Without the authority's certificate it is as if it were not there, and that is said.
    const EvidenceReport unchecked = inspected(made.bytes, {});
    QVERIFY(unchecked.verdict == EvidenceVerdict::Holds);
    QVERIFY(!unchecked.timeStamps[0].counts);
    QCOMPARE(qs(unchecked.timeStamps[0].reason), QString("stamp.not-checked"));
    QVERIFY(qs(unchecked.since.text).endsWith("; by no other clock"));
    QVERIFY(std::ranges::any_of(unchecked.notes,
                                [](const std::string& note) { return note.find("NOT checked") != std::string::npos; }));
    QCOMPARE(unchecked.cosigners.size(), std::size_t(0));  // nobody takes it for a member's
    const auto json = toJson(held);
    QCOMPARE(qs(json.at("timeStamps").at(0).at("authority").get<std::string>()), QString("Test Clock"));
}

void TestEvidenceStamps::stampsThatDoNotCount()
{
    const Bytes other = tokenOf(m_world.reader().block(7)->hash);
    const EvidenceReport swapped = inspected(bundle(other).bytes, m_authority.certificates());
    QVERIFY(swapped.verdict == EvidenceVerdict::Holds);  // the records hold; the stamp says nothing of them
    QCOMPARE(qs(swapped.timeStamps[0].reason), QString("stamp.other-text"));
    QVERIFY(!swapped.noLaterThan);
    const TimeAuthority stranger("Another Clock");
    const EvidenceReport untrusted = inspected(bundle(m_token).bytes, stranger.certificates());
    QCOMPARE(qs(untrusted.timeStamps[0].reason), QString("stamp.untrusted"));
    QVERIFY(!untrusted.noLaterThan);
    const EvidenceReport garbage = inspected(bundle(Bytes{1, 2, 3}).bytes, m_authority.certificates());
    QVERIFY(garbage.verdict == EvidenceVerdict::Holds);
    QCOMPARE(qs(garbage.timeStamps[0].reason), QString("stamp.form"));
    QVERIFY(!garbage.timeStamps[0].time);
}

// Kept with the certificate of an authority that is no more; METERSEAL_WRITE_STAMPED_EVIDENCE=1 makes another.
// Certificates count at the time that the stamp says, so that it does not run out.
void TestEvidenceStamps::aFrozenOneHoldsForEver()
{
    const std::filesystem::path folder = METERSEAL_SOURCE_DIR "/tests/vectors/evidence/stamps";
    if (qEnvironmentVariableIsSet("METERSEAL_WRITE_STAMPED_EVIDENCE")) {
        std::filesystem::create_directories(folder);
        const EvidenceFile made = bundle(m_token);
        writeFile(folder / "stamped.mseal.zip", std::string(asText(made.bytes)));
        writeFile(folder / "authority.pem", m_authority.certificates());
        writeFile(folder / "fingerprint.txt", m_world.fingerprint().hex() + "\n");
    }
    const std::string bytes = readFile(folder / "stamped.mseal.zip");
    EvidenceTrust trust;
    trust.fingerprints = {Hash256::fromHex(readFile(folder / "fingerprint.txt").substr(0, 64)).value()};
    trust.timeAuthorities = readFile(folder / "authority.pem");
    const EvidenceReport report = inspectEvidence(asBytes(bytes), trust);
    QVERIFY(report.verdict == EvidenceVerdict::Holds);
    QCOMPARE(report.timeStamps.size(), std::size_t(1));
    QVERIFY2(report.timeStamps[0].counts, report.timeStamps[0].why.c_str());
    QCOMPARE(qs(report.noLaterThanBy), QString("Test Clock"));
}

QTEST_GUILESS_MAIN(TestEvidenceStamps)
#include "tst_evidence_stamps.moc"
