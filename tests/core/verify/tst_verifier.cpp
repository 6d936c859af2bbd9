// The verifier on files: planted tampering, ranges, rejects, several runs of one file.
#include "core/verify/verifier_world.h"
#include "support/record_generator.h"

#include <random>
#include <set>

using namespace meterseal;
using namespace meterseal::test;

class tst_Verifier : public QObject {
    Q_OBJECT

private slots:
    void trueCopyIsIntact();
    void plantedTampering_data();
    void plantedTampering();
    void randomTamperingIsNamed();
    void lateArrivalsAndRetransmissions();
    void extract();
    void claimedRange();
    void rejectsAreNotIntact();
    void realFiles_data();
    void realFiles();
};

void tst_Verifier::trueCopyIsIntact()
{
    const World world;
    std::vector<HealthRecord> file = world.file();
    std::shuffle(file.begin(), file.end(), std::mt19937(1));
    VerifyOptions options;
    options.reportIntact = true;
    const Run run = verify(world.ledger, file, options);
    QVERIFY(run.summary.intact());
    QVERIFY(countsAgree(run, true));
    QCOMPARE(run.summary.count(Verdict::Intact), std::uint64_t(400));
    QCOMPARE(run.summary.rows, std::uint64_t(400));
    QCOMPARE(run.summary.meters, std::uint64_t(4));
    QCOMPARE(run.summary.batchesChecked, std::uint64_t(20));
    QCOMPARE(run.summary.batchesOutside, std::uint64_t(0));
    LedgerReader reader = world.ledger.reader();
    std::string lastMeter;
    std::set<std::string> seen;
    Timestamp lastTime;
    for (const Finding& finding : run.findings) {
        QVERIFY(finding.mn == lastMeter || seen.insert(finding.mn).second);  // grouped by meter
        QVERIFY(finding.mn != lastMeter || lastTime <= finding.record->alarmTime);
        lastMeter = finding.mn;
        lastTime = finding.record->alarmTime;
        QVERIFY(file[finding.line - 2] == *finding.record);
        QVERIFY(*finding.expectedLeaf == leafOf(*finding.record) && finding.expectedLeaf == finding.foundLeaf);
        const TxRow row = reader.transactionByHash(*finding.tx).value();
        QVERIFY(row.height == *finding.height && row.time == *finding.anchoredAt);
        QVERIFY(row.start == *finding.batchStart && row.end == *finding.batchEnd);
        const Transaction tx = decodeTransaction(reader.wire(row.seq).value()).value();
        QVERIFY(tx.leaves[*finding.leafIndex] == *finding.foundLeaf);
    }
}

void tst_Verifier::plantedTampering_data()
{
    QTest::addColumn<QString>("tampering");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("intact");
    QTest::newRow("value") << "value"
                           << "ALTERED leaf.differs x1; " << 399;
    QTest::newRow("alarm code") << "code"
                                << "ALTERED leaf.differs x1; " << 399;
    QTest::newRow("deleted") << "delete"
                             << "MISSING leaf.no-record x1; " << 399;
    QTest::newRow("inserted") << "insert"
                              << "EXTRA leaf.not-in-batch x1; " << 400;
    QTest::newRow("values swapped") << "swap"
                                    << "ALTERED leaf.differs x2; " << 398;
    QTest::newRow("values of two meters swapped") << "swap meters"
                                                  << "ALTERED leaf.differs x2; " << 398;
    QTest::newRow("time changed") << "time"
                                  << "EXTRA leaf.not-in-batch x1; MISSING leaf.no-record x1; " << 399;
    QTest::newRow("given to another meter") << "meter"
                                            << "EXTRA leaf.not-in-batch x1; MISSING leaf.no-record x1; " << 399;
    QTest::newRow("duplicate") << "duplicate"
                               << "" << 400;
    QTest::newRow("unknown meter") << "unknown"
                                   << "NOT_ANCHORED meter.unknown x1; " << 400;
    QTest::newRow("registered meter") << "pending"
                                      << "NOT_ANCHORED meter.not-active x1; " << 400;
    QTest::newRow("after the last batch") << "after"
                                          << "NOT_ANCHORED no-batch-covers-time x1; " << 400;
    QTest::newRow("before the first batch") << "before"
                                            << "NOT_ANCHORED later-batch-anchored x1; " << 400;
    QTest::newRow("whole batch deleted") << "batch"
                                         << "MISSING leaf.no-record x20; " << 380;
}

