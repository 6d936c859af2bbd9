// The verifier on real ledgers: planted tampering, claims, damaged ledger files, stops, and the words of a summary.
#include "support/anchored_ledger.h"
#include "support/qt.h"
#include "support/record_generator.h"

#include "meterseal/verify/verifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

using namespace meterseal;
using test::AnchoredLedger;
using test::VectorSource;

namespace {

struct Run {
    VerifySummary summary;
    std::vector<Finding> findings;

    // "ALTERED leaf.differs", each with its count.
    std::map<std::string, int> reasons() const
    {
        std::map<std::string, int> counts;
        for (const Finding& finding : findings) {
            ++counts[std::string(toString(finding.verdict)) + ' ' + finding.reason];
        }
        return counts;
    }
    // One line a finding, to compare two runs.
    std::vector<std::string> lines() const
    {
        std::vector<std::string> all;
        for (const Finding& f : findings) {
            all.push_back(fmt::format("{} {} {} {} {} {} {} {}", toString(f.verdict), f.reason, f.mn, f.line,
                                      f.record ? canonicalRecord(*f.record) : "-", f.tx ? f.tx->hex() : "-",
                                      f.leafIndex ? int(*f.leafIndex) : -1, f.message));
        }
        return all;
    }
};

Run verify(const AnchoredLedger& ledger, const std::vector<HealthRecord>& records, const VerifyOptions& options = {})
{
    LedgerReader reader = ledger.reader();
    Verifier verifier(reader);
    VectorSource source(records);
    Run run;
    auto summary =
        verifier.verifyFile(source, options, [&](const Finding& finding) { run.findings.push_back(finding); });
    if (!summary.ok()) {
        throw std::runtime_error(summary.error().reason + ": " + summary.error().message);
    }
    run.summary = *summary;
    return run;
}

QString reasonsText(const Run& run)
{
    QString text;
    for (const auto& [reason, count] : run.reasons()) {
        text += qs(fmt::format("{} x{}; ", reason, count));
    }
    return text;
}

// Counts in the summary are those of the findings (INTACT ones only where they were asked for).
bool countsAgree(const Run& run, bool intactToo = false)
{
    std::array<std::uint64_t, kVerdictCount> counts{};
    for (const Finding& finding : run.findings) {
        ++counts[static_cast<std::size_t>(finding.verdict)];
    }
    for (std::size_t v = intactToo ? 0 : 1; v < kVerdictCount; ++v) {
        if (counts[v] != run.summary.byVerdict[v]) {
            return false;
        }
    }
    return intactToo || counts[0] == 0;
}

constexpr std::size_t kMeters = 4;
constexpr std::size_t kPerMeter = 100;
constexpr std::size_t kPerBatch = 20;

// Four meters with five batches each, in two blocks; meter 4 is only registered.
struct World {
    AnchoredLedger ledger;
    std::vector<std::vector<HealthRecord>> meters;
    std::vector<std::vector<Hash256>> batches;

    World()
    {
        ledger.onboard(0, kMeters);
        ledger.submit(ledger.world.registerMeter(kMeters));
        ledger.seal();
        for (std::size_t i = 0; i < kMeters; ++i) {
            meters.push_back(ledger.world.records(i, kPerMeter));
            batches.push_back(ledger.anchor(i, meters.back(), kPerBatch));
        }
        ledger.close();
    }
    std::vector<HealthRecord> file() const
    {
        std::vector<HealthRecord> all;
        for (const auto& records : meters) {
            all.insert(all.end(), records.begin(), records.end());
        }
        return all;
    }
};

HealthRecord changed(HealthRecord record)
{
    record.value += 1;
    return record;
}

}  // namespace

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
    void damagedLedger_data();
    void damagedLedger();
    void singleRecord_data();
    void singleRecord();
    void claimOnADamagedBatch();
    void runsAndThreadsChangeNothing();
    void stopWhileReading();
    void stopWhileComparing();
    void callbackThatThrows();
    void describes_data();
    void describes();
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
                                            << "NOT_ANCHORED no-batch-covers-time x1; " << 400;
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
    QCOMPARE(run.summary.intact(), tampering == "duplicate");
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
    options.extract = true;
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
    options.rejectedSoFar = [] { return std::uint64_t(3); };
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

