// The one room for files: a file appears whole or not at all, a person's files are left alone, names are bytes, and the
// seam makes writes and syncs fail and forgets what was not synced.
#include "file/faults.h"
#include "file/file_lock.h"
#include "meterseal/crypto/hash_file.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/file/whole_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <filesystem>
#include <set>

using namespace meterseal;
namespace fs = std::filesystem;

namespace {

std::set<std::string> namesIn(const fs::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.insert(entry.path().filename().native());
    }
    return names;
}

std::string contentOf(const fs::path& file)
{
    return readWhole(file, 1u << 20).value();
}

}  // namespace

class TestFile : public QObject {
    Q_OBJECT

private slots:
    void appearsWholeOrNotAtAll()
    {
        const test::TemporaryFolder folder;
        const fs::path target = folder.path() / "out.csv";
        QVERIFY(replaceFile(folder.path() / "out.csv.part", "a person's own\n").ok());
        {
            auto left = WholeFile::make(target);
            QVERIFY(left.ok());
            left->stream() << "half";
            QVERIFY(!fs::exists(target));
        }
        QVERIFY((namesIn(folder.path()) == std::set<std::string>{"out.csv.part"}));
        auto file = WholeFile::make(target);
        QVERIFY(file.ok());
        file->stream() << "one\n" << 2 << "\n";
        QVERIFY(file->commit().ok());
        QVERIFY(contentOf(target) == "one\n2\n");
        QVERIFY(contentOf(folder.path() / "out.csv.part") == "a person's own\n");
        QVERIFY((namesIn(folder.path()) == std::set<std::string>{"out.csv", "out.csv.part"}));
    }

    void replacesOnlyWhereAsked()
    {
        const test::TemporaryFolder folder;
        const fs::path target = folder.path() / "out.csv";
        auto late = WholeFile::make(target);
        QVERIFY(late.ok() && late->file().write("ours").ok());
        QVERIFY(replaceFile(target, "came meanwhile").ok());
        const Status refused = late->commit(Replace::No);
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().reason == "file.exists");
        QVERIFY(contentOf(target) == "came meanwhile");
        QVERIFY(namesIn(folder.path()).size() == 1);
        fs::create_directory(folder.path() / "folder");
        QVERIFY(WholeFile::make(folder.path() / "folder").error().reason == "file.not-a-file");
    }

    void keepsPermissionsAndLinks()
    {
        const test::TemporaryFolder folder;
        const fs::path target = folder.path() / "real";
        QVERIFY(replaceFile(target, "old", kPrivateMode).ok());
        fs::create_symlink("real", folder.path() / "link");
        QVERIFY(replaceFile(folder.path() / "link", "new").ok());
        QVERIFY(fs::is_symlink(folder.path() / "link"));
        QVERIFY(contentOf(target) == "new");
        QVERIFY((fs::status(target).permissions() & fs::perms::mask) ==
                (fs::perms::owner_read | fs::perms::owner_write));
    }

    void namesAreBytes()
    {
        const test::TemporaryFolder folder;
        const fs::path target = folder.path() / std::string("z\xE4hler\xFF.csv");
        QVERIFY(replaceFile(target, "content").ok());
        QVERIFY(namesIn(folder.path()).contains("z\xE4hler\xFF.csv"));
        QVERIFY(*hashFile(target) == crypto::sha256("content"));
        const fs::path longest = folder.path() / std::string(255, 'n');
        QVERIFY(replaceFile(longest, "content").ok());
    }

    void everyFailureKeepsTheOldContent_data()
    {
        QTest::addColumn<unsigned>("write");
        QTest::addColumn<unsigned>("sync");
        QTest::newRow("the disk is full") << 1u << 0u;
        QTest::newRow("the content does not reach the disk") << 0u << 1u;
    }
    void everyFailureKeepsTheOldContent()
    {
        QFETCH(unsigned, write);
        QFETCH(unsigned, sync);
        const test::TemporaryFolder folder;
        const fs::path target = folder.path() / "state.json";
        QVERIFY(replaceFile(target, "old").ok());
        const FileFaults faults({.failWrite = write, .failSync = sync});
        const Status failed = replaceFile(target, "the new content");
        QVERIFY(!failed.ok());
        QVERIFY(failed.error().code == ErrorCode::Io);
        QVERIFY(contentOf(target) == "old");
        QVERIFY(namesIn(folder.path()).size() == 1);
    }

    void forgetsWhatWasNotSynced()
    {
        const test::TemporaryFolder folder;
        FileFaults faults({});
        auto file = File::open(folder.path() / "log", OpenFor::Writing);
        QVERIFY(file.ok());
        QVERIFY(file->write("kept and ").ok());
        QVERIFY(file->sync().ok());
        QVERIFY(file->write("lost").ok());
        QVERIFY(file->writeAt(0, asBytes("KEPT")).ok());
        QVERIFY(file->truncate(6).ok());
        faults.dropUnsynced();
        QVERIFY(contentOf(folder.path() / "log") == "kept and ");
        QCOMPARE(faults.writes(), 3u);
        QCOMPARE(faults.syncs(), 1u);
    }

    void removesWhatAKilledProgramLeft()
    {
        const test::TemporaryFolder folder;
        QVERIFY(replaceFile(folder.path() / ".state.json.0badcafe.tmp", "").ok());
        QVERIFY(replaceFile(folder.path() / ".hidden.tmp", "").ok());
        QVERIFY(replaceFile(folder.path() / "state.json.tmp", "").ok());
        removeUnfinished(folder.path());
        QVERIFY((namesIn(folder.path()) == std::set<std::string>{".hidden.tmp", "state.json.tmp"}));
    }

    void oneHolderAtATime()
    {
        const test::TemporaryFolder folder;
        const fs::path file = folder.path() / "lock";
        auto first = FileLock::acquire(file, "test.locked", "The thing");
        QVERIFY(first.ok());
        const auto second = FileLock::acquire(file, "test.locked", "The thing", std::chrono::milliseconds(20));
        QVERIFY(!second.ok());
        QVERIFY(second.error().code == ErrorCode::Busy);
        QVERIFY(second.error().reason == "test.locked");
        first = makeError(ErrorCode::Internal, "released", "");
        QVERIFY(FileLock::acquire(file, "test.locked", "The thing").ok());
    }

    void temporaryFilesHaveNoName()
    {
        const test::TemporaryFolder folder;
        auto file = makeTemporaryFile(folder.path());
        QVERIFY(file.ok());
        QVERIFY(namesIn(folder.path()).empty());
        QVERIFY(file->writeAt(3, asBytes("abc")).ok());
        char back[8] = {};
        QVERIFY(*file->readAt(0, back, sizeof back) == 6);
        QVERIFY(std::string_view(back + 3, 3) == "abc");
    }

    void hashesNothingThatChanges()
    {
        const test::TemporaryFolder folder;
        const fs::path file = folder.path() / "records.csv";
        QVERIFY(replaceFile(file, "one").ok());
        FileStamp seen;
        QVERIFY(hashFile(file, &seen).ok());
        QVERIFY(*stampOf(file) == seen);
        QVERIFY(replaceFile(file, "two").ok());
        QVERIFY(!(*stampOf(file) == seen));
        QVERIFY(hashFile(folder.path()).error().reason == "file.not-a-file");
        QVERIFY(hashFile(folder.path() / "none").error().reason == "file.not-found");
    }
};

QTEST_GUILESS_MAIN(TestFile)
#include "tst_file.moc"
