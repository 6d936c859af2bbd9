// Damage in the upload journal: told from a torn end, named with the rows it took, and never more than what it took.
#include "support/qt.h"
#include "support/upload_world.h"
#include "upload/segment_scan.h"

#include <fmt/format.h>

using namespace meterseal;
using namespace meterseal::test;
using upload::Frame;
using upload::LogDamage;
using upload::LogPosition;
using upload::SegmentLog;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFrames = 6;

// Some syncs of one frame, some of two; `crashed` gets the file as it is while the log is open: zeros ahead, no end.
void makeLog(const fs::path& folder, const fs::path& crashed)
{
    auto log = std::move(*SegmentLog::open(folder, 1u << 20, 512));
    for (std::size_t i = 0; i < kFrames; ++i) {
        log->append(static_cast<std::uint8_t>(1 + i % 2), asBytes(fmt::format("frame {} {}", i, std::string(i, 'f'))));
        if (i % 3 != 1) {
            MS_VERIFY_OK(log->sync());
        }
    }
    fs::copy(folder, crashed, fs::copy_options::recursive);
}

std::vector<std::string> readAll(SegmentLog& log, std::vector<LogDamage>* damage, std::string& reason)
{
    std::vector<std::string> payloads;
    Frame frame;
    for (LogPosition at = log.begin();; at = frame.next) {
        const auto more = log.read(at, frame, damage);
        if (!more.ok() || !*more) {
            reason = more.ok() ? "" : more.error().reason;
            return payloads;
        }
        payloads.emplace_back(frame.payload.begin(), frame.payload.end());
    }
}

// Where the frames of the records log stand.
std::vector<Frame> framesOf(const fs::path& folder)
{
    std::vector<Frame> frames;
    auto log = std::move(*SegmentLog::open(folder, 1u << 20));
    Frame frame;
    for (LogPosition at = log->begin();; at = frame.next) {
        const auto more = log->read(at, frame);
        if (!more.ok() || !*more) {
            return frames;
        }
        frames.push_back(frame);
    }
}

void flip(const fs::path& file, std::uint64_t at)
{
    std::string content = test::readFile(file);
    content[at] = static_cast<char>(content[at] ^ 4);
    writeFile(file, content);
}

}  // namespace

class TestJournalDamage : public QObject {
    Q_OBJECT

private slots:
    // A frame is read as it was written, or its place is told. Nothing that was synced counts as torn, not even in the
    // last sync before a crash.
    void everyFlippedBitIsFoundOrHarmless_data()
    {
        QTest::addColumn<bool>("crash");
        QTest::newRow("closed in peace") << false;
        QTest::newRow("after a crash") << true;
    }
    void everyFlippedBitIsFoundOrHarmless()
    {
        QFETCH(bool, crash);
        const TemporaryFolder folder;
        makeLog(folder / "log", folder / "crashed");
        const fs::path log = folder / (crash ? "crashed" : "log");
        const fs::path file = SegmentLog::files(log).front();
        const std::string good = test::readFile(file);
        std::string reason;
        std::vector<std::string> whole;
        {
            auto opened = SegmentLog::open(log, 1u << 20);
            MS_VERIFY_OK(opened);
            whole = readAll(**opened, nullptr, reason);
            QCOMPARE(whole.size(), kFrames);
        }
        std::size_t flips = 0, harmless = 0;
        const std::size_t used = good.find_last_not_of('\0') + 1;
        for (std::size_t at = 0; at < std::min(good.size(), used + 40); ++at) {
            for (int bit = 0; bit < 8; ++bit, ++flips) {
                for (const auto& entry : fs::directory_iterator(log)) {
                    fs::remove(entry.path());
                }
                std::string bad = good;
                bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
                writeFile(file, bad);
                auto opened = SegmentLog::open(log, 1u << 20);
                MS_VERIFY_OK(opened);
                std::vector<LogDamage> damage;
                const auto payloads = readAll(**opened, &damage, reason);
                QCOMPARE(reason, std::string());
                const QByteArray where = qPrintable(QStringLiteral("byte %1 bit %2").arg(at).arg(bit));
                std::size_t from = 0;
                for (const std::string& payload : payloads) {  // in order, each as it was written
                    const auto found =
                        std::find(whole.begin() + static_cast<std::ptrdiff_t>(from), whole.end(), payload);
                    QVERIFY2(found != whole.end(), where);
                    from = static_cast<std::size_t>(found - whole.begin()) + 1;
                }
                QVERIFY2(payloads.size() + 2 >= kFrames, where);  // what stands behind it is still read
                QVERIFY2(payloads.size() == kFrames || !damage.empty(), where);
                harmless += damage.empty() ? 1 : 0;
            }
        }
        QVERIFY(flips > 1500);
        QVERIFY2(harmless <= 40 * 8, qPrintable(QString::number(harmless)));  // among the zeros behind the end
    }

    // A reader that was not told beforehand stops instead of passing by.
    void damageThatComesLaterStops()
    {
        const TemporaryFolder folder;
        makeLog(folder / "log", folder / "crashed");
        auto log = SegmentLog::open(folder / "log", 1u << 20);
        MS_VERIFY_OK(log);
        flip(SegmentLog::files(folder / "log").front(), 60);
        std::string reason;
        QVERIFY(readAll(**log, nullptr, reason).size() < kFrames);
        QCOMPARE(reason, std::string("upload.journal-damaged"));
    }

