// The upload page on a real ledger, with mouse, keyboard and dropped files: look at a file, correct its mapping, anchor
// it, see what became of every row, cancel, take receipts away, close the window with a queue, be killed and go on.
#include "meterseal/workspace/receipts.h"
#include "pages/upload/import_view.h"
#include "pages/upload/job_view.h"
#include "pages/upload/jobs_model.h"
#include "pages/upload/preview_models.h"
#include "pages/upload/rejects_model.h"
#include "shell/folder_watch.h"
#include "support/child_process.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "ui/support/watchdog.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QDropEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <set>
#include <thread>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::type;

namespace {

constexpr std::size_t kMeterCount = 3;

QDateTime timeOf(const HealthRecord& record)
{
    return QDateTime::fromMSecsSinceEpoch(record.alarmTime.ms, Qt::UTC);
}

struct Open {
    explicit Open(bool readOnly = false)
        : world({.meters = kMeterCount, .batchesPerMeter = 1, .keys = true, .meterKeys = true}),
          desktop(own / "settings.ini")
    {
        world.closeChain();
        good = desktop.open(world.folder(), readOnly);
        desktop.window.go(QStringLiteral("upload"));
    }
    // Rows of a file a utility might have: local times, decimal commas, semicolons, a wrong row now and then.
    std::string csv(std::size_t rows, bool wrongOnes)
    {
        std::string all = "Meter;When;Reading m3;Kind\n";
        for (std::size_t n = 0; n < rows; ++n) {
            for (const std::size_t m : {0u, 2u}) {
                HealthRecord record = world.builder().records(m, 1).front();
                const std::string when = timeOf(record).toString(QStringLiteral("yyyy-MM-dd hh:mm:ss")).toStdString();
                all += fmt::format("{};{};{},5;READING\n", record.mn, when, n);
            }
        }
        if (wrongOnes) {
            all += "stranger;2026-01-01 00:00:00;1,0;READING\n";
            all += world.builder().meter(0).mn + ";not a time;1,0;READING\n";
        }
        return all;
    }
    std::filesystem::path file(const char* name, const std::string& content)
    {
        test::writeFile(own / name, content);
        return own / name;
    }
    // As a file manager would drop it on the page.
    bool drop(const std::vector<std::filesystem::path>& files)
    {
        QWidget* const page = desktop.window.page(QStringLiteral("upload"));
        QMimeData data;
        QList<QUrl> urls;
        for (const auto& path : files) {
            urls << QUrl::fromLocalFile(qs(path.string()));
        }
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(page, &enter);
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        if (enter.isAccepted()) {
            QApplication::sendEvent(page, &event);
        }
        return enter.isAccepted();
    }
    bool unlock()
    {
        QDialog* const dialog = test::dialog(&desktop.window, "unlockDialog");
        return dialog != nullptr && type(dialog, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)) &&
               click(dialog, "dialogPrimary") && test::gone(&desktop.window, "unlockDialog");
    }
    bool unlockFirst() { return click(desktop.find("uploadBanner"), "bannerAction") && unlock(); }
    QString summary() { return desktop.find<ToneLabel>("importSummary")->text(); }
    QAbstractItemModel* jobs() { return desktop.find<DataTable>("uploadJobs")->view()->model(); }
    QString job(int row, int column) { return jobs()->index(row, column).data().toString(); }
    bool jobIs(int row, const QString& state)
    {
        return QTest::qWaitFor([&] { return jobs()->rowCount() > row && job(row, JobsModel::kState) == state; },
                               test::kPatienceMs);
    }
    // Chooses in a combo box by its text.
    bool chooseText(const char* name, const QString& wanted)
    {
        auto* const box = qobject_cast<QComboBox*>(test::usable(&desktop.window, name));
        return box != nullptr && test::choose(&desktop.window, name, box->findText(wanted));
    }

    test::SmallWorld world;
    test::TemporaryFolder own;
    test::Desktop desktop;
    bool good = false;
};

// A file in the protocol's own form: one record of the meter.
std::string oneRecord(const std::string& mn, int hour = 0)
{
    return fmt::format("{{\"mn\":\"{}\",\"alarmCode\":\"A\",\"alarmTime\":\"2030-01-01T0{}:00:00Z\",\"value\":1}}\n",
                       mn, hour);
}

std::uint64_t recordsOnLedger(const std::filesystem::path& folder)
{
    return LedgerReader::open(folder / "ledger.db")->totals()->records;
}

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