// Through a file and its reader: two changed rows, and a last row that is no record.
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

    std::uint64_t rejects = 0;
    const auto profile = csv ? test::RecordGenerator::csvProfile() : test::RecordGenerator::jsonLinesProfile();
    auto source = RecordSource::open(file, profile, [&](const RejectedRow&) { ++rejects; });
    MS_VERIFY_OK(source);
    LedgerReader reader = ledger.reader();
    VerifyOptions options;
    options.rejectedSoFar = [&] { return rejects; };
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

void tst_Verifier::damagedLedger_data()
{
    // SQL on the ledger of World; :batch is the log place of meter 1's third batch, :block what its block holds of the
    // 400 records.
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("intact");
    const QString flip = "UPDATE wire SET bytes = substr(bytes, 1, %1) || x'55' || substr(bytes, %1 + 2) WHERE seq = ";
    QTest::newRow("header byte of a batch") << flip.arg(40) + ":batch"
                                            << "UNDETERMINED batch.wire-hash x20; " << 380;
    QTest::newRow("leaf byte of a batch") << flip.arg(900) + ":batch"
                                          << "UNDETERMINED batch.wire-hash x20; " << 380;
    QTest::newRow("truncated batch") << "UPDATE wire SET bytes = substr(bytes, 1, 500) WHERE seq = :batch"
                                     << "UNDETERMINED batch.wire-hash x20; " << 380;
    QTest::newRow("batch bytes gone") << "DELETE FROM wire WHERE seq = :batch"
                                      << "UNDETERMINED batch.unreadable x20; " << 380;
    QTest::newRow("another batch's bytes")
        << "UPDATE wire SET bytes = (SELECT bytes FROM wire WHERE seq = :batch + 1) WHERE seq = :batch"
        << "UNDETERMINED batch.wire-hash x20; " << 380;
    QTest::newRow("bytes and hash of another meter's batch")
        << "UPDATE wire SET bytes = (SELECT bytes FROM wire WHERE seq = :batch + 5) WHERE seq = :batch; "
           "UPDATE tx SET hash = (SELECT hash FROM tx WHERE seq = :batch + 5) WHERE seq = :batch"
        << "UNDETERMINED batch.prev x20; UNDETERMINED batch.wrong-meter x20; " << 360;
    QTest::newRow("batch hash") << "UPDATE tx SET hash = zeroblob(32) WHERE seq = :batch"
                                << "UNDETERMINED batch.prev x20; UNDETERMINED batch.wire-hash x20; " << 360;
    QTest::newRow("log leaf of a batch") << "UPDATE tx SET leaf = zeroblob(32) WHERE seq = :batch"
                                         << "UNDETERMINED batch.block-root x:block; " << -1;
    QTest::newRow("batch said to be in another block") << "UPDATE tx SET height = 1 WHERE seq = :batch"
                                                       << "UNDETERMINED batch.block-place x20; " << 380;
    QTest::newRow("batch said to be in a block that is not") << "UPDATE tx SET height = 99 WHERE seq = :batch"
                                                             << "UNDETERMINED batch.block-unreadable x20; " << 380;
    QTest::newRow("count") << "UPDATE tx SET count = 21 WHERE seq = :batch"
                           << "UNDETERMINED batch.row x20; UNDETERMINED ledger.batch-list x1; " << 380;
    QTest::newRow("start") << "UPDATE tx SET start_ms = start_ms + 1 WHERE seq = :batch"
                           << "UNDETERMINED batch.row x20; " << 380;
    QTest::newRow("batch taken from the list")
        << "UPDATE tx SET meter = 99 WHERE seq = :batch"
        << "UNDETERMINED batch.prev x20; UNDETERMINED ledger.batch-list x20; " << 360;
    QTest::newRow("last batch taken from the list") << "UPDATE tx SET meter = 99 WHERE seq = :batch + 2"
                                                    << "UNDETERMINED ledger.batch-list x20; " << 380;
    QTest::newRow("batch given to another meter")
        << "UPDATE tx SET meter = 1 WHERE seq = :batch"
        << "UNDETERMINED batch.prev x20; UNDETERMINED ledger.batch-list x21; " << 360;
    QTest::newRow("block header") << "UPDATE block SET header = replace(header, '\"logSize\":', '\"logSize\":1') "
                                     "WHERE height = (SELECT height FROM tx WHERE seq = :batch)"
                                  << "UNDETERMINED batch.block-hash x:block; " << -1;
    QTest::newRow("block header cut") << "UPDATE block SET header = substr(header, 2) "
                                         "WHERE height = (SELECT height FROM tx WHERE seq = :batch)"
                                      << "UNDETERMINED batch.block-unreadable x:block; " << -1;
    QTest::newRow("seal") << "UPDATE block SET signature = zeroblob(64) WHERE height = "
                             "(SELECT height FROM tx WHERE seq = :batch)"
                          << "UNDETERMINED batch.block-seal x:block; " << -1;
    QTest::newRow("block hash") << "UPDATE block SET hash = zeroblob(32) WHERE height = "
                                   "(SELECT height FROM tx WHERE seq = :batch)"
                                << "UNDETERMINED batch.block-hash x:block; " << -1;
    QTest::newRow("wallet") << "UPDATE meter SET address = 'HE9TDacanNaKdF31uebv17TcsRKhMZ69952FS4h5wipq' WHERE id = 2"
                            << "UNDETERMINED meter.wallet x100; " << 300;
    QTest::newRow("key and wallet of another meter")
        << "UPDATE meter SET address = (SELECT address FROM meter WHERE id = 3), public_key = "
           "(SELECT public_key FROM meter WHERE id = 3) WHERE id = 2"
        << "UNDETERMINED meter.registration x100; " << 300;
    QTest::newRow("registration bytes") << flip.arg(40) + "(SELECT min(seq) FROM tx WHERE meter = 2 AND type = 1)"
                                        << "UNDETERMINED meter.registration x100; " << 300;
    QTest::newRow("approval") << "UPDATE meter SET manufacturer_approved = 0 WHERE id = 2"
                              << "UNDETERMINED meter.not-approved x100; " << 300;
    QTest::newRow("state") << "UPDATE meter SET state = 1 WHERE id = 2"
                           << "UNDETERMINED ledger.batch-list x1; " << 400;
    QTest::newRow("suspended is fine") << "UPDATE meter SET state = 4 WHERE id = 2"
                                       << "" << 400;
}

