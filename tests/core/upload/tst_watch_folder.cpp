#include "meterseal/upload/watch_folder.h"

#include "support/qt.h"
#include "support/temporary_folder.h"

#include <mutex>
#include <thread>

using namespace meterseal;

class TestWatchFolder : public QObject {
    Q_OBJECT
private slots:
    void takesCompleteFilesOnce();
    void triesAgainWhenAFileChanges();
    void refusesWhatIsNoFolder();
};

namespace {

struct Seen {
    std::mutex mutex;
    std::vector<std::string> names;
    std::vector<std::string> failures;

    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return names.size();
    }
};

WatchOptions quick(const std::filesystem::path& folder)
{
    return {.folder = folder, .quietFor = std::chrono::milliseconds(60), .pollEvery = std::chrono::milliseconds(10)};
}

}  // namespace

void TestWatchFolder::takesCompleteFilesOnce()
{
    const test::TemporaryFolder folder;
    Seen seen;
    const auto watch = WatchFolder::start(
        quick(folder.path()),
        [&](const std::filesystem::path& file, const Hash256&) {
            const std::lock_guard lock(seen.mutex);
            seen.names.push_back(file.filename().string());
            return Status();
        },
        [](const std::filesystem::path&, const Error&) {});
    MS_VERIFY_OK(watch);
    test::writeFile(folder / "growing.csv", "a");
    for (int i = 0; i < 10; ++i) {
        test::writeFile(folder / "growing.csv", std::string(static_cast<std::size_t>(i + 2), 'a'));
        std::this_thread::sleep_for(std::chrono::milliseconds(15));
    }
    test::writeFile(folder / "upload.part", "b");
    test::writeFile(folder / ".hidden", "c");
    QTRY_COMPARE(seen.count(), std::size_t(1));
    QCOMPARE(seen.names[0], std::string("growing.csv"));
    std::filesystem::rename(folder / "upload.part", folder / "upload.csv");
    QTRY_COMPARE(seen.count(), std::size_t(2));
    test::writeFile(folder / "copy-of-upload.csv", "b");  // the same content
    test::writeFile(folder / "another.csv", "d");
    QTRY_COMPARE(seen.count(), std::size_t(3));
    QTest::qWait(150);
    QCOMPARE(seen.count(), std::size_t(3));
}

void TestWatchFolder::triesAgainWhenAFileChanges()
{
    const test::TemporaryFolder folder;
    Seen seen;
    const auto watch = WatchFolder::start(
        quick(folder.path()),
        [&](const std::filesystem::path& file, const Hash256&) {
            const std::lock_guard lock(seen.mutex);
            seen.names.push_back(file.filename().string());
            return seen.names.size() == 1 ? Status(makeError(ErrorCode::InvalidArgument, "test.refused", "no"))
                                          : Status();
        },
        [&](const std::filesystem::path&, const Error& error) {
            const std::lock_guard lock(seen.mutex);
            seen.failures.push_back(error.reason);
        });
    MS_VERIFY_OK(watch);
    test::writeFile(folder / "file.csv", "bad");
    QTRY_COMPARE(seen.count(), std::size_t(1));
    QTest::qWait(120);
    QCOMPARE(seen.count(), std::size_t(1));
    test::writeFile(folder / "file.csv", "better");
    QTRY_COMPARE(seen.count(), std::size_t(2));
    const std::lock_guard lock(seen.mutex);
    QCOMPARE(seen.failures, std::vector<std::string>({"test.refused"}));
}

void TestWatchFolder::refusesWhatIsNoFolder()
{
    MS_VERIFY_REASON(WatchFolder::start(quick("/no/such/folder"), {}, {}), "upload.watch-folder");
}

QTEST_APPLESS_MAIN(TestWatchFolder)
#include "tst_watch_folder.moc"
