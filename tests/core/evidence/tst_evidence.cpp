// Bundles made from a ledger, and what an inspector reads in them.
#include "support/evidence_forger.h"
#include "support/qt.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/evidence/inspect.h"

#include <fstream>
#include <sys/stat.h>

using namespace meterseal;
using namespace meterseal::test;

class TestEvidence : public QObject {
    Q_OBJECT
private slots:
    void genuineBundlesHold();
    void theSameRequestGivesTheSameBytes();
    void recordsAreJudgedAsAgainstTheLedger();
    void threeLines();
    void aBundleIsOpenedWithoutAChange();
    void repacked();
    void makerRefuses();
    void aYearOfOneMeterIsSmall();

private:
    EvidenceReport inspected(ByteView bytes) { return inspectEvidence(bytes, {{m_world.fingerprint()}, {}}); }

    EvidenceWorld m_world;
    std::map<std::string, EvidenceFile> m_bundles = genuineBundles(m_world);
};

void TestEvidence::genuineBundlesHold()
{
    for (const auto& [name, file] : m_bundles) {
        const EvidenceReport report = inspected(file.bytes);
        const EvidenceStep* failed = report.firstFailed();
        const auto expected = name == "altered-and-extra" ? EvidenceVerdict::Altered : EvidenceVerdict::Holds;
        QVERIFY2(
            report.verdict == expected,
            (name + (failed ? ": " + failed->reason + " " + failed->expected + " / " + failed->found : "")).c_str());
        QCOMPARE(report.steps.size(), std::size_t(14));
        QCOMPARE(report.shown, file.shown);
        QCOMPARE(report.withheld, file.withheld);
    }
}

void TestEvidence::theSameRequestGivesTheSameBytes()
{
    EvidenceWorld again;
    const auto made = genuineBundles(again);
    for (const auto& [name, file] : m_bundles) {
        QVERIFY2(made.at(name).bytes == file.bytes, name.c_str());
        QVERIFY2(made.at(name).name == file.name, name.c_str());
    }
    QCOMPARE(qs(m_bundles.at("day-cosigned-signed").name),
             qs(m_world.genesis().chain) + "-100000000000-20260102-20260102.mseal.zip");
}

void TestEvidence::recordsAreJudgedAsAgainstTheLedger()
{
    const EvidenceReport report = inspected(m_bundles.at("altered-and-extra").bytes);
    QCOMPARE(report.altered, std::uint64_t(1));
    QCOMPARE(report.intact, std::uint64_t(23));
    QCOMPARE(report.extra, std::uint64_t(1));
    QCOMPARE(report.findings.size(), std::size_t(1));
    QVERIFY(report.findings[0].finding.verdict == Verdict::Altered);
    QCOMPARE(report.findings[0].leaf, 5u);
    QVERIFY(*report.findings[0].finding.expectedLeaf == leafOf(m_world.day(1, 1)[5]));
    QVERIFY(report.unplaced[0].verdict == Verdict::Extra);
}

void TestEvidence::threeLines()
{
    const EvidenceReport alone = inspected(m_bundles.at("one-record-alone").bytes);
    QCOMPARE(qs(alone.records.text),
             QString("1 of 1 record is the one that was anchored. 23 of the same batches are not shown."));
    QVERIFY(qs(alone.since.text).endsWith("; by no other clock"));
    QVERIFY(qs(alone.word.text).endsWith("; sealed by Harbour Water alone"));

    const Bytes& bytes = m_bundles.at("day-cosigned-signed").bytes;
    const EvidenceReport cosigned = inspected(bytes);
    QVERIFY(qs(cosigned.since.text).contains("not later than 2026-01-04T01:11:30.000Z by the clock of Mutual & Co."));
    QVERIFY(qs(cosigned.word.text).contains("(3 of 3 others)"));
    QVERIFY(cosigned.word.colour == LineColour::Green);

    const EvidenceReport strange = inspectEvidence(bytes, {});
    QVERIFY(strange.verdict == EvidenceVerdict::Amber);
    QVERIFY(strange.records.colour == LineColour::Green);
    QVERIFY(strange.word.colour == LineColour::Amber);
    QVERIFY(qs(strange.word.text).contains("have NOT confirmed"));
    QCOMPARE(strange.firstFailed()->number, 3);
}