void tst_Verifier::damagedLedger()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QFETCH(int, intact);
    World world;
    std::uint64_t seq = 0;
    int inBlock = 0;
    {
        LedgerReader reader = world.ledger.reader();
        const TxRow damaged = reader.transactionByHash(world.batches[1][2]).value();
        seq = damaged.seq;
        for (const auto& batches : world.batches) {
            for (const Hash256& batch : batches) {
                inBlock += reader.transactionByHash(batch)->height == damaged.height ? int(kPerBatch) : 0;
            }
        }
    }
    expected.replace(":block", QString::number(inBlock));
    intact = intact < 0 ? 400 - inBlock : intact;
    world.ledger.damage(sql.replace(":batch", QString::number(seq)).toStdString());
    const Run run = verify(world.ledger, world.file());
    QCOMPARE(reasonsText(run), expected);
    QCOMPARE(int(run.summary.count(Verdict::Intact)), intact);
    QVERIFY(countsAgree(run));
    // Damage on the ledger says nothing against a record.
    QCOMPARE(run.summary.count(Verdict::Altered) + run.summary.count(Verdict::Missing) +
                 run.summary.count(Verdict::Extra) + run.summary.count(Verdict::NotAnchored),
             std::uint64_t(0));
}

void tst_Verifier::singleRecord_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no claim") << "intact"
                              << "INTACT leaf.in-batch";
    QTest::newRow("true claim") << "intact tx index"
                                << "INTACT leaf.in-batch";
    QTest::newRow("claim of the transaction alone") << "intact tx"
                                                    << "INTACT leaf.in-batch";
    QTest::newRow("claim of another index") << "intact tx other-index"
                                            << "MOVED claim.other-place";
    QTest::newRow("claim of an index beyond the batch") << "intact tx far-index"
                                                        << "MOVED claim.other-place";
    QTest::newRow("claim of another batch") << "intact other-tx"
                                            << "MOVED claim.other-place";
    QTest::newRow("claim of no transaction") << "intact no-tx"
                                             << "MOVED claim.other-place";
    QTest::newRow("claim of another meter's batch") << "intact foreign-tx"
                                                    << "MOVED claim.other-place";
    QTest::newRow("changed, no claim") << "changed"
                                       << "EXTRA leaf.not-in-batch";
    QTest::newRow("changed, claimed") << "changed tx index"
                                      << "ALTERED leaf.differs";
    QTest::newRow("changed, claim of the transaction alone") << "changed tx"
                                                             << "EXTRA leaf.not-in-batch";
    QTest::newRow("changed, claim beyond the batch") << "changed tx far-index"
                                                     << "EXTRA leaf.not-in-batch";
    QTest::newRow("changed, claim of no transaction") << "changed no-tx"
                                                      << "EXTRA leaf.not-in-batch";
    QTest::newRow("changed in time, claimed") << "timed tx index"
                                              << "ALTERED leaf.differs";
    QTest::newRow("changed in time, no claim") << "timed"
                                               << "NOT_ANCHORED no-batch-covers-time";
    QTest::newRow("unknown meter") << "unknown tx index"
                                   << "NOT_ANCHORED meter.unknown";
}