class TstUploadPage : public QObject {
    Q_OBJECT
private slots:
    void lookCorrectAnchor()
    {
        Open open;
        QVERIFY(open.good);
        auto& window = open.desktop.window;
        QTRY_VERIFY(test::visibleChild(&window, "uploadEmpty") != nullptr);
        const auto file = open.file("readings.csv", open.csv(20, true));
        QVERIFY(open.drop({file}));
        // Columns with known and unknown names: nothing is guessed, everything can be corrected.
        auto* const raw = open.desktop.find<QTableView>("rawTable");
        auto* const parsed = open.desktop.find<QTableView>("parsedTable");
        QTRY_COMPARE(raw->model()->rowCount(), 42);
        QCOMPARE(parsed->model()->rowCount(), 42);
        const QAbstractItemModelTester rawTester(raw->model());
        const QAbstractItemModelTester parsedTester(parsed->model());
        QVERIFY(!open.desktop.find("anchorButton")->isEnabled());
        QVERIFY(open.chooseText("mnColumn", QStringLiteral("Meter")));
        QVERIFY(open.chooseText("alarmTimeColumn", QStringLiteral("When")));
        QVERIFY(open.chooseText("valueColumn", QStringLiteral("Reading m3")));
        QVERIFY(open.chooseText("alarmCodeColumn", QStringLiteral("A constant")));
        QVERIFY(type(&window, "alarmCodeConstant", QStringLiteral("READING")));
        QVERIFY(open.chooseText("timeFormat", QStringLiteral("%Y-%m-%d %H:%M:%S")));
        QVERIFY(type(&window, "timeZone", QStringLiteral("Asia/Shanghai")));
        QVERIFY(open.chooseText("decimalChoice", QStringLiteral("Point .")));
        // With the wrong decimal mark every row is refused, in its place.
        QTRY_VERIFY(open.summary().contains(QStringLiteral("none can be recorded")));
        QVERIFY(!open.desktop.find("anchorButton")->isEnabled());
        QVERIFY(open.chooseText("decimalChoice", QStringLiteral("Comma ,")));
        QTRY_VERIFY2(open.summary().contains(QStringLiteral("1 would be rejected")), qPrintable(open.summary()));
        QCOMPARE(parsed->model()->index(0, ParsedModel::kMeter).data().toString(),
                 qs(open.world.builder().meter(0).mn));
        QCOMPARE(parsed->model()->index(2, ParsedModel::kValue).data().toString(), QStringLiteral("1.5"));
        QCOMPARE(parsed->model()->index(41, 0).data().toString(),
                 QStringLiteral("The time does not have the chosen format."));
        QCOMPARE(parsed->columnSpan(41, 0), int(ParsedModel::kColumns));
        QVERIFY(raw->model()->headerData(2, Qt::Horizontal, Qt::DisplayRole).toString().contains(u"→ Value"));
        // The tables are one list.
        QTest::mouseClick(raw->viewport(), Qt::LeftButton, Qt::NoModifier,
                          raw->visualRect(raw->model()->index(3, 0)).center());
        QCOMPARE(parsed->currentIndex().row(), 3);

        const auto before = recordsOnLedger(open.world.folder());
        QVERIFY(click(&window, "anchorButton"));
        QVERIFY(open.unlock());
        QVERIFY(open.jobIs(0, QStringLiteral("Finished, with rejects")));
        const QAbstractItemModelTester jobsTester(open.jobs());
        QCOMPARE(recordsOnLedger(open.world.folder()), before + 40);
        QCOMPARE(open.job(0, JobsModel::kCommitted), QStringLiteral("40 of 40"));
        QCOMPARE(open.job(0, JobsModel::kRejected), QStringLiteral("2"));
        QCOMPARE(open.job(0, JobsModel::kProgress), open.desktop.format.percent(1));
        rejectsAndReceipts(open, file);
    }

