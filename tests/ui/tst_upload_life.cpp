// The uploader's life around the desktop: closing the window with a queue, quitting, being killed, a watched folder.
#include "shell/folder_watch.h"
#include "support/child_process.h"
#include "ui/support/upload_desk.h"

#include <cstdio>
#include <set>
#include <thread>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::kMeterCount;
using test::oneRecord;
using test::recordsOnLedger;
using test::type;
using Open = test::UploadDesk;

namespace {

// ---- The child that is killed: a session with a job under way. ----

int runChild(const std::filesystem::path& folder, const std::filesystem::path& file)
{
    int argc = 1;
    char name[] = "child";
    char* argv[] = {name, nullptr};
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Session session;
    session.openWorkspace(folder, false);
    if (!QTest::qWaitFor([&] { return session.state() == Session::State::Open; }, test::kPatienceMs)) {
        return 2;
    }
    session.unlock(crypto::SecretBytes(std::string_view(test::SmallWorld::kPassphrase)), &session,
                   [](const Status&) {});
    if (!QTest::qWaitFor([&] { return session.upload() != nullptr; }, test::kPatienceMs)) {
        return 2;
    }
    MappingProfile profile;
    profile.format = FileFormat::JsonLines;
    profile.mn.name = "mn";
    profile.alarmCode.name = "alarmCode";
    profile.alarmTime.name = "alarmTime";
    profile.value.name = "value";
    bool added = false;
    auto adding = session.upload()->run(
        &session, [&](UploadEngine& engine) { return engine.uploader->addFile(file, profile).ok(); },
        [&](bool ok) { added = ok; });
    static_cast<void>(QTest::qWaitFor([&] { return added; }, test::kPatienceMs));
    std::puts(added ? "added" : "failed");
    std::fflush(stdout);
    return QApplication::exec();
}

}  // namespace

