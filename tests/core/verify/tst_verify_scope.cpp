// What a file leaves out at its ends, or of a whole meter: intact and complete are two words, and the scope says of
// what. A file cut in any of these ways was "intact" without a word once.
#include "core/verify/verifier_world.h"
#include "meterseal/record/canonical_json.h"
#include "meterseal/source/record_source.h"
#include "support/temporary_folder.h"

using namespace meterseal;
using namespace meterseal::test;

namespace {

std::string timeOf(const HealthRecord& record)
{
    return formatTimestamp(record.alarmTime);
}

std::string csvLine(const HealthRecord& record)
{
    return fmt::format("{},{},{},{}\n", record.mn, record.alarmCode, timeOf(record), formatNumber(record.value));
}

MappingProfile csvProfile()
{
    MappingProfile profile;
    profile.format = FileFormat::Delimited;
    profile.separator = ",";
    profile.header = false;
    profile.mn.column = 1;
    profile.alarmCode.column = 2;
    profile.alarmTime.column = 3;
    profile.timeFormat = "rfc3339";
    profile.value.column = 4;
    return profile;
}

}  // namespace

class TestVerifyScope : public QObject {
    Q_OBJECT

private slots:
    // Columns: how the file is cut, what is said of it; intact, complete ("yes", "no", "-"), passes; records held
    // before, between, after the file's records, and of meters that are not in it.
    void cut_data();
    void cut();
    void statedRangeFilled();
    void reportNamesEverything();
    void absentMetersOfARange();
    void unreadRows_data();
    void unreadRows();

private:
    World m_world;
};

void TestVerifyScope::cut_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("coverage");
    QTest::addColumn<bool>("range");  // the whole range of the meters is stated
    QTest::addColumn<bool>("intact");
    QTest::addColumn<QString>("complete");
    QTest::addColumn<bool>("passes");
    QTest::addColumn<QList<int>>("held");
    const int none = int(Coverage::NotStated), own = int(Coverage::FileMeters), all = int(Coverage::AllMeters),
              extract = int(Coverage::Extract);
    const auto row = [](const char* name, const char* how, int coverage, bool range, const char* complete, bool passes,
                        const QList<int>& held) {
        QTest::newRow(name) << QString(how) << coverage << range << true << QString(complete) << passes << held;
    };
    row("whole, nothing said", "whole", none, false, "yes", true, {0, 0, 0, 0});
    row("whole, all of all meters", "whole", all, false, "yes", true, {0, 0, 0, 0});
    row("whole, range", "whole", none, true, "yes", true, {0, 0, 0, 0});
    row("last day of a meter, nothing said", "end", none, false, "yes", true, {0, 0, 40, 0});
    row("last day of a meter, range", "end", none, true, "no", false, {0, 0, 40, 0});
    row("last day of a meter, all of its meters", "end", own, false, "no", false, {0, 0, 40, 0});
    row("last day of a meter, all of all meters", "end", all, false, "no", false, {0, 0, 40, 0});
    row("first day of a meter, nothing said", "begin", none, false, "yes", true, {20, 0, 0, 0});
    row("first day of a meter, all of its meters", "begin", own, false, "no", false, {20, 0, 0, 0});
    row("everything after a date, nothing said", "date", none, false, "yes", true, {0, 0, 240, 0});
    row("everything after a date, range", "date", none, true, "no", false, {0, 0, 240, 0});
    row("whole meter, nothing said", "meter", none, false, "yes", true, {0, 0, 0, 0});
    row("whole meter, all of its meters", "meter", own, false, "yes", true, {0, 0, 0, 0});
    row("whole meter, all of all meters", "meter", all, false, "no", false, {0, 0, 0, 100});
    row("whole meter, all of all meters, range", "meter", all, true, "no", false, {0, 0, 0, 100});
    row("a batch within, nothing said", "middle", none, false, "no", false, {0, 20, 0, 0});
    row("extract", "extract", extract, false, "-", true, {0, 78, 20, 0});
}

