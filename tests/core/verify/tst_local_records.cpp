// The order of a batch, duplicates, and the way through temporary files.
#include "support/qt.h"
#include "support/record_generator.h"
#include "support/temporary_folder.h"
#include "verify/local_records.h"

#include <algorithm>
#include <csignal>
#include <random>

#include <sys/resource.h>

using namespace meterseal;
using namespace meterseal::verify;

namespace {

std::vector<SourceRow> rowsOf(const std::vector<HealthRecord>& records)
{
    std::vector<SourceRow> rows;
    for (const HealthRecord& record : records) {
        rows.push_back({record, rows.size() + 1, rows.size() + 1});
    }
    return rows;
}

// All meters' records, each meter sorted and without duplicates.
std::vector<HealthRecord> throughLocalRecords(LocalRecords& local, std::uint64_t& dropped)
{
    std::vector<HealthRecord> all;
    std::vector<LocalRecord> group;
    while (local.nextMeter(group, {}).value()) {
        dropped += local.sortForBatch(group, {}).value();
        for (const LocalRecord& record : group) {
            all.push_back(local.toRecord(record));
        }
    }
    return all;
}

}  // namespace

class tst_LocalRecords : public QObject {
    Q_OBJECT

private slots:
    void ordersLikeABatch();
    void runsGiveTheSame_data();
    void runsGiveTheSame();
    void largeMeterIsMergedInOrder();
    void noTemporaryFolder();
    void diskFull();
    void stopIsHeard();
};

void tst_LocalRecords::ordersLikeABatch()
{
    // Codes and values whose texts and bytes sort differently from what one would expect.
    const std::vector<std::string> codes = {"A", "A x", "A!", "AB", "a", "反流", "\"quoted\"", "B\\", "é"};
    const std::vector<double> values = {0, 1, 10, 1.5, -1, 1e21, 1e-7, 100, 123456789, 0.1, -0.0};
    std::mt19937 random(7);
    std::vector<HealthRecord> records;
    for (const std::string& code : codes) {
        for (const double value : values) {
            for (const std::int64_t time : {5000, 1000}) {
                records.push_back({"M1", code, value, Timestamp{time}});
            }
        }
    }
    std::shuffle(records.begin(), records.end(), random);
    LocalRecords local(1000, {});
    MS_VERIFY_OK(local.add(rowsOf(records)));
    MS_VERIFY_OK(local.finish());
    std::uint64_t dropped = 0;
    const std::vector<HealthRecord> found = throughLocalRecords(local, dropped);

    std::ranges::sort(records, batchOrder);
    // 0 and -0 are written alike, so they are one record.
    const auto same = [](const auto& a, const auto& b) { return canonicalRecord(a) == canonicalRecord(b); };
    records.erase(std::unique(records.begin(), records.end(), same), records.end());
    QCOMPARE(dropped, std::uint64_t(codes.size() * 2));
    QCOMPARE(found.size(), records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        QCOMPARE(qs(canonicalRecord(found[i])), qs(canonicalRecord(records[i])));
    }
}

void tst_LocalRecords::runsGiveTheSame_data()
{
    QTest::addColumn<qulonglong>("memoryRecords");
    QTest::addColumn<qulonglong>("runs");
    QTest::newRow("all in memory") << qulonglong(1000000) << qulonglong(0);
    QTest::newRow("exactly full") << qulonglong(6000) << qulonglong(0);
    QTest::newRow("one more") << qulonglong(5999) << qulonglong(2);
    QTest::newRow("six runs") << qulonglong(1000) << qulonglong(6);
    QTest::newRow("a run a record or two") << qulonglong(60) << qulonglong(100);
}

void tst_LocalRecords::runsGiveTheSame()
{
    QFETCH(const qulonglong, memoryRecords);
    test::RecordGeneratorOptions options;
    options.meters = 50;
    options.recordsPerMeter = 100;
    options.order = test::RecordOrder::RoundRobin;
    std::vector<HealthRecord> records = test::RecordGenerator(options).all();
    const std::vector<HealthRecord> again(records.begin(), records.begin() + 1000);  // retransmissions, in other runs
    records.insert(records.end(), again.begin(), again.end());

    const test::TemporaryFolder folder;
    LocalRecords local(memoryRecords, folder.path());
    MS_VERIFY_OK(local.add(rowsOf(records)));
    MS_VERIFY_OK(local.finish());
    QTEST(qulonglong(local.runCount()), "runs");
    QVERIFY(std::filesystem::is_empty(folder.path()));  // the files have no names
    QCOMPARE(local.size(), std::uint64_t(6000));
    std::uint64_t dropped = 0;
    const std::vector<HealthRecord> found = throughLocalRecords(local, dropped);
    QCOMPARE(dropped, std::uint64_t(1000));

    options.order = test::RecordOrder::Grouped;  // meters in order of appearance, times ascending
    QVERIFY(found == test::RecordGenerator(options).all());
}

void tst_LocalRecords::largeMeterIsMergedInOrder()
{
    test::RecordGeneratorOptions options;
    options.meters = 1;
    options.recordsPerMeter = 100001;
    std::vector<HealthRecord> records = test::RecordGenerator(options).all();
    const std::vector<HealthRecord> ordered = records;
    std::shuffle(records.begin(), records.end(), std::mt19937(3));
    LocalRecords local(1u << 20, {});
    MS_VERIFY_OK(local.add(rowsOf(records)));
    MS_VERIFY_OK(local.finish());
    std::uint64_t dropped = 0;
    QVERIFY(throughLocalRecords(local, dropped) == ordered);
}

void tst_LocalRecords::noTemporaryFolder()
{
    const test::TemporaryFolder folder;
    LocalRecords local(1, folder / "absent");
    const auto rows = rowsOf({{"M1", "x", 1, Timestamp{1}}, {"M1", "x", 2, Timestamp{2}}});
    MS_VERIFY_REASON(local.add(rows), "verify.temporary-folder");
}

void tst_LocalRecords::diskFull()
{
    // A limit on the size of files stands for the full disk: write() fails in the same way.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{64 * 1024, before.rlim_max};
    const test::TemporaryFolder folder;
    test::RecordGeneratorOptions options;
    options.meters = 1;
    options.recordsPerMeter = 2001;
    const std::vector<SourceRow> rows = rowsOf(test::RecordGenerator(options).all());
    LocalRecords local(2000, folder.path());
    setrlimit(RLIMIT_FSIZE, &small);
    const Status status = local.add(rows);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_DFL);
    MS_VERIFY_REASON(status, "verify.temporary-io");
    QVERIFY(std::filesystem::is_empty(folder.path()));
}

void tst_LocalRecords::stopIsHeard()
{
    std::stop_source source;
    source.request_stop();
    LocalRecords local(10, {});
    MS_VERIFY_OK(local.add(rowsOf({{"M1", "x", 1, Timestamp{1}}})));
    MS_VERIFY_OK(local.finish());
    std::vector<LocalRecord> group;
    MS_VERIFY_REASON(local.nextMeter(group, source.get_token()), "verify.cancelled");
    LocalRecords full(1, {});
    const auto rows = rowsOf({{"M1", "x", 1, Timestamp{1}}, {"M1", "x", 2, Timestamp{2}}});
    MS_VERIFY_REASON(full.add(rows, source.get_token()), "verify.cancelled");
    group.resize(3);
    MS_VERIFY_REASON(local.sortForBatch(group, source.get_token()), "verify.cancelled");
}

QTEST_APPLESS_MAIN(tst_LocalRecords)
#include "tst_local_records.moc"