    // 13 calls of 10 records, none sealed; one bit of the second is flipped.
    void namesTheRowsAndGoesOn()
    {
        UploadWorld world(1);
        std::multiset<Hash256> leaves;
        {
            auto uploader = world.open();
            uploader->pause();
            for (std::size_t call = 0; call < 13; ++call) {
                std::vector<HealthRecord> records;
                for (std::size_t n = call * 10; n < call * 10 + 10; ++n) {
                    records.push_back(world.record(0, n));
                    if (call != 1) {
                        leaves.insert(leafOf(records.back()));
                    }
                }
                MS_VERIFY_OK(uploader->submit("meters", records, std::chrono::seconds(5)));
            }
        }
        const fs::path folder = world.options().folder / "records";
        const std::vector<Frame> frames = framesOf(folder);
        QCOMPARE(frames.size(), std::size_t(13));
        const fs::path file = SegmentLog::files(folder).front();
        flip(file, frames[1].at.offset + upload::kFrameHeadBytes + 100);
        const std::string damaged = test::readFile(file);
        for (int start = 0; start < 2; ++start) {
            auto uploader = world.open();
            const std::string told = uploader->snapshot().damage;
            if (start == 0) {
                QVERIFY2(told.find("rows 11 to 20 of meters") != std::string::npos, told.c_str());
                QVERIFY2(told.find(file.string()) != std::string::npos, told.c_str());
                MS_VERIFY_OK(uploader->drain());
                const auto place = uploader->where("meters", 15);
                MS_VERIFY_OK(place);
                QVERIFY(place->stage == RowStage::Rejected && place->reason == "upload.journal-damaged");
            }
            QCOMPARE(uploader->job("meters")->rejected, std::uint64_t(10));  // counted once
        }
        QCOMPARE(world.exactlyOnce(leaves), std::string());
        const fs::path kept = fs::path(file).replace_extension(".damaged");
        QVERIFY(test::readFile(kept) == damaged);
        QVERIFY(!fs::exists(fs::path(file).replace_extension(".torn")));
    }

    // Sealed batches that no node took: one is damaged, the others go on, and what the journal has of its records too.
    void aDamagedBatchIsNamed()
    {
        UploadWorld world(3);
        auto options = world.options();
        std::multiset<Hash256> leaves;
        {
            world.consortium.down(0);
            auto uploader = world.open(options, 1);
            std::vector<HealthRecord> records;
            for (std::size_t m = 0; m < world.meters; ++m) {
                for (std::size_t n = 0; n < 20; ++n) {
                    records.push_back(world.record(m, n));
                    leaves.insert(leafOf(records.back()));
                }
            }
            MS_VERIFY_OK(uploader->submit("meters", records, std::chrono::seconds(5)));
            QTRY_VERIFY(uploader->snapshot().sealedRecords == 60);
        }
        const fs::path folder = options.folder / "batches";
        const std::vector<Frame> frames = framesOf(folder);
        QVERIFY(frames.size() >= 3);
        flip(SegmentLog::files(folder).front(), frames[1].at.offset + upload::kFrameHeadBytes + 300);
        world.consortium.up(0);
        auto uploader = world.open(options, 1);
        const std::string told = uploader->snapshot().damage;
        QVERIFY2(told.find("A sealed batch") != std::string::npos, told.c_str());
        QVERIFY2(told.find(world.record(1, 0).mn) != std::string::npos ||
                     told.find("meter 1000000000") != std::string::npos,
                 told.c_str());
        MS_VERIFY_OK(uploader->drain());
        QCOMPARE(world.exactlyOnce(leaves), std::string());  // the records are still in records/
    }

    // The ledger's end was lost: nothing is offered again on another history, and no row is rejected.
    void aShorterLedgerIsRefused()
    {
        UploadWorld world(1), before(1);  // the same ledger, as it was before anything was uploaded
        const auto options = world.options();
        const auto file = world.folder / "records.jsonl";
        writeFile(file, world.jsonLines(30));
        for (int run = 0; run < 2; ++run) {  // the second start reclaims what the first one finished
            auto uploader = world.open(options, 1);
            MS_VERIFY_OK(uploader->addFile(file, plainJsonLines()));
            std::vector<HealthRecord> live{world.record(0, static_cast<std::size_t>(100 + run))};
            MS_VERIFY_OK(uploader->submit("meters", live, std::chrono::seconds(5)));
            MS_VERIFY_OK(uploader->drain());
        }
        auto nodes = before.consortium.nodes();
        nodes.resize(1);
        const auto refused = Uploader::open(before.chain, std::move(nodes), before.directory, options);
        MS_VERIFY_REASON(refused, "upload.ledger-shorter");
        auto uploader = world.open(options, 1);  // the ledger that belongs to it
        QCOMPARE(uploader->snapshot().rejected, std::uint64_t(0));
        QCOMPARE(uploader->job("meters")->rejected, std::uint64_t(0));
    }
};

QTEST_GUILESS_MAIN(TestJournalDamage)
#include "tst_journal_damage.moc"