void TestEvidence::aBundleIsOpenedWithoutAChange()
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.mseal.zip";
    const Bytes& bytes = m_bundles.at("withheld").bytes;
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    ::chmod(file.c_str(), 0400);
    struct stat before {};
    struct stat after {};
    QCOMPARE(::stat(file.c_str(), &before), 0);
    const auto report = inspectEvidenceFile(file, {{m_world.fingerprint()}, {}});
    MS_VERIFY_OK(report);
    QVERIFY(report->verdict == EvidenceVerdict::Holds);
    QVERIFY(report->sha256 == crypto::sha256(bytes));
    QCOMPARE(::stat(file.c_str(), &after), 0);
    QVERIFY(before.st_mtim.tv_sec == after.st_mtim.tv_sec && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec &&
            before.st_ctim.tv_nsec == after.st_ctim.tv_nsec && before.st_size == after.st_size);
    QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), {}), std::ptrdiff_t(1));
    MS_VERIFY_REASON(inspectEvidenceFile(folder.path() / "none", {}), "evidence.file");
}

void TestEvidence::repacked()
{
    const Bytes& bytes = m_bundles.at("withheld").bytes;
    const TemporaryFolder folder;
    std::vector<RawMember> members = rawMembers(membersOf(bytes));
    std::ranges::reverse(members);
    for (RawMember& member : members) {
        member.date = 0x5b21;
        const auto file = folder.path() / "unpacked" / member.name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(member.bytes.data()),
                   static_cast<std::streamsize>(member.bytes.size()));
    }
    const Bytes other = rawZip(members);
    QCOMPARE(inspected(other).firstFailed()->number, 1);
    std::ofstream(folder.path() / "other.zip", std::ios::binary)
        .write(reinterpret_cast<const char*>(other.data()), static_cast<std::streamsize>(other.size()));
    for (const char* from : {"other.zip", "unpacked"}) {
        const auto back = repackEvidence(folder.path() / from);
        MS_VERIFY_OK(back);
        QVERIFY2(*back == bytes, from);
    }
    std::ofstream(folder.path() / "unpacked" / "Holiday Picture.jpg") << "x";
    MS_VERIFY_REASON(repackEvidence(folder.path() / "unpacked"), "evidence.repack");
    MS_VERIFY_REASON(repackEvidence(folder.path() / "nowhere"), "evidence.repack");
}

void TestEvidence::makerRefuses()
{
    LedgerReader reader = m_world.reader();
    EvidenceRequest request = m_world.request();
    MS_VERIFY_REASON(makeEvidence(reader, request), "evidence.nothing");
    HealthRecord stranger = m_world.day(0, 1)[0];
    stranger.mn = "stranger";
    request.records = {stranger};
    MS_VERIFY_REASON(makeEvidence(reader, request), "evidence.nothing");
    request.records = {m_world.day(0, 3)[0]};
    request.checkpoint = 2;
    MS_VERIFY_REASON(makeEvidence(reader, request), "evidence.checkpoint");
    request.checkpoint = 99;
    MS_VERIFY_REASON(makeEvidence(reader, request), "evidence.checkpoint");
    request.checkpoint.reset();
    request.presenterKey = &m_world.world.insurer();
    MS_VERIFY_REASON(makeEvidence(reader, request), "evidence.presenter");
    request.presenterKey = nullptr;
    MS_VERIFY_OK(makeEvidence(reader, request));
}

// The file a claims handler mails: hourly readings of a year with the original file, 365 batches.
void TestEvidence::aYearOfOneMeterIsSmall()
{
    EvidenceWorld year(12, 365);
    std::vector<HealthRecord> records;
    for (std::size_t day = 1; day <= 365; ++day) {
        const auto more = year.day(0, day);
        records.insert(records.end(), more.begin(), more.end());
    }
    EvidenceRequest request = year.request();
    request.file = year.csv("year.csv", records);
    request.complete = true;
    LedgerReader reader = year.reader();
    const auto made = makeEvidence(reader, request);
    MS_VERIFY_OK(made);
    QCOMPARE(made->shown, std::uint64_t(8760));
    QCOMPARE(made->batches, std::uint64_t(365));
    QVERIFY2(made->bytes.size() < 3'000'000, qPrintable(QString::number(made->bytes.size())));
    EvidenceTrust trust;
    trust.fingerprints = {year.fingerprint()};
    QVERIFY(inspectEvidence(made->bytes, trust).verdict == EvidenceVerdict::Holds);
}

QTEST_GUILESS_MAIN(TestEvidence)
#include "tst_evidence.moc"
