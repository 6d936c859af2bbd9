// One job cancelled: what is sealed is committed, the rest is dropped, over a crash too, and the file can be added
// again without anything standing twice.
#include "meterseal/upload/settled_rows.h"
#include "support/qt.h"
#include "support/upload_world.h"

using namespace meterseal;
using test::UploadWorld;

namespace {

constexpr std::size_t kMeters = 4, kRounds = 200;
constexpr std::uint64_t kRows = kMeters * kRounds;

std::multiset<Hash256> allLeaves(const UploadWorld& world)
{
    std::multiset<Hash256> leaves;
    for (std::size_t m = 0; m < kMeters; ++m) {
        for (std::size_t n = 0; n < kRounds; ++n) {
            leaves.insert(leafOf(world.record(m, n)));
        }
    }
    return leaves;
}

// The leaves of the rows that the job says are committed; rows are round-major.
std::multiset<Hash256> committedLeaves(const UploadWorld& world, Uploader& uploader, const std::string& id)
{
    std::multiset<Hash256> leaves;
    for (std::uint64_t row = 1; row <= kRows; ++row) {
        if (uploader.where(id, row)->stage == RowStage::Committed) {
            leaves.insert(leafOf(world.record((row - 1) % kMeters, (row - 1) / kMeters)));
        }
    }
    return leaves;
}

// A world whose chain takes batches and makes no block, with a job of which only a part is sealed.
struct HalfWay {
    HalfWay() : world(kMeters)
    {
        test::writeFile(file(), world.jsonLines(kRounds));
        options = world.options();
        options.batchRecords = 10;
        options.maxUnfinishedBytes = 1;  // the next batch is sealed when the one before is committed
        world.chain.hold(true);
        uploader = world.open(options, 1);
        id = uploader->addFile(file(), test::plainJsonLines()).value();
    }
    std::filesystem::path file() const { return world.folder / "records.jsonl"; }
    JobProgress job() { return *uploader->job(id); }
    bool sealedSome() { return job().batches > 0; }

    UploadWorld world;
    UploadOptions options;
    std::unique_ptr<Uploader> uploader;
    std::string id;
};

}  // namespace

class TestCancelJob : public QObject {
    Q_OBJECT
private slots:
    void sealedStaysUnreadGoes()
    {
        HalfWay half;
        QTRY_VERIFY(half.sealedSome());
        MS_VERIFY_OK(half.uploader->cancelJob(half.id));
        MS_VERIFY_OK(half.uploader->cancelJob(half.id));  // again: nothing more to do
        QVERIFY(half.job().cancelling);
        QVERIFY(half.job().state == JobState::Running);
        MS_VERIFY_REASON(half.uploader->addFile(half.file(), test::plainJsonLines()), "upload.job-cancelling");
        half.world.chain.hold(false);
        QTRY_VERIFY(half.job().state == JobState::Cancelled);
        const JobProgress job = half.job();
        QVERIFY(!job.cancelling);
        QVERIFY(job.finished.ms > 0);
        QVERIFY(job.committedRecords > 0 && job.committedRecords < kRows);
        QCOMPARE(job.committedRecords, job.records);
        QVERIFY(job.dropped > 0);
        QCOMPARE(job.rows, job.records + job.dropped);
        const auto committed = committedLeaves(half.world, *half.uploader, half.id);
        QCOMPARE(committed.size(), std::size_t(job.committedRecords));
        QCOMPARE(half.world.exactlyOnce(committed), std::string());
        QVERIFY(half.uploader->where(half.id, kRows)->stage == RowStage::Dropped);
        QVERIFY(findUploadRow(half.options.folder, half.id, kRows)->stage == RowStage::Dropped);
        MS_VERIFY_REASON(half.uploader->cancelJob(half.id), "upload.job-not-running");
        MS_VERIFY_OK(half.uploader->drain());  // nothing is left to wait for

        MS_VERIFY_OK(half.uploader->addFile(half.file(), test::plainJsonLines()));
        MS_VERIFY_OK(half.uploader->drain());
        QVERIFY(half.job().state == JobState::Done);
        QCOMPARE(half.job().alreadyAnchored, job.committedRecords);
        QCOMPARE(half.world.exactlyOnce(allLeaves(half.world)), std::string());
    }

    void anotherJobGoesOn()
    {
        HalfWay half;
        QTRY_VERIFY(half.sealedSome());
        const auto other = half.world.folder / "other.jsonl";
        const HealthRecord record = half.world.record(0, kRounds + 5);
        test::writeFile(other, canonicalRecord(record) + "\n");
        const auto id = half.uploader->addFile(other, test::plainJsonLines());
        MS_VERIFY_OK(id);
        MS_VERIFY_OK(half.uploader->cancelJob(half.id));
        half.world.chain.hold(false);
        MS_VERIFY_OK(half.uploader->drain());
        QVERIFY(half.job().state == JobState::Cancelled);
        QVERIFY(half.uploader->job(*id)->state == JobState::Done);
        QCOMPARE(half.uploader->job(*id)->committedRecords, 1u);
    }

