#include "meterseal/upload/uploader.h"

#include "support/qt.h"
#include "support/upload_world.h"

#include <atomic>
#include <thread>

using namespace meterseal;
using test::UploadWorld;

class TestUploader : public QObject {
    Q_OBJECT
private slots:
    void anchorsAFileOnce();
    void takesLiveRecordsFromManyThreads();
    void goesOnAfterAStop();
    void stopsWhileNothingIsTaken();
    void rejectsRecordsOfUnknownMeters();
    void saysWhereARowIs();
    void buildsAgainWhenSomebodyElseTookThePlace();
    void rejectsWhatASuspendedMeterCannotTake();
    void holdsWhilePaused();
    void aPauseHoldsSealedBatches();
    void pushesBack();
    void refusesBadRecordsAsAWhole();
    void publishesSnapshots();
    void locksItsJournal();
};

namespace {

std::multiset<Hash256> leavesOfRounds(const UploadWorld& world, std::size_t rounds)
{
    std::multiset<Hash256> leaves;
    for (std::size_t m = 0; m < world.meters; ++m) {
        for (std::size_t n = 0; n < rounds; ++n) {
            leaves.insert(leafOf(world.record(m, n)));
        }
    }
    return leaves;
}

}  // namespace

void TestUploader::anchorsAFileOnce()
{
    UploadWorld world(5);
    const auto file = world.folder / "records.jsonl";
    const std::string text = world.jsonLines(50);
    test::writeFile(file, text + text.substr(0, text.find('\n') + 1));  // its first row twice
    auto options = world.options();
    options.batchRecords = 20;
    {
        auto uploader = world.open(options, 1);
        const auto id = uploader->addFile(file, test::plainJsonLines());
        MS_VERIFY_OK(id);
        MS_VERIFY_OK(uploader->drain());
        const JobProgress job = *uploader->job(*id);
        QVERIFY(job.state == JobState::Done);
        QCOMPARE(job.rows, 251u);
        QCOMPARE(job.records, 250u);
        QCOMPARE(job.committedRecords, 250u);
        QCOMPARE(job.duplicates + job.alreadyAnchored, 1u);
        QCOMPARE(job.rejected, 0u);
        QCOMPARE(job.committedBatches, 15u);  // 50 records of each of 5 meters, at most 20 a batch
    }
    QCOMPARE(world.exactlyOnce(leavesOfRounds(world, 50)), std::string());
    // Again: with the journal, without it, and under another name.
    for (const bool keepJournal : {true, false}) {
        if (!keepJournal) {
            std::filesystem::remove_all(options.folder);
            std::filesystem::rename(file, world.folder / "other.jsonl");
        }
        auto uploader = world.open(options, 1);
        const auto id = uploader->addFile(keepJournal ? file : world.folder / "other.jsonl", test::plainJsonLines());
        MS_VERIFY_OK(id);
        MS_VERIFY_OK(uploader->drain());
        QCOMPARE(uploader->job(*id)->batches, 0u);
        QCOMPARE(uploader->job(*id)->alreadyAnchored + uploader->job(*id)->duplicates, 251u);
        QCOMPARE(world.exactlyOnce(leavesOfRounds(world, 50)), std::string());
    }
}

void TestUploader::takesLiveRecordsFromManyThreads()
{
    UploadWorld world(8);
    auto uploader = world.open(3);
    std::vector<std::thread> producers;
    std::atomic<int> failures{0};
    for (std::size_t p = 0; p < 4; ++p) {
        producers.emplace_back([&, p] {
            for (std::size_t n = 0; n < 100; ++n) {
                const std::vector<HealthRecord> records{world.record(2 * p, n), world.record(2 * p + 1, n)};
                failures += uploader->submit("gateway", records).ok() ? 0 : 1;
            }
        });
    }
    for (auto& producer : producers) {
        producer.join();
    }
    QCOMPARE(failures.load(), 0);
    MS_VERIFY_OK(uploader->drain());
    QCOMPARE(uploader->snapshot().acknowledged, 800u);
    QCOMPARE(uploader->job("gateway")->committedRecords, 800u);
    QCOMPARE(world.exactlyOnce(leavesOfRounds(world, 100)), std::string());
}

