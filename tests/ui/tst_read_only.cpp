// A ledger opened read-only: after opening, walking over every page, verifying a file and closing, nothing on disk has
// changed: not a byte, a size, a time, a name, nor a lock.
#include "pages/verify/file_view.h"
#include "pages/verify/verify_widget.h"
#include "support/qt.h"
#include "ui/support/checked_files.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"

#include "meterseal/crypto/sha256.h"

#include <QLabel>
#include <QSignalSpy>

#include <fstream>
#include <map>
#include <sys/stat.h>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

struct OnDisk {
    Hash256 sha256;
    off_t size = 0;
    mode_t mode = 0;
    std::int64_t modifiedNs = 0, changedNs = 0;  // contents; contents, name or rights
    int locks = 0;                               // of anybody, by the kernel's own list
    bool operator==(const OnDisk&) const = default;
};

int locksOf(ino_t inode)
{
    int count = 0;
    std::ifstream list("/proc/locks");
    for (std::string line; std::getline(list, line);) {
        count += line.find(':' + std::to_string(inode) + ' ') != std::string::npos ? 1 : 0;
    }
    return count;
}

std::int64_t ns(const timespec& time)
{
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

std::map<std::string, OnDisk> everythingIn(const std::filesystem::path& folder)
{
    std::map<std::string, OnDisk> all;
    const auto note = [&all](const std::filesystem::path& file) {
        struct stat found {};
        if (::stat(file.c_str(), &found) == 0) {
            const bool plain = S_ISREG(found.st_mode);
            all[file.string()] = {plain ? crypto::sha256(test::readFile(file)) : Hash256(),
                                  found.st_size,
                                  found.st_mode,
                                  ns(found.st_mtim),
                                  ns(found.st_ctim),
                                  locksOf(found.st_ino)};
        }
    };
    note(folder);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        note(entry.path());
    }
    return all;
}

QString difference(const std::map<std::string, OnDisk>& before, const std::map<std::string, OnDisk>& after)
{
    QStringList all;
    for (const auto& [name, state] : after) {
        const auto old = before.find(name);
        if (old == before.end()) {
            all << qs(name) + QStringLiteral(" is new");
        } else if (!(old->second == state)) {
            all << qs(name) + QStringLiteral(" changed: size %1 to %2, locks %3 to %4, modified %5 ns later")
                                  .arg(old->second.size)
                                  .arg(state.size)
                                  .arg(old->second.locks)
                                  .arg(state.locks)
                                  .arg(state.modifiedNs - old->second.modifiedNs);
        }
    }
    for (const auto& [name, state] : before) {
        if (after.count(name) == 0) {
            all << qs(name) + QStringLiteral(" is gone");
        }
    }
    return all.join(u'\n');
}

}  // namespace

class TestReadOnly : public QObject {
    Q_OBJECT
private slots:
    void nothingOnDiskChanges_data()
    {
        QTest::addColumn<bool>("crashed");
        QTest::newRow("closed in order") << false;
        // The writer still has it open: its write-ahead log lies beside the ledger, and its lock is held.
        QTest::newRow("with a writer's log beside it") << true;
    }
    void nothingOnDiskChanges()
    {
        QFETCH(bool, crashed);
        test::SmallWorld world({.meters = 6, .batchesPerMeter = 2, .recordsPerBatch = 5, .keys = true});
        test::TemporaryFolder own;
        const auto files = test::makeCheckedFiles(world, own.path());
        if (!crashed) {
            world.closeChain();
        }
        test::TemporaryFolder evidence;
        // The evidence is a copy, as an appraiser gets it; nobody writes to it.
        std::filesystem::copy(world.folder(), evidence / "case", std::filesystem::copy_options::recursive);
        const auto folder = evidence / "case";
        std::filesystem::copy(files.altered, folder / "claim.jsonl");
        const auto before = everythingIn(folder);
        QVERIFY(before.size() >= 5);
        {
            test::Desktop desktop(own / "settings.ini");
            QVERIFY(desktop.open(folder, true));
            QVERIFY(desktop.session.readOnly());
            QStringList places;
            for (const auto& page : desktop.registry.pages()) {
                places << page.id();
            }
            places << QStringLiteral("ledger/transactions") << QStringLiteral("ledger/block/2")
                   << QStringLiteral("ledger/tx/") + qs(files.tx.hex())
                   << QStringLiteral("meters/") + qs(files.records.front().mn) << QStringLiteral("verify/record");
            for (const QString& place : places) {
                desktop.window.go(place);
                QTest::qWait(60);
            }
            desktop.window.go(QStringLiteral("verify/file/") + qs((folder / "claim.jsonl").string()));
            auto* const page = desktop.find("verifyPage");
            QSignalSpy ended(static_cast<VerifyWidget*>(page)->fileView(), &FileView::ended);
            QVERIFY(test::verifyNow(page));
            QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
            QCOMPARE(test::visibleChild<QLabel>(page, "verdictTitle")->text(), QStringLiteral("NOT INTACT"));
            desktop.window.go(QStringLiteral("ledger/check"));
            QVERIFY(test::click(&desktop.window, "checkStart"));
            QTRY_COMPARE_WITH_TIMEOUT(desktop.find<QLabel>("checkState")->text(), QStringLiteral("The ledger holds"),
                                      test::kPatienceMs);
            QCOMPARE(difference(before, everythingIn(folder)), QString());  // while it is open
            desktop.session.close();
        }
        QCOMPARE(difference(before, everythingIn(folder)), QString());
    }

    // What the comparison above would say of a change.
    void aChangeIsSeen()
    {
        test::TemporaryFolder folder;
        test::writeFile(folder / "a", "one");
        const auto before = everythingIn(folder.path());
        QCOMPARE(difference(before, everythingIn(folder.path())), QString());
        test::writeFile(folder / "a", "two");
        QVERIFY(difference(before, everythingIn(folder.path())).contains(QStringLiteral("changed")));
        test::writeFile(folder / "b", {});
        QVERIFY(difference(before, everythingIn(folder.path())).contains(QStringLiteral("is new")));
    }
};

MS_UI_TEST_MAIN(TestReadOnly)
#include "tst_read_only.moc"