void tst_Verifier::singleRecord()
{
    QFETCH(const QString, what);
    static const World world;
    const HealthRecord anchored = world.meters[1][47];
    HealthRecord record = anchored;
    if (what.startsWith("changed")) {
        record = changed(record);
    } else if (what.startsWith("timed")) {
        record.alarmTime.ms = world.meters[1].back().alarmTime.ms + 5;
    } else if (what.startsWith("unknown")) {
        record.mn = "999";
    }
    std::optional<Claim> claim;
    const QStringList words = what.split(' ');
    if (words.contains("tx")) {
        claim = Claim{world.batches[1][2], {}};
    } else if (words.contains("other-tx")) {
        claim = Claim{world.batches[1][3], {}};
    } else if (words.contains("foreign-tx")) {
        claim = Claim{world.batches[0][2], 7};
    } else if (words.contains("no-tx")) {
        claim = Claim{leafOf(record), 7};
    }
    if (claim && words.contains("index")) {
        claim->leafIndex = 7;
    } else if (claim && words.contains("other-index")) {
        claim->leafIndex = 8;
    } else if (claim && words.contains("far-index")) {
        claim->leafIndex = 20;
    }
    LedgerReader reader = world.ledger.reader();
    Verifier verifier(reader);
    const auto finding = verifier.verifyRecord(record, claim);
    MS_VERIFY_OK(finding);
    QTEST(qs(std::string(toString(finding->verdict)) + ' ' + finding->reason), "expected");
    QVERIFY(finding->record == record && finding->foundLeaf == leafOf(record) && finding->line == 0);
    if (finding->verdict == Verdict::Intact || finding->verdict == Verdict::Moved) {
        QVERIFY(*finding->tx == world.batches[1][2] && *finding->leafIndex == 7U);
    }
    if (finding->verdict == Verdict::Altered) {
        QVERIFY(*finding->expectedLeaf == leafOf(anchored));
    }
    record.alarmCode.clear();
    QVERIFY(!verifier.verifyRecord(record, claim).ok());
}

void tst_Verifier::claimOnADamagedBatch()
{
    World world;
    const std::uint64_t seq = world.ledger.reader().transactionByHash(world.batches[1][2])->seq;
    world.ledger.damage(fmt::format("UPDATE wire SET bytes = x'00' WHERE seq = {}", seq));
    LedgerReader reader = world.ledger.reader();
    Verifier verifier(reader);
    // The batch of its time is damaged; so is the one a claim names for a record that stands elsewhere.
    const auto covered = verifier.verifyRecord(world.meters[1][47]);
    MS_VERIFY_OK(covered);
    QVERIFY(covered->verdict == Verdict::Undetermined);
    QCOMPARE(qs(covered->reason), QString("batch.wire-hash"));
    const auto elsewhere = verifier.verifyRecord(world.meters[1][3], Claim{world.batches[1][2], 3});
    MS_VERIFY_OK(elsewhere);
    QVERIFY(elsewhere->verdict == Verdict::Undetermined);
}

void tst_Verifier::runsAndThreadsChangeNothing()
{
    World world;
    std::vector<HealthRecord> file = world.file();
    std::mt19937 random(11);
    for (int i = 0; i < 40; ++i) {
        auto& record = file[random() % file.size()];
        record = changed(record);
        file.push_back(file[random() % file.size()]);
    }
    std::shuffle(file.begin(), file.end(), random);
    VerifyOptions options;
    options.reportIntact = true;
    const std::vector<std::string> expected = verify(world.ledger, file, options).lines();
    for (const unsigned threads : {1U, 2U, 5U}) {
        for (const std::size_t memory : {std::size_t(1000000), std::size_t(37)}) {
            options.threads = threads;
            options.memoryRecords = memory;
            QVERIFY(verify(world.ledger, file, options).lines() == expected);
        }
    }
    options.temporaryFolder = "/proc/no-such-folder";
    LedgerReader reader = world.ledger.reader();
    VectorSource source(file);
    MS_VERIFY_REASON(Verifier(reader).verifyFile(source, options, [](const Finding&) {}), "verify.temporary-folder");
}

