// The upload page on a real ledger, with mouse, keyboard and dropped files: look at a file, correct its mapping, anchor
// it, see what became of every row, pause, cancel, take receipts away; locked, read-only, and with a very large file.
#include "meterseal/workspace/receipts.h"
#include "pages/upload/import_view.h"
#include "pages/upload/jobs_model.h"
#include "pages/upload/preview_models.h"
#include "pages/upload/rejects_model.h"
#include "ui/support/files.h"
#include "ui/support/upload_desk.h"
#include "ui/support/watchdog.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

#include <fstream>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::oneRecord;
using test::recordsOnLedger;
using test::type;
using Open = test::UploadDesk;

class TstUploadPage : public QObject {
    Q_OBJECT
private slots:
    // Of four records the last one contradicts the first: nothing is anchored before a person said which count.
    void recordsThatContradictAreAsked_data()
    {
        QTest::addColumn<int>("choice");
        QTest::addColumn<quint64>("anchored");
        QTest::newRow("both") << 0 << quint64(4);
        QTest::newRow("first") << 1 << quint64(3);
        QTest::newRow("none") << 3 << quint64(2);
    }
    void recordsThatContradictAreAsked()
    {
        QFETCH(int, choice);
        QFETCH(quint64, anchored);
        Open open;
        QVERIFY(open.good && open.unlockFirst());
        const auto total = [&open] { return quint64(open.desktop.session.ledger()->totals()->records); };
        const quint64 before = total();
        std::string lines;
        std::vector<HealthRecord> records = open.world.builder().records(0, 3);
        records.push_back(records.front());
        records.back().value += 1;
        for (const HealthRecord& record : records) {
            appendCanonical(record, lines);
            lines += '\n';
        }
        QVERIFY(open.drop({open.file("contradict.jsonl", lines)}));
        QTRY_VERIFY(test::visibleChild(&open.desktop.window, "answer_sameTime") != nullptr);
        QVERIFY(!open.desktop.find<QPushButton>("anchorButton")->isEnabled());
        QVERIFY(test::choose(&open.desktop.window, "answer_sameTime", choice));
        QVERIFY(click(&open.desktop.window, "anchorButton"));
        QTRY_COMPARE_WITH_TIMEOUT(total(), before + anchored, test::kPatienceMs);
    }

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
                 QStringLiteral("The time does not have the chosen format"));
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

    // What only a person can say is asked above the mapping, with what each answer gives; once said it is kept for the
    // next file of the kind, and nothing is anchored before.
    void questionsAreAskedOnce()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.unlockFirst());
        auto& window = open.desktop.window;
        QVERIFY(open.drop({open.file("first.csv", open.csv(5, false))}));
        QTRY_VERIFY(test::visibleChild(&window, "answer_time.zone") != nullptr);
        QVERIFY(open.desktop.find<QLabel>("answerShown_time.zone")->text().contains(QStringLiteral("->")));
        QVERIFY(!open.desktop.find("anchorButton")->isEnabled());
        QVERIFY(open.chooseText("answer_time.zone", QStringLiteral("UTC")));
        QTRY_VERIFY(open.desktop.find("anchorButton")->isEnabled());
        QVERIFY(!open.desktop.find("questionList")->isVisible());
        QTRY_VERIFY(open.desktop.find<ToneLabel>("importSpan")->text().contains(QStringLiteral("All 10 records")));
        QVERIFY(click(&window, "anchorButton"));
        QVERIFY(open.jobIs(0, QStringLiteral("Finished")));
        QVERIFY(open.drop({open.file("second.csv", open.csv(7, false))}));
        QTRY_VERIFY(open.summary().contains(QStringLiteral("all are in order")));
        QVERIFY(!open.desktop.find("questionList")->isVisible());
        QVERIFY(open.desktop.find("anchorButton")->isEnabled());
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
        QCOMPARE(rejects->index(0, 1).data().toString(), QStringLiteral("This meter is not registered on the ledger"));
        QCOMPARE(rejects->index(1, 2).data().toString(), QStringLiteral("source.time-form"));
        const auto rejected = open.own / "rejected.csv";
        QVERIFY(click(&open.desktop.window, "saveRejects"));
        QVERIFY(test::typePath(&open.desktop.window, "jobFileDialog", rejected));
        QTRY_VERIFY(std::filesystem::exists(rejected));
        const std::string text = test::readFile(rejected);
        QVERIFY(text.find("Meter;When;Reading m3;Kind;rejectReason;rejectMessage\r\nstranger;") != std::string::npos);

        const auto receipts = open.own / "receipts.jsonl";
        QVERIFY(click(&open.desktop.window, "saveReceipts"));
        QVERIFY(test::typePath(&open.desktop.window, "jobFileDialog", receipts));
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
                     QStringLiteral("Rejected: The time does not have the chosen format"));
    }
};

MS_UI_TEST_MAIN(TstUploadPage)
#include "tst_upload_page.moc"