void tst_Verifier::plantedTampering()
{
    QFETCH(const QString, tampering);
    World world;
    auto& meter = world.meters[1];
    HealthRecord added = meter[47];
    if (tampering == "value") {
        meter[47] = changed(meter[47]);
    } else if (tampering == "code") {
        meter[47].alarmCode = "nothing";
    } else if (tampering == "delete") {
        meter.erase(meter.begin() + 47);
    } else if (tampering == "insert") {
        ++added.alarmTime.ms;
        meter.push_back(added);
    } else if (tampering == "swap") {
        std::swap(meter[47].value, meter[55].value);
    } else if (tampering == "swap meters") {
        std::swap(meter[47].value, world.meters[2][13].value);
    } else if (tampering == "time") {
        meter[47].alarmTime.ms = meter[55].alarmTime.ms + 1;
    } else if (tampering == "meter") {
        meter[47].mn = world.meters[2][0].mn;
        meter[47].alarmTime.ms = world.meters[2][50].alarmTime.ms + 1;
    } else if (tampering == "duplicate") {
        meter.push_back(added);
    } else if (tampering == "unknown") {
        added.mn = "999";
        meter.push_back(added);
    } else if (tampering == "pending") {
        added.mn = world.ledger.world.meter(kMeters).mn;
        meter.push_back(added);
    } else if (tampering == "after") {
        added.alarmTime.ms = meter.back().alarmTime.ms + 1;
        meter.push_back(added);
    } else if (tampering == "before") {
        added.alarmTime.ms = meter.front().alarmTime.ms - 1;
        meter.push_back(added);
    } else if (tampering == "batch") {
        meter.erase(meter.begin() + 20, meter.begin() + 40);
    }
    const Run run = verify(world.ledger, world.file());
    QTEST(reasonsText(run), "expected");
    QTEST(int(run.summary.count(Verdict::Intact)), "intact");
    QVERIFY(countsAgree(run));
    QCOMPARE(run.summary.passes(), tampering == "duplicate");
    QCOMPARE(run.summary.intact(), tampering == "duplicate" || tampering == "delete" || tampering == "batch");
    QCOMPARE(run.summary.duplicates, std::uint64_t(tampering == "duplicate" ? 1 : 0));
    if (tampering == "value") {
        const Finding& finding = run.findings.front();
        QCOMPARE(finding.line, std::uint64_t(2 + 147));
        QVERIFY(*finding.tx == world.batches[1][2]);
        QCOMPARE(*finding.leafIndex, 7U);
        QVERIFY(*finding.expectedLeaf == leafOf(added));
        QVERIFY(*finding.foundLeaf == leafOf(meter[47]));
    }
}

void tst_Verifier::randomTamperingIsNamed()
{
    for (unsigned seed = 0; seed < 10; ++seed) {
        std::mt19937 random(seed);
        World world;
        std::multiset<std::string> planted;
        std::vector<HealthRecord> file;
        // At most one change in five neighbours, so that what was planted is certain.
        for (const auto& records : world.meters) {
            for (std::size_t i = 0; i < records.size(); ++i) {
                const auto what = i % 5 == 2 ? random() % 6 : 9U;
                HealthRecord record = records[i];
                if (what == 0) {
                    record = changed(record);
                    planted.insert("ALTERED " + canonicalRecord(record));
                } else if (what == 1) {
                    planted.insert("MISSING " + leafOf(record).hex());
                    continue;
                } else if (what == 2) {
                    HealthRecord extra = changed(record);
                    ++extra.alarmTime.ms;
                    planted.insert("EXTRA " + canonicalRecord(extra));
                    file.push_back(extra);
                }
                file.push_back(record);
            }
        }
        std::shuffle(file.begin(), file.end(), random);
        const Run run = verify(world.ledger, file);
        std::multiset<std::string> found;
        for (const Finding& finding : run.findings) {
            found.insert(fmt::format("{} {}", toString(finding.verdict),
                                     finding.record ? canonicalRecord(*finding.record) : finding.expectedLeaf->hex()));
        }
        QVERIFY2(found == planted, fmt::format("seed {}", seed).c_str());
        QVERIFY(countsAgree(run));
    }
}

void tst_Verifier::lateArrivalsAndRetransmissions()
{
    AnchoredLedger ledger;
    ledger.onboard(0, 1);
    std::vector<HealthRecord> records = ledger.world.records(0, 60);
    std::vector<HealthRecord> inTime, late;
    for (std::size_t i = 0; i < records.size(); ++i) {
        (i % 7 == 3 ? late : inTime).push_back(records[i]);
    }
    ledger.anchor(0, inTime, 25);
    ledger.anchor(0, late, 100);
    ledger.anchor(0, std::span(inTime).subspan(10, 10), 100);  // sent again after a crash
    ledger.close();
    QVERIFY(verify(ledger, records).summary.intact());
    QCOMPARE(verify(ledger, records).summary.count(Verdict::Intact), std::uint64_t(60));

    auto without = records;  // in two batches, and missing once
    without.erase(std::ranges::find(without, inTime[12]));
    QCOMPARE(reasonsText(verify(ledger, without)), QString("MISSING leaf.no-record x1; "));
    auto altered = records;  // of the late batch
    altered[17] = changed(altered[17]);
    QCOMPARE(reasonsText(verify(ledger, altered)), QString("ALTERED leaf.differs x1; "));
}