void tst_Verifier::stopWhileReading()
{
    const World world;
    LedgerReader reader = world.ledger.reader();
    Verifier verifier(reader);
    std::stop_source stop;
    stop.request_stop();
    VectorSource source(world.file());
    const auto summary = verifier.verifyFile(
        source, {}, [](const Finding&) {}, {}, stop.get_token());
    MS_VERIFY_OK(summary);
    QVERIFY(summary->cancelled);
    QVERIFY(!summary->intact());
    QVERIFY(describe(*summary).find("NOT checked") != std::string::npos);
}

void tst_Verifier::stopWhileComparing()
{
    const World world;
    LedgerReader reader = world.ledger.reader();
    Verifier verifier(reader);
    std::stop_source stop;
    VectorSource source(world.file());
    VerifyOptions options;
    options.reportIntact = true;
    int told = 0;
    const auto summary = verifier.verifyFile(
        source, options,
        [&](const Finding&) {
            if (++told == 150) {
                stop.request_stop();
            }
        },
        {}, stop.get_token());
    MS_VERIFY_OK(summary);
    QVERIFY(summary->cancelled);
    QVERIFY(!summary->intact());
    QVERIFY(told >= 150 && told < 400);
    QCOMPARE(summary->count(Verdict::Intact), std::uint64_t(told));
}

void tst_Verifier::callbackThatThrows()
{
    const World world;
    LedgerReader reader = world.ledger.reader();
    VectorSource source(world.file());
    VerifyOptions options;
    options.reportIntact = true;
    MS_VERIFY_REASON(
        Verifier(reader).verifyFile(source, options, [](const Finding&) { throw std::runtime_error("full"); }),
        "verify.internal");
}

void tst_Verifier::describes_data()
{
    QTest::addColumn<VerifySummary>("summary");
    QTest::addColumn<QString>("expected");
    VerifySummary summary;
    QTest::newRow("nothing read") << summary << "No record was read, so nothing was checked.";
    summary.rejected = 2;
    QTest::newRow("only rejects")
        << summary
        << "No record was read, so nothing was checked. 2 rows could not be read as records and were NOT checked.";
    summary = {};
    summary.rows = 4990;
    summary.duplicates = 2;
    summary.meters = 1;
    summary.batchesChecked = 1204;
    summary.batchesOutside = 1;
    summary.rejected = 1;
    summary.byVerdict = {4980, 3, 1, 2, 0, 1, 2};
    QTest::newRow("everything")
        << summary
        << "4,980 of 4,988 records are INTACT. 3 are ALTERED: they differ from what was anchored "
           "in their places. 1 anchored record is MISSING from the file. 2 are EXTRA: their "
           "times are covered by batches, but the batches do not hold them. 1 is NOT_ANCHORED: "
           "no batch covers its meter and time. 2 are UNDETERMINED: something needed to judge "
           "them could not be read or failed its check. 2 rows are each an exact copy of "
           "another and are counted once. 1 meter and 1,204 batches were checked. 1 row could "
           "not be read as a record and was NOT checked. 1 batch of these meters lies outside "
           "the checked time range and was NOT checked.";
    summary = {};
    summary.rows = 1234567;
    summary.cancelled = true;
    summary.byVerdict[0] = 1000;
    summary.meters = 10;
    summary.batchesChecked = 10;
    QTest::newRow("stopped") << summary
                             << "The verification was stopped before its end; the rest was NOT checked (1,000 of "
                                "1,234,567 rows read so far had been compared). 1,000 of 1,000 records are INTACT. 10 "
                                "meters and 10 batches were checked.";
}

void tst_Verifier::describes()
{
    QFETCH(const VerifySummary, summary);
    QTEST(qs(describe(summary)), "expected");
}

QTEST_APPLESS_MAIN(tst_Verifier)
#include "tst_verifier.moc"