void TestVerifyScope::cut()
{
    QFETCH(const QString, how);
    auto meters = m_world.meters;
    if (how == "end") {
        meters[1].resize(60);
    } else if (how == "begin") {
        meters[1].erase(meters[1].begin(), meters[1].begin() + 20);
    } else if (how == "date") {
        for (auto& meter : meters) {
            meter.resize(40);
        }
    } else if (how == "meter") {
        meters[2].clear();
    } else if (how == "middle") {
        meters[1].erase(meters[1].begin() + 20, meters[1].begin() + 40);
    } else if (how == "extract") {
        meters = {{meters[0][3], meters[0][70]}};
    }
    std::vector<HealthRecord> file;
    for (const auto& meter : meters) {
        file.insert(file.end(), meter.begin(), meter.end());
    }
    VerifyOptions options;
    QFETCH(const int, coverage);
    options.coverage = Coverage(coverage);
    QFETCH(const bool, range);
    if (range) {
        options.from = m_world.meters[0].front().alarmTime;
        options.to = m_world.meters[0].back().alarmTime;
        for (const auto& meter : m_world.meters) {
            options.from = std::min(*options.from, meter.front().alarmTime);
            options.to = std::max(*options.to, meter.back().alarmTime);
        }
    }
    const VerifySummary summary = verify(m_world.ledger, file, options).summary;
    QTEST(summary.intact(), "intact");
    const auto complete = summary.complete();
    QTEST(QString(!complete ? "-" : *complete ? "yes" : "no"), "complete");
    QTEST(summary.passes(), "passes");
    const VerifyScope& scope = summary.scope;
    QCOMPARE(scope.stated(), coverage != int(Coverage::NotStated) || range);
    QFETCH(const QList<int>, held);
    QCOMPARE(QList<int>({int(scope.before.records), int(scope.between.records), int(scope.after.records),
                         int(scope.absent.records)}),
             held);
    QCOMPARE(int(scope.absentActive), how == "meter" ? 1 : how == "extract" ? 3 : 0);
    QCOMPARE(int(scope.meters), int(kMeters) - int(scope.absentActive));
    // Whoever reads the words alone learns of it too.
    const QString words = qs(describe(summary));
    QCOMPARE(words.contains("the ledger holds what the file has not"), held[0] + held[1] + held[2] > 0);
    QCOMPARE(words.contains("active meter is not in the file at all"), how == "meter");
    QCOMPARE(words.contains("and it does NOT"), complete == false && scope.stated());
}

// A stated range that ends inside what the ledger holds is filled by what lies in it.
void TestVerifyScope::statedRangeFilled()
{
    const auto& meter = m_world.meters[0];
    VerifyOptions options;
    options.from = meter[20].alarmTime;
    options.to = meter[79].alarmTime;
    const std::vector<HealthRecord> part(meter.begin() + 20, meter.begin() + 80);
    const VerifySummary summary = verify(m_world.ledger, part, options).summary;
    QVERIFY(summary.intact() && summary.complete() == true && summary.passes());
    QCOMPARE(int(summary.scope.before.records), 20);
    QCOMPARE(int(summary.scope.after.records), 20);
}

void TestVerifyScope::reportNamesEverything()
{
    const auto& meter = m_world.meters[1];
    const std::vector<HealthRecord> part(meter.begin() + 20, meter.begin() + 60);
    const VerifySummary summary = verify(m_world.ledger, part).summary;
    const std::string words = describe(summary);
    for (const std::string& expected :
         {fmt::format("40 of 40 records in this file are the anchored ones: INTACT, from {} to {}, meter {}.",
                      timeOf(meter[20]), timeOf(meter[59]), meter[0].mn),
          fmt::format("before the file's first record of a meter 20 records in 1 batch ({} to {})", timeOf(meter[0]),
                      timeOf(meter[19])),
          fmt::format("after its last 40 records in 2 batches ({} to {})", timeOf(meter[60]), timeOf(meter[99])),
          std::string("3 active meters are not in the file at all: "), m_world.meters[0][0].mn, m_world.meters[2][0].mn,
          m_world.meters[3][0].mn}) {
        QVERIFY2(words.find(expected) != std::string::npos, (expected + " | " + words).c_str());
    }
}

