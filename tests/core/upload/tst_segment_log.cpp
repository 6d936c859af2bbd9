#include "upload/segment_log.h"

#include "support/qt.h"
#include "support/temporary_folder.h"

#include <random>

using namespace meterseal;
using upload::Frame;
using upload::LogPosition;
using upload::SegmentLog;

class TestSegmentLog : public QObject {
    Q_OBJECT
private slots:
    void keepsFramesInOrder();
    void cutsATornEnd();
    void namesDamageInTheMiddle();
    void removesSegments();
    void writesZerosAhead();
    void cutsATornEndAmongZeros();
    void zerosEndAClosedSegment();
};

namespace {

Bytes payloadOf(std::size_t i)
{
    return Bytes(i % 300, static_cast<std::uint8_t>(i));
}

std::string readAll(SegmentLog& log, std::vector<Bytes>& payloads, std::vector<upload::LogDamage>* damage = nullptr)
{
    Frame frame;
    for (LogPosition at = log.begin();; at = frame.next) {
        const auto more = log.read(at, frame, damage);
        if (!more.ok()) {
            return more.error().reason;
        }
        if (!*more) {
            return {};
        }
        payloads.push_back(frame.payload);
    }
}

std::unique_ptr<SegmentLog> filled(const std::filesystem::path& folder, std::size_t frames, std::uint64_t prepare = 0)
{
    auto log = std::move(*SegmentLog::open(folder, 2048, prepare));
    for (std::size_t i = 0; i < frames; ++i) {
        log->append(1, payloadOf(i));
        if (i % 3 == 0 && !log->sync().ok()) {
            return nullptr;
        }
    }
    return log->sync().ok() ? std::move(log) : nullptr;
}

}  // namespace

void TestSegmentLog::keepsFramesInOrder()
{
    const test::TemporaryFolder folder;
    {
        const auto log = filled(folder.path(), 100);
        QVERIFY(log != nullptr);
        QVERIFY(log->segments().size() > 1);
        log->append(1, payloadOf(100));  // never synced
    }
    const auto log = SegmentLog::open(folder.path(), 4096);
    MS_VERIFY_OK(log);
    std::vector<Bytes> payloads;
    QCOMPARE(readAll(**log, payloads), std::string());
    QCOMPARE(payloads.size(), std::size_t(100));
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        QVERIFY(payloads[i] == payloadOf(i));
    }
}

// A crash may cut the last segment anywhere: what was whole before stays, nothing is taken for a frame that is none.
void TestSegmentLog::cutsATornEnd()
{
    const test::TemporaryFolder folder;
    QVERIFY(filled(folder.path(), 20) != nullptr);
    const auto file = SegmentLog::files(folder.path()).back();
    const std::string whole = test::readFile(file);
    std::mt19937 random(5);
    for (std::size_t cut = 0; cut <= whole.size(); cut += 1 + random() % 40) {
        std::string torn = whole.substr(0, cut);
        if (cut % 2 == 1) {
            torn += std::string(7, 'x');  // old bytes of the disk
        }
        for (const auto& other : SegmentLog::files(folder.path())) {  // begun behind damage by the round before
            if (other > file) {
                std::filesystem::remove(other);
            }
        }
        test::writeFile(file, torn);
        auto log = SegmentLog::open(folder.path(), 4096);
        MS_VERIFY_OK(log);
        std::vector<Bytes> payloads;
        std::vector<upload::LogDamage> damage;  // old bytes where all of a frame was: not what a crash leaves
        QCOMPARE(readAll(**log, payloads, &damage), std::string());
        for (std::size_t i = 0; i < payloads.size(); ++i) {
            QVERIFY(payloads[i] == payloadOf(i));
        }
        const std::size_t before = payloads.size();
        (*log)->append(1, payloadOf(299));
        MS_VERIFY_OK((*log)->sync());
        payloads.clear();
        QCOMPARE(readAll(**log, payloads, &damage), std::string());
        QCOMPARE(payloads.size(), before + 1);
        QVERIFY(payloads.back() == payloadOf(299));
    }
}

void TestSegmentLog::namesDamageInTheMiddle()
{
    const test::TemporaryFolder folder;
    QVERIFY(filled(folder.path(), 100) != nullptr);
    const auto file = SegmentLog::files(folder.path()).front();
    std::string content = test::readFile(file);
    content[content.size() / 2] ^= 1;
    test::writeFile(file, content);
    const auto log = SegmentLog::open(folder.path(), 4096);
    MS_VERIFY_OK(log);
    std::vector<Bytes> payloads;
    QCOMPARE(readAll(**log, payloads), std::string("upload.journal-damaged"));
}