void TestUploader::goesOnAfterAStop()
{
    UploadWorld world(4);
    const auto file = world.folder / "records.jsonl";
    test::writeFile(file, world.jsonLines(200));
    std::multiset<Hash256> expected = leavesOfRounds(world, 200);
    for (int round = 0; round < 6; ++round) {
        auto options = world.options();
        options.batchRecords = 10;
        auto uploader = world.open(options, 2);
        if (round == 0) {
            MS_VERIFY_OK(uploader->addFile(file, test::plainJsonLines()));
        }
        const std::vector<HealthRecord> live{world.record(0, 1000 + static_cast<std::size_t>(round))};
        MS_VERIFY_OK(uploader->submit("gateway", live, std::chrono::seconds(5), 77));
        expected.insert(leafOf(live[0]));
        std::this_thread::sleep_for(std::chrono::milliseconds(round * 7));
        MS_VERIFY_OK(uploader->stop());
        MS_VERIFY_REASON(uploader->submit("gateway", live), "upload.closed");
    }
    auto uploader = world.open(2);
    QCOMPARE(uploader->liveSource("gateway"), 77u);
    MS_VERIFY_OK(uploader->drain());
    QCOMPARE(world.exactlyOnce(expected), std::string());
    for (const JobProgress& job : uploader->jobs()) {
        QVERIFY(job.live || job.state == JobState::Done);
        if (!job.live) {
            QCOMPARE(job.rows, job.rejected + job.duplicates + job.alreadyAnchored + job.records);
            QCOMPARE(job.committedRecords, job.records);
        }
    }
}

// Batches are sealed and in the journal, and the way to the dispatcher is full: all of them are found again.
void TestUploader::stopsWhileNothingIsTaken()
{
    constexpr std::size_t kRounds = 1100;
    UploadWorld world(4);
    const auto file = world.folder / "records.jsonl";
    test::writeFile(file, world.jsonLines(kRounds));
    auto options = world.options();
    options.batchRecords = 1;
    options.batchBuffer.items = 4;
    for (int round = 0; round < 3; ++round) {
        auto uploader = world.open(options, 1);
        const auto id = uploader->addFile(file, test::plainJsonLines());
        MS_VERIFY_OK(id);
        while (uploader->snapshot().batches.activeItems < options.batchBuffer.items &&
               uploader->job(*id)->state == JobState::Running) {
            std::this_thread::yield();
        }
        MS_VERIFY_OK(uploader->stop());
    }
    auto uploader = world.open(1);
    MS_VERIFY_OK(uploader->drain());
    QCOMPARE(world.exactlyOnce(leavesOfRounds(world, kRounds)), std::string());
}

void TestUploader::rejectsRecordsOfUnknownMeters()
{
    UploadWorld world(2);
    const auto file = world.folder / "records.jsonl";
    HealthRecord stranger = world.record(0, 3);
    stranger.mn = "nobody";
    test::writeFile(file, world.jsonLines(3) + canonicalRecord(stranger) + "\nnot json\n");
    auto uploader = world.open();
    const auto rejects = world.folder / "rejects.csv";
    const auto id = uploader->addFile(file, test::plainJsonLines(), {.rejectsFile = rejects});
    MS_VERIFY_OK(id);
    MS_VERIFY_OK(uploader->drain());
    const JobProgress job = *uploader->job(*id);
    QCOMPARE(job.rows, 8u);
    QCOMPARE(job.rejected, 2u);
    QCOMPARE(job.committedRecords, 6u);
    const std::string text = test::readFile(rejects);
    QVERIFY(text.find("upload.meter-unknown") != std::string::npos);
    QVERIFY(text.find("nobody") != std::string::npos);
    QVERIFY(text.find("not json") != std::string::npos);
    const auto place = uploader->where(*id, 7);
    MS_VERIFY_OK(place);
    QVERIFY(place->stage == RowStage::Rejected);
    QCOMPARE(place->reason, std::string("upload.meter-unknown"));
}

void TestUploader::saysWhereARowIs()
{
    UploadWorld world(1);
    const auto file = world.folder / "records.jsonl";
    test::writeFile(file, world.jsonLines(10));
    world.chain.hold(true);
    auto uploader = world.open();
    const auto id = uploader->addFile(file, test::plainJsonLines());
    MS_VERIFY_OK(id);
    const auto stage = [&] { return uploader->where(*id, 4)->stage; };
    QTRY_VERIFY(stage() == RowStage::Submitted);
    QCOMPARE(uploader->where(*id, 4)->node, std::string("node 1 (simulated)"));
    world.chain.hold(false);
    MS_VERIFY_OK(uploader->drain());
    const RowPlace place = *uploader->where(*id, 4);
    QVERIFY(place.stage == RowStage::Committed);
    const auto batches = world.chain.batchesOf(world.builder.meter(0).address);
    QCOMPARE(batches.size(), std::size_t(1));
    QVERIFY(place.tx == batches[0].tx);
    QCOMPARE(place.height, batches[0].height);
    QVERIFY(uploader->where(*id, 11)->stage == RowStage::Unknown);
    MS_VERIFY_REASON(uploader->where("no-such-job", 1), "upload.job-unknown");
    MS_VERIFY_OK(uploader->stop());
    QVERIFY(findUploadRow(world.options().folder, *id, 4)->stage == RowStage::Committed);
}