    // In the check of a file and in a job's view; the list itself is walked with all other pages.
    void everythingThatTakesTheKeyboardHasAName()
    {
        QAccessible::setActive(true);
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.unlockFirst());
        const auto nameless = [&open] {
            QStringList faults;
            for (QWidget* widget : open.desktop.window.findChildren<QWidget*>()) {
                const bool takes = widget->isVisible() && widget->isEnabled() && widget->focusProxy() == nullptr &&
                                   (widget->focusPolicy() & Qt::TabFocus) != 0;
                QAccessibleInterface* const accessible =
                    takes ? QAccessible::queryAccessibleInterface(widget) : nullptr;
                if (accessible != nullptr && accessible->text(QAccessible::Name).trimmed().isEmpty()) {
                    faults << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
                }
            }
            return faults;
        };
        QVERIFY(open.drop({open.file("readings.csv", open.csv(3, false))}));
        QTRY_COMPARE(open.desktop.find<QTableView>("rawTable")->model()->rowCount(), 6);
        QVERIFY(open.chooseText("timeFormat", QStringLiteral("%Y-%m-%d %H:%M:%S")));
        QVERIFY(open.chooseText("alarmCodeColumn", QStringLiteral("A constant")));
        QCOMPARE(nameless(), QStringList());
        QVERIFY(open.drop({open.file("a.jsonl", oneRecord(open.world.builder().meter(0).mn))}));
        QVERIFY(click(&open.desktop.window, "anchorButton"));
        QVERIFY(open.jobIs(0, QStringLiteral("Finished")));
        QTRY_VERIFY(open.desktop.find("jobView")->isVisible());
        QCOMPARE(nameless(), QStringList());
        QVERIFY(click(&open.desktop.window, "watchButton"));
        QVERIFY(test::dialog(&open.desktop.window, "watchDialog") != nullptr);
        QCOMPARE(nameless(), QStringList());
    }

    void severalFilesKeepTheMapping()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.unlockFirst());
        const std::string mn = open.world.builder().meter(0).mn;
        QVERIFY(open.drop({open.file("a.jsonl", oneRecord(mn, 1)), open.file("b.jsonl", oneRecord(mn, 2))}));
        QTRY_VERIFY(open.summary().contains(QStringLiteral("all are in order")));
        QVERIFY(open.desktop.find<QLabel>("importFile")->text().contains(QStringLiteral("1 more")));
        QVERIFY(click(&open.desktop.window, "anchorButton"));
        QTRY_VERIFY(open.desktop.find<QLabel>("importFile")->text().startsWith(QStringLiteral("b.jsonl")));
        QVERIFY(click(&open.desktop.window, "anchorButton"));
        QVERIFY(open.jobIs(0, QStringLiteral("Finished")));
        QVERIFY(open.jobIs(1, QStringLiteral("Finished")));
        QVERIFY(open.desktop.find("jobView")->isVisible());
    }

    void profilesAreSavedAndLoaded()
    {
        Open open;
        QVERIFY(open.good);
        const auto file = open.file("readings.csv", open.csv(3, false));
        QVERIFY(open.drop({file}));
        QTRY_COMPARE(open.desktop.find<QTableView>("rawTable")->model()->rowCount(), 6);
        QVERIFY(open.chooseText("mnColumn", QStringLiteral("Meter")));
        QVERIFY(!open.desktop.find("saveProfile")->isEnabled());  // it could not be loaded again
        QVERIFY(open.chooseText("alarmTimeColumn", QStringLiteral("When")));
        QVERIFY(open.chooseText("valueColumn", QStringLiteral("Reading m3")));
        QVERIFY(open.chooseText("alarmCodeColumn", QStringLiteral("Kind")));
        QVERIFY(open.chooseText("timeFormat", QStringLiteral("%Y-%m-%d %H:%M:%S")));
        QVERIFY(type(&open.desktop.window, "timeZone", QStringLiteral("Asia/Shanghai")));
        QVERIFY(open.chooseText("ambiguousChoice", QStringLiteral("Take the later")));
        open.desktop.find<QPlainTextEdit>("alarmCodes")->setFocus();
        QTest::keyClicks(open.desktop.find<QPlainTextEdit>("alarmCodes"), QStringLiteral("READING = R"));
        auto* const view = open.desktop.find<ImportView>("importView");
        const auto saved = open.own / "a.profile.json";
        QTRY_VERIFY(open.desktop.find("saveProfile")->isEnabled());
        view->saveProfile(qs(saved.string()));
        QTRY_VERIFY(std::filesystem::exists(saved));
        const auto profile = loadProfile(saved);
        MS_VERIFY_OK(profile);
        QCOMPARE(profile->mn.name.value_or(""), std::string("Meter"));
        QVERIFY(profile->ambiguous == AmbiguousTime::Later);
        QCOMPARE(profile->alarmCodes.at("READING"), std::string("R"));

        MappingProfile whole = *profile;
        whole.alarmCode = {.name = "Kind", .column = {}, .constant = {}};
        whole.alarmTime = {.name = "When", .column = {}, .constant = {}};
        whole.value = {.name = {}, .column = 3, .constant = {}};
        whole.timeFormat = "%Y-%m-%d %H:%M:%S";
        whole.timeZone = "UTC";
        whole.decimalMark = ',';
        test::writeFile(saved, profileToJson(whole));
        view->loadProfile(qs(saved.string()));
        QTRY_VERIFY2(open.summary().contains(QStringLiteral("all are in order")), qPrintable(open.summary()));
        QCOMPARE(open.desktop.find<QTableView>("parsedTable")->model()->index(0, 1).data().toString(),
                 QStringLiteral("R"));
        test::writeFile(saved, "{");
        view->loadProfile(qs(saved.string()));
        QTRY_VERIFY(test::visibleChild(view, "bannerTitle") != nullptr);
    }

    void pauseAndCancel()
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
        QVERIFY(click(&window, "cancelJob"));
        auto* const confirm = open.desktop.find("confirmCancel");
        QVERIFY(confirm->isVisible());
        QVERIFY(click(confirm, "bannerAction"));
        QVERIFY(open.jobIs(0, QStringLiteral("Cancelled")));
        QVERIFY(click(&window, "pauseUpload"));
        QTRY_VERIFY(!open.desktop.find("uploadBanner")->isVisible());
        QCOMPARE(recordsOnLedger(open.world.folder()), before);
        QVERIFY(type(&window, "whereRow", QStringLiteral("1")));
        QVERIFY(click(&window, "whereButton"));
        QTRY_VERIFY(open.desktop.find<ToneLabel>("whereAnswer")->text().startsWith(QStringLiteral("Not anchored")));
    }

    void lockedShowsTheJournal()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.unlockFirst());
        const std::string mn = open.world.builder().meter(0).mn;
        QVERIFY(open.drop({open.file("a.jsonl", oneRecord(mn))}));
        QVERIFY(click(&open.desktop.window, "anchorButton"));
        QVERIFY(open.jobIs(0, QStringLiteral("Finished")));
        open.desktop.session.lock();
        QVERIFY(open.desktop.find("uploadBanner")->isVisible());
        QTRY_COMPARE(open.jobs()->rowCount(), 1);
        QVERIFY(test::visibleChild(&open.desktop.window, "pauseUpload") == nullptr);
        QVERIFY(type(&open.desktop.window, "whereRow", QStringLiteral("1")));
        QVERIFY(click(&open.desktop.window, "whereButton"));
        QTRY_VERIFY(open.desktop.find<ToneLabel>("whereAnswer")->text().startsWith(QStringLiteral("Committed")));
        QVERIFY(open.unlockFirst());
        QTRY_VERIFY(!open.desktop.find("uploadBanner")->isVisible());
    }

    void readOnlyExplainsItself()
    {
        Open open(true);
        QVERIFY(open.good);
        QVERIFY(open.desktop.find("uploadBanner")->isVisible());
        QVERIFY(test::visibleChild(&open.desktop.window, "chooseFiles") == nullptr);
        QVERIFY(!open.drop({open.file("a.csv", "x\n")}));
    }

    void aLargeFileIsOnlyLookedAt()
    {
        Open open;
        QVERIFY(open.good);
        const auto file = open.own / "large.jsonl";
        {
            std::ofstream out(file, std::ios::binary);
            for (int i = 0; i < 1'000'000; ++i) {
                out << "{\"mn\":\"1\",\"alarmCode\":\"A\",\"alarmTime\":\"2030-01-01T00:00:00Z\",\"value\":" << i
                    << "}\n";
            }
        }
        QTest::qWait(300);
        test::EventLoopWatchdog watchdog;
        QVERIFY(open.drop({file}));
        QTRY_COMPARE(open.desktop.find<QTableView>("rawTable")->model()->rowCount(), 100);
        QTRY_VERIFY(open.summary().contains(QStringLiteral("the first 100 rows")));
        for (int i = 0; i < 20; ++i) {
            QTest::keyClick(open.desktop.find<QTableView>("rawTable"), Qt::Key_PageDown);
        }
        MS_VERIFY_LOOP_FREE(watchdog);
    }

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
        open.desktop.session.close();
        QCOMPARE(recordsOnLedger(open.world.folder()), before);

        test::Desktop again(open.own / "settings.ini");
        QVERIFY(again.open(open.world.folder()));
        again.window.go(QStringLiteral("upload"));
        const auto rows = [&] { return again.find<DataTable>("uploadJobs")->view()->model(); };
        QTRY_COMPARE(rows()->rowCount(), 1);
        QCOMPARE(rows()->index(0, JobsModel::kState).data().toString(), QStringLiteral("Unfinished"));
        QVERIFY(click(again.find("uploadBanner"), "bannerAction"));
        QDialog* const dialog = test::dialog(&again.window, "unlockDialog");
        QVERIFY(type(dialog, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(click(dialog, "dialogPrimary"));
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
        QDialog* const dialog = test::dialog(&desktop.window, "unlockDialog");
        QVERIFY(type(dialog, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(click(dialog, "dialogPrimary"));
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

    void howLongItTakes()
    {
        JobProgress job;
        job.id = "a";
        job.bytesTotal = 1000;
        QCOMPARE(settledShare(job), std::optional<double>(0.0));
        JobPace pace;
        const JobPace::Clock::time_point start{};
        QVERIFY(!pace.leftMs(job, start));
        job.bytesRead = 500;
        job.rows = 50;
        job.committedRecords = 25;
        QCOMPARE(settledShare(job), std::optional<double>(0.25));
        QVERIFY(!pace.leftMs(job, start + std::chrono::milliseconds(500)));  // too early to tell
        QCOMPARE(pace.leftMs(job, start + std::chrono::seconds(10)), std::optional<std::int64_t>(30'000));
        job.bytesRead = 1000;
        job.rows = 100;
        job.committedRecords = 100;
        QVERIFY(*settledShare(job) < 1);  // not before it has ended
        job.state = JobState::Done;
        QCOMPARE(settledShare(job), std::optional<double>(1.0));
        QVERIFY(!pace.leftMs(job, start + std::chrono::seconds(20)));
    }

private:
    void rejectsAndReceipts(Open& open, const std::filesystem::path& file)
    {
        auto& window = open.desktop.window;
        auto* const tabs = open.desktop.find<QTabWidget>("jobTabs");
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, Qt::NoModifier, tabs->tabBar()->tabRect(1).center());
        QAbstractItemModel* const rejects = open.desktop.find<DataTable>("rejectsTable")->view()->model();
        QTRY_COMPARE(rejects->rowCount(), 2);
        const QAbstractItemModelTester tester(rejects);
        QCOMPARE(rejects->index(0, 0).data().toString(), QStringLiteral("41"));
        QCOMPARE(rejects->index(0, 1).data().toString(), QStringLiteral("This meter is not registered on the ledger."));
        QCOMPARE(rejects->index(1, 2).data().toString(), QStringLiteral("source.time-form"));
        auto* const view = open.desktop.find<JobView>("jobView");
        const auto rejected = open.own / "rejected.csv";
        view->writeRejects(qs(rejected.string()));
        QTRY_VERIFY(std::filesystem::exists(rejected));
        const std::string text = test::readFile(rejected);
        QVERIFY(text.find("Meter;When;Reading m3;Kind;rejectReason;rejectMessage\r\nstranger;") != std::string::npos);

        const auto receipts = open.own / "receipts.jsonl";
        view->writeReceipts(qs(receipts.string()));
        QTRY_VERIFY(std::filesystem::exists(receipts));
        std::ifstream in(receipts);
        LedgerReader reader = LedgerReader::open(open.world.folder() / "ledger.db").value();
        std::size_t count = 0;
        for (std::string line; std::getline(in, line); ++count) {
            const auto receipt = parseReceipt(line);
            MS_VERIFY_OK(receipt);
            const Result<TxRow> row = reader.transactionByHash(receipt->claim.tx);
            MS_VERIFY_OK(row);
            const Result<Transaction> tx = decodeTransaction(reader.wire(row->seq).value());
            MS_VERIFY_OK(tx);
            QVERIFY(tx->leaves.at(*receipt->claim.leafIndex) == receipt->leaf);
            QVERIFY(receipt->fileSha256 == *hashFile(file));
        }
        QCOMPARE(count, std::size_t(40));
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, Qt::NoModifier, tabs->tabBar()->tabRect(0).center());
        QVERIFY(type(&window, "whereRow", QStringLiteral("42")));
        QTest::keyClick(open.desktop.find("whereRow"), Qt::Key_Return);
        QTRY_COMPARE(open.desktop.find<ToneLabel>("whereAnswer")->text(),
                     QStringLiteral("Rejected: The time does not have the chosen format."));
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
    TstUploadPage test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_upload_page.moc"
