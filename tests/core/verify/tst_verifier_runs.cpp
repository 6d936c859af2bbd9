// How a verification runs and ends: threads and memory, stops, callbacks that throw, and the words of a summary.
#include "core/verify/verifier_world.h"

#include <random>

using namespace meterseal;
using namespace meterseal::test;

class tst_VerifierRuns : public QObject {
    Q_OBJECT

private slots:
    void runsAndThreadsChangeNothing();
    void stopWhileReading();
    void stopWhileComparing();
    void callbackThatThrows();
    void describes_data();
    void describes();
};

void tst_VerifierRuns::runsAndThreadsChangeNothing()
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

void tst_VerifierRuns::stopWhileReading()
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

void tst_VerifierRuns::stopWhileComparing()
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

void tst_VerifierRuns::callbackThatThrows()
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

void tst_VerifierRuns::describes_data()
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
        << "4,980 of 4,988 records in this file are the anchored ones: INTACT. 3 are ALTERED: they differ from what "
           "was anchored "
           "in their places. 1 anchored record is MISSING from the file. 2 are EXTRA: their "
           "times are covered by batches, but the batches do not hold them. 1 is NOT_ANCHORED: "
           "no batch covers its meter and time. 2 are UNDETERMINED: something needed to judge "
           "them could not be read or failed its check. Nobody said what the file should hold: "
           "each meter was compared from its first to its last record in it. 2 rows are each an exact copy of "
           "another and are counted once. 1 meter and 1,204 batches were checked. 1 row could "
           "not be read as a record and was NOT checked. 1 batch of these meters lies outside "
           "the checked time range and was NOT checked.";
    summary = {};
    summary.rows = 1234567;
    summary.cancelled = true;
    summary.byVerdict[0] = 1000;
    summary.meters = 10;
    summary.batchesChecked = 10;
    QTest::newRow("stopped")
        << summary
        << "The verification was stopped before its end; the rest was NOT checked (1,000 of "
           "1,234,567 rows read so far had been compared). 1,000 of 1,000 records in "
           "this file are the anchored ones: INTACT. Nobody said what the file should hold: each "
           "meter was compared from its first to its last record in it. 10 meters and 10 batches were checked.";
}

void tst_VerifierRuns::describes()
{
    QFETCH(const VerifySummary, summary);
    QTEST(qs(describe(summary)), "expected");
}

QTEST_APPLESS_MAIN(tst_VerifierRuns)
#include "tst_verifier_runs.moc"