void TestUploader::buildsAgainWhenSomebodyElseTookThePlace()
{
    UploadWorld world(1);
    auto uploader = world.open();
    world.consortium.setAll({.refuse = 1});
    const std::vector<HealthRecord> first{world.record(0, 0), world.record(0, 1)};
    const std::vector<HealthRecord> second{world.record(0, 2)};
    MS_VERIFY_OK(uploader->submit("gateway", first));
    QTRY_COMPARE(uploader->snapshot().sealedBatches, 1u);
    MS_VERIFY_OK(uploader->submit("gateway", second));
    QTRY_COMPARE(uploader->snapshot().sealedBatches, 2u);
    // Somebody else with the same meter key anchors one of our records and one of theirs.
    const std::vector<HealthRecord> foreign{world.record(0, 1), world.record(0, 50)};
    MS_VERIFY_OK(world.chain.submit(world.builder.convert(0, foreign)));
    world.chain.waitForBlock();
    world.consortium.setAll({});
    MS_VERIFY_OK(uploader->drain());
    std::multiset<Hash256> expected;
    for (const std::size_t n : {0, 1, 2, 50}) {
        expected.insert(leafOf(world.record(0, n)));
    }
    QCOMPARE(world.exactlyOnce(expected), std::string());
    QVERIFY(uploader->snapshot().rebuilt >= 1u);
    QCOMPARE(uploader->job("gateway")->alreadyAnchored, 1u);
    QCOMPARE(uploader->job("gateway")->committedRecords, 2u);
    // Which code the record had that is left of the first batch, no leaf tells; the second batch is whole.
    const auto alarms = readAlarmCounts(world.options().folder, Timestamp{0}, Timestamp{Timestamp::kMaxMs});
    MS_VERIFY_OK(alarms);
    QCOMPARE(alarms->uncounted, 1u);
    QCOMPARE(alarms->rows.size(), std::size_t(1));
    QCOMPARE(alarms->rows.front().records, 1u);
}

void TestUploader::rejectsWhatASuspendedMeterCannotTake()
{
    UploadWorld world(2);
    auto uploader = world.open();
    world.consortium.setAll({.refuse = 1});
    const std::vector<HealthRecord> records{world.record(0, 0), world.record(1, 0)};
    const auto acknowledged = uploader->submit("gateway", records);
    MS_VERIFY_OK(acknowledged);
    QTRY_COMPARE(uploader->snapshot().sealedBatches, 2u);
    MS_VERIFY_OK(world.chain.submit(world.builder.meterAction(0, MeterAction::Suspend)));
    world.chain.waitForBlock();
    world.consortium.setAll({});
    MS_VERIFY_OK(uploader->drain());
    const RowPlace place = *uploader->where("gateway", acknowledged->firstRow);
    QVERIFY(place.stage == RowStage::Rejected);
    QCOMPARE(place.reason, std::string("upload.meter-inactive"));
    QVERIFY(uploader->where("gateway", acknowledged->firstRow + 1)->stage == RowStage::Committed);
    QCOMPARE(world.exactlyOnce({leafOf(records[1])}), std::string());
}

void TestUploader::holdsWhilePaused()
{
    UploadWorld world(1);
    auto uploader = world.open();
    uploader->pause();
    const std::vector<HealthRecord> records{world.record(0, 0)};
    MS_VERIFY_OK(uploader->submit("gateway", records));
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    QVERIFY(uploader->snapshot().paused);
    QVERIFY(!uploader->snapshot().hold.empty());
    QCOMPARE(uploader->snapshot().committedBatches, 0u);
    uploader->resume();
    MS_VERIFY_OK(uploader->drain());
    QCOMPARE(uploader->snapshot().committedRecords, 1u);
}