    void beforeAnythingIsRead()
    {
        UploadWorld world(kMeters);
        const auto file = world.folder / "records.jsonl";
        test::writeFile(file, world.jsonLines(kRounds));
        auto uploader = world.open();
        uploader->pause();
        const auto id = uploader->addFile(file, test::plainJsonLines());
        MS_VERIFY_OK(id);
        MS_VERIFY_OK(uploader->cancelJob(*id));  // while everything rests
        QTRY_VERIFY(uploader->job(*id)->state == JobState::Cancelled);
        QCOMPARE(uploader->job(*id)->records, 0u);
        uploader->resume();
        MS_VERIFY_OK(uploader->drain());
        QCOMPARE(world.exactlyOnce({}), std::string());
    }

    // The journal's folder as a crash would leave it at two moments: right after cancelJob(), and when all unsealed
    // input is dropped.
    void overACrash_data()
    {
        QTest::addColumn<bool>("dropped");
        QTest::newRow("at once") << false;
        QTest::newRow("when all is dropped") << true;
    }
    void overACrash()
    {
        QFETCH(bool, dropped);
        HalfWay half;
        QTRY_VERIFY(half.sealedSome());
        MS_VERIFY_OK(half.uploader->cancelJob(half.id));
        if (dropped) {
            QTRY_COMPARE(half.job().rows, half.job().records + half.job().dropped);
        }
        const auto image = half.world.folder / "after-the-crash";
        std::filesystem::copy(half.options.folder, image, std::filesystem::copy_options::recursive);
        MS_VERIFY_OK(half.uploader->stop());
        half.options.folder = image;
        half.uploader = half.world.open(half.options, 1);
        QVERIFY(half.job().cancelling);
        half.world.chain.hold(false);
        QTRY_VERIFY(half.job().state == JobState::Cancelled);
        QCOMPARE(half.job().committedRecords, half.job().records);
        QVERIFY(half.job().committedRecords < kRows);
        const auto committed = committedLeaves(half.world, *half.uploader, half.id);
        QCOMPARE(half.world.exactlyOnce(committed), std::string());
        // Once more: it stays cancelled, and the same file goes through afterwards.
        half.uploader.reset();
        half.uploader = half.world.open(half.options, 1);
        QVERIFY(half.job().state == JobState::Cancelled);
        MS_VERIFY_OK(half.uploader->addFile(half.file(), test::plainJsonLines()));
        MS_VERIFY_OK(half.uploader->drain());
        QCOMPARE(half.world.exactlyOnce(allLeaves(half.world)), std::string());
    }

    void refusals()
    {
        UploadWorld world(1);
        auto uploader = world.open();
        const std::vector<HealthRecord> records{world.record(0, 0)};
        MS_VERIFY_OK(uploader->submit("gateway", records));
        MS_VERIFY_REASON(uploader->cancelJob("gateway"), "upload.job-is-live");
        MS_VERIFY_REASON(uploader->cancelJob("nothing"), "upload.job-unknown");
        MS_VERIFY_REASON(readJobProfile(world.options().folder, "gateway"), "upload.job-is-live");
        MS_VERIFY_REASON(readJobProfile(world.options().folder, "nothing"), "upload.job-unknown");
    }

    void rejectedRowsInTheirOwnFormat()
    {
        UploadWorld world(1);
        const auto file = world.folder / "readings.csv";
        const std::string t = "2026-11-22T08:00:00.000Z";
        const std::string mn = world.record(0, 0).mn;
        test::writeFile(file, "Meter;When;Value;Note\n" + mn + ";" + t + ";1.5;fine\nstranger;" + t +
                                  ";2;\"kept;as it is\"\n" + mn + ";yesterday;3;x\n");
        MappingProfile profile;
        profile.separator = ";";
        profile.mn.name = "Meter";
        profile.alarmTime.name = "When";
        profile.value.name = "Value";
        profile.alarmCode.constant = "READING";
        auto uploader = world.open();
        const auto id = uploader->addFile(file, profile);
        MS_VERIFY_OK(id);
        MS_VERIFY_OK(uploader->drain());
        const auto target = world.folder / "rejected.csv";
        const auto journal = world.options().folder;
        const auto written = writeRejectedRows(journal, *id, target);
        MS_VERIFY_OK(written);
        QCOMPARE(*written, 2u);
        const std::string text = test::readFile(target);
        QVERIFY(text.starts_with("\xef\xbb\xbfMeter;When;Value;Note;rejectReason;rejectMessage\r\n"));
        QVERIFY(text.find("\r\nstranger;" + t + ";2;\"kept;as it is\";upload.meter-unknown;") != std::string::npos);
        QVERIFY(text.find("\r\n" + mn + ";yesterday;3;x;source.time") != std::string::npos);
        QVERIFY(text.find("fine") == std::string::npos);
        test::writeFile(file, "Meter;When;Value\n");
        MS_VERIFY_REASON(writeRejectedRows(journal, *id, target), "upload.file-changed");
        QVERIFY(test::readFile(target) == text);
    }
};

QTEST_APPLESS_MAIN(TestCancelJob)
#include "tst_cancel_job.moc"
