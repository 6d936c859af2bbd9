// What was anchored where a file holds another record or none: found from the file itself, and proved.
#include "support/evidence_world.h"
#include "support/qt.h"

#include "meterseal/record/canonical_json.h"
#include "meterseal/verify/file_originals.h"
#include "meterseal/verify/file_verification.h"

#include <fmt/format.h>

using namespace meterseal;
using namespace meterseal::test;

class TestFileOriginals : public QObject {
    Q_OBJECT
private slots:
    void alteredAndMissingAreFound();
    void whatCannotBeGuessedSaysNothing();
    void onOneThreadAndOnMany();
    void stopped();

private:
    struct Checked {
        std::filesystem::path file;
        OpenPlaces places;
    };
    Checked checked(const std::string& name, const std::vector<HealthRecord>& records)
    {
        Checked out{m_world.csv(name, records), {}};
        FileVerificationRequest request;
        request.file = out.file;
        request.profile = EvidenceWorld::profile();
        FileVerificationSinks sinks;
        sinks.finding = [&](const Finding& finding) { out.places.take(finding); };
        const auto verified =
            verifyRecordFile([this] { return Result<LedgerReader>(m_world.reader()); }, request, sinks);
        if (!verified.ok()) {
            qFatal("%s", verified.error().message.c_str());
        }
        return out;
    }
    FileOriginals search(const Checked& at, const FileOriginalsOptions& options, std::stop_token stop = {})
    {
        auto found = searchFileOriginals(at.file, EvidenceWorld::profile(), at.places, options, {}, std::move(stop));
        return found.ok() ? std::move(*found) : FileOriginals{};
    }

    EvidenceWorld m_world;
    FileOriginalsOptions m_patient{std::chrono::milliseconds(120'000), 0, {}, 0};
};

void TestFileOriginals::alteredAndMissingAreFound()
{
    const std::vector<HealthRecord> anchored = m_world.day(0, 2);
    const std::vector<HealthRecord> next = m_world.day(0, 3);  // its codes are worth trying
    std::vector<HealthRecord> local = anchored;
    local.insert(local.end(), next.begin(), next.end());
    local[4].value += 1'000'000;      // a digit in front
    local[13].alarmCode = "READING";  // anchored was LEAK
    local[20].alarmTime.ms += 8 * EvidenceWorld::kHour / 16;
    local.erase(local.begin() + 9);  // its value lies between its neighbours', its time in their rhythm
    const Checked at = checked("readings.csv", local);
    QCOMPARE(at.places.size(), std::size_t(4));
    const FileOriginals found = search(at, m_patient);
    QCOMPARE(found.found.size(), std::size_t(4));
    QVERIFY(found.whole);
    QCOMPARE(found.places, std::uint64_t(4));
    for (const FileOriginal& one : found.found) {
        QVERIFY(one.original.record == anchored[one.leafIndex]);
        QVERIFY(leafOf(one.original.record) == one.original.leaf);
        QCOMPARE(one.held.has_value(), one.leafIndex != 9);
    }
    const auto digit = std::ranges::find(found.found, 4u, &FileOriginal::leafIndex);
    const std::string said =
        fmt::format("(value {}, not {})", formatNumber(anchored[4].value), formatNumber(anchored[4].value + 1'000'000));
    QVERIFY2(qs(describe(*digit)).contains(qs(said)), describe(*digit).c_str());
    QVERIFY(qs(describe(found)).startsWith("The anchored record was found at 4 of 4 places"));
}

void TestFileOriginals::whatCannotBeGuessedSaysNothing()
{
    std::vector<HealthRecord> local = m_world.day(0, 3);
    local[7].value = 0.987654321;
    local[7].alarmCode = "OTHER";
    local[7].alarmTime.ms += 1234;
    const Checked at = checked("strange.csv", local);
    const FileOriginals found = search(at, m_patient);
    QVERIFY(found.found.empty());
    QVERIFY(found.whole);
    QVERIFY(found.candidates > 10'000);
    QVERIFY(qs(describe(found)).contains("says nothing"));
}

void TestFileOriginals::onOneThreadAndOnMany()
{
    std::vector<HealthRecord> local = m_world.day(1, 2);
    local[3].value *= 10;
    local[8].value += 4.2;
    local[15].value = -local[15].value;
    const Checked at = checked("many.csv", local);
    FileOriginalsOptions one = m_patient;
    one.threads = 1;
    FileOriginalsOptions eight = m_patient;
    eight.threads = 8;
    const FileOriginals a = search(at, one);
    const FileOriginals b = search(at, eight);
    QCOMPARE(a.found.size(), std::size_t(3));
    QCOMPARE(b.found.size(), a.found.size());
    for (std::size_t i = 0; i < a.found.size(); ++i) {
        QVERIFY(a.found[i].original.record == b.found[i].original.record);
        QVERIFY(a.found[i].original.kind == b.found[i].original.kind);
    }
}

void TestFileOriginals::stopped()
{
    std::vector<HealthRecord> local = m_world.day(0, 3);
    local[7].value = 0.987654321;
    const Checked at = checked("stopped.csv", local);
    std::stop_source stop;
    stop.request_stop();
    const FileOriginals found = search(at, m_patient, stop.get_token());
    QVERIFY(!found.whole);
    QVERIFY(found.found.empty());
    FileOriginalsOptions none = m_patient;
    none.longest = std::chrono::milliseconds(0);
    QVERIFY(!search(at, none).whole);
}

QTEST_GUILESS_MAIN(TestFileOriginals)
#include "tst_file_originals.moc"