// What is sealed and not yet with a node stays here too.
void TestUploader::aPauseHoldsSealedBatches()
{
    UploadWorld world(1);
    world.consortium.down(0);
    auto uploader = world.open();
    const std::vector<HealthRecord> records{world.record(0, 0)};
    MS_VERIFY_OK(uploader->submit("gateway", records));
    QTRY_COMPARE(uploader->snapshot().sealedBatches, 1u);
    uploader->pause();
    world.consortium.up(0);
    QTRY_VERIFY(uploader->snapshot().nodes.front().state == NodeState::Usable);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));  // six probes
    QCOMPARE(uploader->snapshot().nodes.front().dealt, 0u);
    QCOMPARE(uploader->snapshot().committedBatches, 0u);
    uploader->resume();
    MS_VERIFY_OK(uploader->drain());
    QCOMPARE(uploader->snapshot().committedRecords, 1u);
}

void TestUploader::pushesBack()
{
    UploadWorld world(1);
    auto options = world.options();
    options.maxBacklogBytes = 4096;
    auto uploader = world.open(options, 1);
    uploader->pause();
    std::multiset<Hash256> expected;
    bool busy = false;
    for (std::size_t n = 0; n < 1000 && !busy; ++n) {
        const std::vector<HealthRecord> records{world.record(0, n)};
        const auto acknowledged = uploader->submit("gateway", records, std::chrono::milliseconds(10));
        if (acknowledged.ok()) {
            expected.insert(leafOf(records[0]));
        } else {
            QCOMPARE(acknowledged.error().reason, std::string("upload.backlog-full"));
            busy = true;
        }
    }
    QVERIFY(busy);
    uploader->resume();
    MS_VERIFY_OK(uploader->drain());
    QCOMPARE(world.exactlyOnce(expected), std::string());
}

void TestUploader::refusesBadRecordsAsAWhole()
{
    UploadWorld world(1);
    auto uploader = world.open();
    std::vector<HealthRecord> records{world.record(0, 0), world.record(0, 1)};
    records[1].alarmCode.clear();
    QVERIFY(!uploader->submit("gateway", records).ok());
    MS_VERIFY_OK(uploader->drain());
    QCOMPARE(world.exactlyOnce({}), std::string());
}

void TestUploader::publishesSnapshots()
{
    UploadWorld world(3);
    auto uploader = world.open(4);
    std::atomic<int> told{0};
    auto subscription = uploader->subscribe([&] { ++told; });
    for (std::size_t n = 0; n < 30; ++n) {
        const std::vector<HealthRecord> records{world.record(n % 3, n)};
        MS_VERIFY_OK(uploader->submit("gateway", records));
    }
    MS_VERIFY_OK(uploader->drain());
    QTRY_VERIFY(told > 0);
    subscription.reset();
    const auto accepted = [&] {
        std::uint64_t sum = 0;
        for (const NodeStatus& node : uploader->snapshot().nodes) {
            sum += node.accepted;
        }
        return sum;
    };
    const UploadSnapshot snapshot = uploader->snapshot();
    QCOMPARE(snapshot.nodes.size(), std::size_t(4));
    QCOMPARE(snapshot.acknowledged, 30u);
    QCOMPARE(snapshot.committedRecords, 30u);
    QVERIFY(snapshot.latencyP50 && *snapshot.latencyP50 > 0);
    QVERIFY(snapshot.latencyP50 <= snapshot.latencyP95 && snapshot.latencyP95 <= snapshot.latencyP99);
    // A commit may be seen before the node's own answer.
    QTRY_COMPARE(accepted(), snapshot.committedBatches);
    for (const NodeStatus& node : uploader->snapshot().nodes) {
        QVERIFY(node.state == NodeState::Usable);
    }
    // The next second of the history holds what was committed, and a restart still shows it.
    const auto sum = [&] {
        std::uint64_t records = 0;
        for (const HistoryPoint& point : uploader->history(HistoryStep::Second, Timestamp{})) {
            records += point.records;
        }
        return records;
    };
    QTRY_COMPARE(sum(), 30u);
    uploader.reset();
    uploader = world.open(1);
    QCOMPARE(sum(), 30u);
}

void TestUploader::locksItsJournal()
{
    UploadWorld world(1);
    auto uploader = world.open();
    MS_VERIFY_REASON(Uploader::open(world.chain, world.consortium.nodes(), world.directory, world.options()),
                     "upload.journal-locked");
}

QTEST_APPLESS_MAIN(TestUploader)
#include "tst_uploader.moc"