// Of meters that are not in the file only what lies in the stated range is missing.
void TestVerifyScope::absentMetersOfARange()
{
    VerifyOptions options;
    options.coverage = Coverage::AllMeters;
    const auto& meter = m_world.meters[0];
    options.from = meter[0].alarmTime;
    options.to = m_world.meters[2][30].alarmTime;
    std::uint64_t expected = 0;
    for (std::size_t m = 1; m < kMeters; ++m) {
        const auto& other = m_world.meters[m];
        for (std::size_t first = 0; first < kPerMeter; first += kPerBatch) {
            expected += other[first].alarmTime <= *options.to && other[first + kPerBatch - 1].alarmTime >= *options.from
                            ? kPerBatch
                            : 0;
        }
    }
    QVERIFY(expected > 0 && expected < (kMeters - 1) * kPerMeter);
    const VerifySummary summary = verify(m_world.ledger, meter, options).summary;
    QCOMPARE(summary.scope.absent.records, expected);
    QCOMPARE(int(summary.scope.absentActive), int(kMeters - 1));
    QVERIFY(summary.intact() && summary.complete() == false && !summary.passes());
}

void TestVerifyScope::unreadRows_data()
{
    QTest::addColumn<QList<int>>("quotes");   // rows (from 0) in front of whose alarm code a quote is put
    QTest::addColumn<QList<int>>("garbage");  // rows that are no records
    QTest::addColumn<QList<int>>("deleted");
    QTest::addColumn<bool>("backwards");  // newest first
    QTest::addColumn<int>("rejected");
    QTest::addColumn<int>("unread");
    QTest::addColumn<int>("missing");
    QTest::newRow("unclosed quote") << QList<int>{10} << QList<int>{} << QList<int>{} << false << 1 << 90 << 0;
    QTest::newRow("unclosed quote, newest first")
        << QList<int>{10} << QList<int>{} << QList<int>{} << true << 1 << 90 << 0;
    QTest::newRow("quote closed far below")
        << QList<int>{10, 39} << QList<int>{} << QList<int>{} << false << 1 << 30 << 0;
    QTest::newRow("unclosed quote and a deleted row before")
        << QList<int>{50} << QList<int>{} << QList<int>{20} << false << 1 << 50 << 1;
    QTest::newRow("torn row") << QList<int>{} << QList<int>{30} << QList<int>{} << false << 1 << 1 << 0;
    QTest::newRow("torn row and a deleted one elsewhere")
        << QList<int>{} << QList<int>{30} << QList<int>{60} << false << 1 << 1 << 1;
    QTest::newRow("torn row, deleted neighbours")
        << QList<int>{} << QList<int>{30} << QList<int>{29, 31, 32} << false << 1 << 1 << 3;
}

void TestVerifyScope::unreadRows()
{
    QFETCH(const QList<int>, quotes);
    QFETCH(const QList<int>, garbage);
    QFETCH(const QList<int>, deleted);
    QFETCH(const bool, backwards);
    std::vector<HealthRecord> meter = m_world.meters[0];
    if (backwards) {
        std::ranges::reverse(meter);
    }
    std::string text;
    for (int i = 0; i < int(meter.size()); ++i) {
        if (deleted.contains(i)) {
            continue;
        }
        std::string line = garbage.contains(i) ? "torn\n" : csvLine(meter[std::size_t(i)]);
        if (quotes.contains(i)) {
            line.insert(line.find(',') + 1, "\"");
        }
        text += line;
    }
    const TemporaryFolder folder;
    const auto file = folder / "records.csv";
    writeFile(file, text);
    UnreadRows rows;
    const auto source = RecordSource::open(file, csvProfile(), [&](const RejectedRow& row) { rows.add(row); });
    MS_VERIFY_OK(source);
    LedgerReader reader = m_world.ledger.reader();
    VerifyOptions options;
    options.coverage = Coverage::FileMeters;
    options.unread = &rows;
    std::vector<Finding> findings;
    const auto summary =
        Verifier(reader).verifyFile(**source, options, [&](const Finding& finding) { findings.push_back(finding); });
    MS_VERIFY_OK(summary);
    QTEST(int(summary->rejected), "rejected");
    QTEST(int(summary->unread), "unread");
    QTEST(int(summary->count(Verdict::Missing)), "missing");
    QCOMPARE(summary->count(Verdict::Undetermined), summary->unread);
    QVERIFY(!summary->intact() && !summary->passes() && summary->complete() != true);
    for (const Finding& finding : findings) {
        QCOMPARE(finding.reason == "row.unread", finding.verdict == Verdict::Undetermined);
        QVERIFY(finding.verdict != Verdict::Undetermined || finding.line > 0);
    }
}

QTEST_GUILESS_MAIN(TestVerifyScope)
#include "tst_verify_scope.moc"