void tst_Verifier::extract()
{
    World world;
    const auto& meter = world.meters[2];
    VerifyOptions options;
    options.coverage = Coverage::Extract;
    const Run intact = verify(world.ledger, {meter[3], meter[4], meter[70]}, options);
    QVERIFY(intact.summary.intact());
    QCOMPARE(intact.summary.batchesChecked, std::uint64_t(2));
    QCOMPARE(intact.summary.batchesOutside, std::uint64_t(3));
    QVERIFY(describe(intact.summary).find("3 batches of these meters lie outside") != std::string::npos);

    // Between its two neighbours only one leaf can be meant.
    const Run sure = verify(world.ledger, {meter[3], changed(meter[4]), meter[5]}, options);
    QCOMPARE(reasonsText(sure), QString("ALTERED leaf.differs x1; "));
    QVERIFY(*sure.findings.front().expectedLeaf == leafOf(meter[4]));
    // Without them it cannot be told which.
    QCOMPARE(reasonsText(verify(world.ledger, {meter[2], changed(meter[4]), meter[9]}, options)),
             QString("EXTRA leaf.not-in-batch x1; "));
}

void tst_Verifier::claimedRange()
{
    World world;
    const auto& meter = world.meters[0];
    const std::vector<HealthRecord> part(meter.begin(), meter.begin() + 60);
    const Run run = verify(world.ledger, part);
    QVERIFY(run.summary.intact());
    QCOMPARE(run.summary.batchesOutside, std::uint64_t(2));
    VerifyOptions options;
    options.to = meter.back().alarmTime;
    QCOMPARE(reasonsText(verify(world.ledger, part, options)), QString("MISSING leaf.no-record x40; "));
}

void tst_Verifier::rejectsAreNotIntact()
{
    const World world;
    VerifyOptions options;
    UnreadRows unread;
    for (const std::uint64_t line : {900, 950, 1000}) {
        unread.add({line, line, 0, "source.fields", "", "torn"});
    }
    options.unread = &unread;
    const Run run = verify(world.ledger, world.file(), options);
    QCOMPARE(run.summary.rejected, std::uint64_t(3));
    QVERIFY(!run.summary.intact());
    const Run empty = verify(world.ledger, {});
    QVERIFY(!empty.summary.intact());
}

void tst_Verifier::realFiles_data()
{
    QTest::addColumn<bool>("csv");
    QTest::newRow("CSV") << true;
    QTest::newRow("JSON Lines") << false;
}

void tst_Verifier::realFiles()
{
    QFETCH(const bool, csv);
    test::RecordGeneratorOptions generated;
    generated.meters = 3;
    generated.recordsPerMeter = 50;
    generated.order = test::RecordOrder::RoundRobin;
    const test::RecordGenerator generator(generated);
    AnchoredLedger ledger;
    ledger.onboard(0, 3);
    for (std::uint32_t meter = 0; meter < 3; ++meter) {
        std::vector<HealthRecord> records;
        for (std::uint32_t i = 0; i < 50; ++i) {
            records.push_back(generator.record(meter, i));
        }
        ledger.anchor(meter, records, 25);
    }
    ledger.close();

    const test::TemporaryFolder folder;
    const auto file = folder / "records";
    csv ? generator.writeCsv(file) : generator.writeJsonLines(file);
    std::string text = test::readFile(file);
    for (const auto& [meter, index] : {std::pair(1U, 7U), std::pair(2U, 31U)}) {
        const std::string time = formatTimestamp(generator.record(meter, index).alarmTime);
        const std::size_t row = text.find(time);
        const std::size_t value = text.find(csv ? "," : "\"value\":", row) + (csv ? 1 : 8);
        text[value] = text[value] == '9' ? '8' : '9';
    }
    test::writeFile(file, text + "torn\n");

    UnreadRows unread;
    const auto profile = csv ? test::RecordGenerator::csvProfile() : test::RecordGenerator::jsonLinesProfile();
    auto source = RecordSource::open(file, profile, [&](const RejectedRow& row) { unread.add(row); });
    MS_VERIFY_OK(source);
    LedgerReader reader = ledger.reader();
    VerifyOptions options;
    options.unread = &unread;
    Run run;
    bool sawTotal = false;
    const auto summary = Verifier(reader).verifyFile(
        **source, options, [&](const Finding& finding) { run.findings.push_back(finding); },
        [&](const VerifyProgress& progress) { sawTotal = sawTotal || progress.recordsTotal == 150; });
    MS_VERIFY_OK(summary);
    QCOMPARE(reasonsText(run), QString("ALTERED leaf.differs x2; "));
    QCOMPARE(summary->count(Verdict::Intact), std::uint64_t(148));
    QCOMPARE(summary->rejected, std::uint64_t(1));
    QVERIFY(sawTotal);
    QCOMPARE(run.findings[0].line, std::uint64_t(7 * 3 + 1 + 1 + (csv ? 1 : 0)));
    QCOMPARE(run.findings[1].line, std::uint64_t(31 * 3 + 2 + 1 + (csv ? 1 : 0)));
}

QTEST_APPLESS_MAIN(tst_Verifier)
#include "tst_verifier.moc"
