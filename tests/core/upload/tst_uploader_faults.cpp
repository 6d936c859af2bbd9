// What an uploader says when it cannot go on: a journal whose disk is full, options and jobs that cannot be.
#include "support/qt.h"
#include "support/upload_world.h"

#include <csignal>
#include <sys/resource.h>

using namespace meterseal;
using namespace meterseal::test;

namespace {

// While it lives no file of this process grows beyond a few bytes: write() fails as on a full disk.
class FullDisk {
public:
    FullDisk() : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = 16;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

}  // namespace

class TestUploaderFaults : public QObject {
    Q_OBJECT

private slots:
    // What was acknowledged before is anchored once there is room; what could not be written was never acknowledged.
    void fullDisk()
    {
        UploadWorld world(1);
        std::multiset<Hash256> expected;
        {
            auto uploader = world.open();
            const std::vector<HealthRecord> first{world.record(0, 0)};
            MS_VERIFY_OK(uploader->submit("gateway", first));
            expected.insert(leafOf(first[0]));
            {
                const FullDisk full;
                const std::vector<HealthRecord> second{world.record(0, 1)};
                const auto refused = uploader->submit("gateway", second);
                MS_VERIFY_REASON(refused, "upload.journal-io");
                QVERIFY(refused.error().code == ErrorCode::Io);
                QVERIFY2(!refused.error().message.empty(), refused.error().message.c_str());
            }
            // It sticks, and every later caller hears of it.
            const std::vector<HealthRecord> third{world.record(0, 2)};
            QVERIFY(!uploader->submit("gateway", third).ok());
            QTRY_VERIFY(!uploader->snapshot().error.empty());
            QVERIFY(!uploader->stop().ok());
        }
        auto uploader = world.open();
        const std::vector<HealthRecord> again{world.record(0, 3)};
        MS_VERIFY_OK(uploader->submit("gateway", again));
        expected.insert(leafOf(again[0]));
        MS_VERIFY_OK(uploader->drain());
        QCOMPARE(world.exactlyOnce(expected), std::string());
    }

    void refusedCalls()
    {
        UploadWorld world(1);
        MS_VERIFY_REASON(Uploader::open(world.chain, {}, world.directory, world.options()), "upload.options");
        UploadOptions nowhere = world.options();
        nowhere.folder.clear();
        MS_VERIFY_REASON(Uploader::open(world.chain, world.consortium.nodes(), world.directory, nowhere),
                         "upload.options");
        auto uploader = world.open();
        MS_VERIFY_REASON(uploader->job("nobody"), "upload.job-unknown");
        MS_VERIFY_REASON(uploader->addFile(world.folder / "none.jsonl", plainJsonLines()), "upload.file");
        MS_VERIFY_REASON(uploader->addFile(world.folder.path(), plainJsonLines()), "upload.file");
        const auto file = world.folder / "records.jsonl";
        writeFile(file, world.jsonLines(3));
        const auto id = uploader->addFile(file, plainJsonLines());
        MS_VERIFY_OK(id);
        const std::vector<HealthRecord> records{world.record(0, 9)};
        MS_VERIFY_REASON(uploader->submit(*id, records), "upload.job-is-file");
        // A wait that is called off leaves everything as it is.
        uploader->pause();
        std::stop_source stop;
        stop.request_stop();
        MS_VERIFY_OK(uploader->submit("gateway", records));
        const Status waited = uploader->drain(stop.get_token());
        QVERIFY(!waited.ok() && waited.error().code == ErrorCode::Cancelled);
        uploader->resume();
        MS_VERIFY_OK(uploader->drain());
    }
};

QTEST_GUILESS_MAIN(TestUploaderFaults)
#include "tst_uploader_faults.moc"