class TstUploadLife : public QObject {
    Q_OBJECT
private slots:
    void closingAsks()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.unlockFirst());
        auto& window = open.desktop.window;
        QVERIFY(click(&window, "pauseUpload"));
        QTRY_VERIFY(open.desktop.find("uploadBanner")->isVisible());
        const std::string mn = open.world.builder().meter(0).mn;
        const auto file = open.file("a.jsonl", oneRecord(mn));
        const auto before = recordsOnLedger(open.world.folder());
        QVERIFY(open.drop({file}));
        QVERIFY(click(&window, "anchorButton"));
        QVERIFY(open.jobIs(0, QStringLiteral("Paused")));
        window.close();
        QVERIFY(window.isVisible());
        QVERIFY(open.desktop.find("closeQuestion")->isVisible());
        QVERIFY(click(&window, "closeStay"));
        QVERIFY(!open.desktop.find("closeQuestion")->isVisible());
        window.close();
        QTest::keyClick(open.desktop.find("closeWait"), Qt::Key_Escape);
        QVERIFY(!open.desktop.find("closeQuestion")->isVisible());
        // Waiting: the window goes by itself once all is committed.
        window.close();
        QVERIFY(click(&window, "closeWait"));
        QTest::qWait(300);
        QVERIFY(window.isVisible());
        QVERIFY(click(&window, "pauseUpload"));
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), test::kPatienceMs);
        QCOMPARE(recordsOnLedger(open.world.folder()), before + 1);
    }

    void theQueueIsKeptOverQuitting()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.unlockFirst());
        QVERIFY(click(&open.desktop.window, "pauseUpload"));
        QTRY_VERIFY(open.desktop.find("uploadBanner")->isVisible());
        const std::string mn = open.world.builder().meter(0).mn;
        const auto file = open.file("a.jsonl", oneRecord(mn));
        const auto before = recordsOnLedger(open.world.folder());
        QVERIFY(open.drop({file}));
        QVERIFY(click(&open.desktop.window, "anchorButton"));
        QVERIFY(open.jobIs(0, QStringLiteral("Paused")));
        open.desktop.window.close();
        QVERIFY(click(&open.desktop.window, "closeKeep"));
        QVERIFY(!open.desktop.window.isVisible());
        open.quit();
        QCOMPARE(recordsOnLedger(open.world.folder()), before);

        test::Desktop again(open.own / "settings.ini");
        QVERIFY(again.open(open.world.folder()));
        again.window.go(QStringLiteral("upload"));
        const auto rows = [&] { return again.find<DataTable>("uploadJobs")->view()->model(); };
        QTRY_COMPARE(rows()->rowCount(), 1);
        QCOMPARE(rows()->index(0, JobsModel::kState).data().toString(), QStringLiteral("Unfinished"));
        QVERIFY(click(again.find("uploadBanner"), "bannerAction"));
        QVERIFY(test::unlockIn(again.window));
        QTRY_COMPARE_WITH_TIMEOUT(rows()->index(0, JobsModel::kState).data().toString(), QStringLiteral("Finished"),
                                  test::kPatienceMs);
        QCOMPARE(recordsOnLedger(open.world.folder()), before + 1);
    }

    void goesOnAfterBeingKilled()
    {
        test::SmallWorld world({.meters = kMeterCount, .batchesPerMeter = 1, .keys = true, .meterKeys = true});
        const test::TemporaryFolder own;
        std::set<Hash256> leaves;
        std::string lines;
        for (const std::size_t m : {0u, 2u}) {
            for (const HealthRecord& record : world.builder().records(m, 20'000)) {
                appendCanonical(record, lines);
                lines += '\n';
                leaves.insert(leafOf(record));
            }
        }
        world.closeChain();
        const auto file = own / "readings.jsonl";
        test::writeFile(file, lines);
        {
            test::ChildProcess child({"--upload-child", world.folder().string(), file.string()});
            QCOMPARE(child.readLine(test::kPatienceMs).value_or(""), std::string("added"));
            std::this_thread::sleep_for(std::chrono::milliseconds(120));  // wherever it is by then
            child.killAndCollect();
        }
        test::Desktop desktop(own / "settings.ini");
        QVERIFY(desktop.open(world.folder()));
        desktop.window.go(QStringLiteral("upload"));
        auto* const jobs = desktop.find<DataTable>("uploadJobs")->view()->model();
        QTRY_COMPARE(jobs->rowCount(), 1);
        QVERIFY(click(desktop.find("uploadBanner"), "bannerAction"));
        QVERIFY(test::unlockIn(desktop.window));
        // By itself: nobody adds the file again.
        QTRY_COMPARE_WITH_TIMEOUT(jobs->index(0, JobsModel::kState).data().toString(), QStringLiteral("Finished"),
                                  test::kPatienceMs);
        LedgerReader reader = LedgerReader::open(world.folder() / "ledger.db").value();
        std::multiset<Hash256> found;
        for (std::uint64_t seq = 0; seq < reader.totals()->transactions; ++seq) {
            const Result<Transaction> tx = decodeTransaction(reader.wire(seq).value());
            MS_VERIFY_OK(tx);
            found.insert(tx->leaves.begin(), tx->leaves.end());
        }
        std::size_t once = 0;
        for (const Hash256& leaf : leaves) {
            once += found.count(leaf) == 1 ? 1 : 0;
        }
        QCOMPARE(once, leaves.size());
    }

    void aFolderIsWatched()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.unlockFirst());
        const auto folder = open.own / "drop";
        std::filesystem::create_directories(folder);
        QVERIFY(click(&open.desktop.window, "watchButton"));
        QDialog* dialog = test::dialog(&open.desktop.window, "watchDialog");
        QVERIFY(dialog != nullptr);
        QVERIFY(type(dialog, "watchFolder", QStringLiteral("/no/such/folder")));
        QVERIFY(click(dialog, "dialogPrimary"));
        QTRY_VERIFY(test::visibleChild(dialog, "bannerTitle") != nullptr);
        QVERIFY(type(dialog, "watchFolder", qs(folder.string())));
        QVERIFY(click(dialog, "dialogPrimary"));
        QVERIFY(test::gone(&open.desktop.window, "watchDialog"));
        QTRY_VERIFY(open.desktop.session.folderWatch()->watching());
        QCOMPARE(open.desktop.find<ToneLabel>("watchState")->text(), QStringLiteral("Watching drop"));
        const std::string mn = open.world.builder().meter(0).mn;
        test::writeFile(folder / "a.jsonl", oneRecord(mn));
        test::writeFile(folder / "unclear.csv", "a;b\n1;2\n");
        QVERIFY(open.jobIs(0, QStringLiteral("Finished")));
        QTRY_COMPARE_WITH_TIMEOUT(open.desktop.find<ToneLabel>("watchState")->text(),
                                  QStringLiteral("Not taken: unclear.csv"), test::kPatienceMs);
        // Remembered, and the same content is no second job after unlocking again.
        open.desktop.session.lock();
        QVERIFY(open.unlockFirst());
        QTRY_VERIFY(open.desktop.session.folderWatch()->watching());
        QTRY_COMPARE_WITH_TIMEOUT(open.desktop.find<ToneLabel>("watchState")->text(),
                                  QStringLiteral("Not taken: unclear.csv"), test::kPatienceMs);
        QCOMPARE(open.jobs()->rowCount(), 1);
        QCOMPARE(open.job(0, JobsModel::kAnchored), QStringLiteral("0"));
    }
};

int main(int argc, char** argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--upload-child") {
        return runChild(argv[2], argv[3]);
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    theme::apply(application, ThemeChoice::Light, 100);
    TstUploadLife test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_upload_life.moc"