void TestSegmentLog::removesSegments()
{
    const test::TemporaryFolder folder;
    const auto log = filled(folder.path(), 100);
    QVERIFY(log != nullptr);
    const std::vector<std::uint64_t> segments = log->segments();
    const std::uint64_t before = log->bytes();
    for (const std::uint64_t segment : segments) {
        MS_VERIFY_OK(log->remove(segment));
    }
    QCOMPARE(log->segments().size(), std::size_t(1));  // the one being written stays
    QVERIFY(log->bytes() < before);
    MS_VERIFY_OK(log->roll());
    log->append(1, payloadOf(1));
    MS_VERIFY_OK(log->sync());
    std::vector<Bytes> payloads;
    QCOMPARE(readAll(*log, payloads), std::string());
    QVERIFY(payloads.back() == payloadOf(1));
}

// What lies on the disk while the log is open is what a crash would leave.
void TestSegmentLog::writesZerosAhead()
{
    const test::TemporaryFolder folder, crashed;
    {
        const auto log = filled(folder.path(), 8, 1024);
        QVERIFY(log != nullptr);
        QCOMPARE(log->segments().size(), std::size_t(1));
        const auto file = SegmentLog::files(folder.path()).front();
        QVERIFY(std::filesystem::file_size(file) > log->bytes());
        QCOMPARE(log->end().offset, log->bytes());
        std::filesystem::copy(folder.path(), crashed / "log");
    }
    // Closed in peace, it is as long as its frames.
    QCOMPARE(std::filesystem::file_size(SegmentLog::files(folder.path()).front()),
             (*SegmentLog::open(folder.path(), 2048))->bytes());
    const auto log = SegmentLog::open(crashed / "log", 2048, 1024);
    MS_VERIFY_OK(log);
    for (const auto& entry : std::filesystem::directory_iterator(crashed / "log")) {
        QVERIFY(entry.path().extension() == ".seg");  // nothing was torn
    }
    std::vector<Bytes> payloads;
    QCOMPARE(readAll(**log, payloads), std::string());
    QCOMPARE(payloads.size(), std::size_t(8));
    (*log)->append(1, payloadOf(8));
    MS_VERIFY_OK((*log)->sync());
    payloads.clear();
    QCOMPARE(readAll(**log, payloads), std::string());
    QCOMPARE(payloads.size(), std::size_t(9));
    QVERIFY(payloads.back() == payloadOf(8));
}

// Of a frame that was never synced any part may have reached the disk, between zeros.
void TestSegmentLog::cutsATornEndAmongZeros()
{
    const test::TemporaryFolder folder;
    QVERIFY(filled(folder.path(), 8) != nullptr);
    const auto file = SegmentLog::files(folder.path()).front();
    const std::string whole = test::readFile(file);
    for (const std::size_t gap : {0u, 1u, 20u, 700u}) {
        test::writeFile(file, whole + std::string(gap, '\0') + "part of a frame" + std::string(500, '\0'));
        const auto log = SegmentLog::open(folder.path(), 2048, 1024);
        MS_VERIFY_OK(log);
        std::vector<Bytes> payloads;
        QCOMPARE(readAll(**log, payloads), std::string());
        QCOMPARE(payloads.size(), std::size_t(8));
        QCOMPARE((*log)->bytes(), std::uint64_t(whole.size()));
        const std::string aside = test::readFile(std::filesystem::path(file).replace_extension(".torn"));
        QCOMPARE(aside, std::string(gap, '\0') + "part of a frame");
    }
}

void TestSegmentLog::zerosEndAClosedSegment()
{
    const test::TemporaryFolder folder;
    QVERIFY(filled(folder.path(), 100) != nullptr);
    const auto file = SegmentLog::files(folder.path()).front();
    const std::string whole = test::readFile(file);
    std::vector<Bytes> payloads;
    test::writeFile(file, whole + std::string(5000, '\0'));
    QCOMPARE(readAll(**SegmentLog::open(folder.path(), 2048), payloads), std::string());
    QCOMPARE(payloads.size(), std::size_t(100));
    // A hole in the middle is damage, not an end.
    test::writeFile(file, whole + std::string(5000, '\0') + "x");
    QCOMPARE(readAll(**SegmentLog::open(folder.path(), 2048), payloads), std::string("upload.journal-damaged"));
}

QTEST_APPLESS_MAIN(TestSegmentLog)
#include "tst_segment_log.moc"
