// The verify page on a real ledger, with mouse and keyboard: a true file, an altered one, a stop, trouble, reports.
#include "meterseal/record/canonical_json.h"
#include "meterseal/workspace/sample.h"
#include "pages/verify/findings_model.h"
#include "support/qt.h"
#include "support/record_generator.h"
#include "ui/support/cut_off.h"
#include "ui/support/verify_desktop.h"
#include "ui/support/watchdog.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"
#include "widgets/merkle_tree_panel.h"
#include "widgets/table_export.h"

#include <QPlainTextEdit>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>

#include <ctime>

using namespace meterseal;
using namespace meterseal::ui;
using test::CheckedFiles;
using test::click;
using test::type;
using Open = test::VerifyDesktop;

namespace {

double processMs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// Of meters this ledger has never heard of.
std::filesystem::path strangersFile(const test::TemporaryFolder& folder, std::uint32_t meters, std::uint32_t each)
{
    const auto file = folder / "strangers.jsonl";
    test::RecordGenerator({.meters = meters, .recordsPerMeter = each}).writeJsonLines(file);
    return file;
}

}  // namespace

class TestVerifyPage : public QObject {
    Q_OBJECT
private slots:
    void aTrueFileIsIntactOutLoud()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(test::visibleChild(open.page(), "verifyEmpty") != nullptr);
        QVERIFY(open.drop(open.files.intact));
        QTRY_VERIFY(open.label("profileInWords").contains(QStringLiteral("JSON Lines")));
        QVERIFY(open.verify(open.files.intact));
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("INTACT"));
        QCOMPARE(open.label("verdictSentence"), QStringLiteral("All 40 records are exactly as they were anchored."));
        // The meter has two older batches, which this file does not cover: said, with the number.
        QVERIFY(open.label("notChecked").startsWith(QStringLiteral("2 batches of these meters")));
        QVERIFY(test::visibleChild(open.page(), "findingsTable") == nullptr);
        open.desktop.settings.setLanguage(Language::Chinese);
        QTRY_COMPARE(open.label("verdictTitle"), QStringLiteral("核验通过"));
    }

    void whatWasVerifiedStandsInTheAuditLog()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.verify(open.files.intact));
        QVERIFY(open.verify(open.files.altered));
        const AuditLog log = open.desktop.session.workspace()->auditLog();
        const auto entries = [&log] {
            auto page = log.page({.action = "verify.file"}, std::nullopt, Direction::Newer, 10);
            return page ? page->rows : std::vector<AuditEntry>();
        };
        QTRY_COMPARE(entries().size(), std::size_t(2));
        const auto both = entries();
        QCOMPARE(QString::fromStdString(both[0].details.at("verdict")), QStringLiteral("intact"));
        QCOMPARE(QString::fromStdString(both[1].details.at("verdict")), QStringLiteral("not-intact"));
        QCOMPARE(QString::fromStdString(both[1].subject.at("file")),
                 QString::fromStdString(open.files.altered.string()));
        QCOMPARE(both[1].subject.at("sha256").size(), std::size_t(64));
    }

    void anAlteredFileAndItsFindings()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.verify(open.files.altered));
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("NOT INTACT"));
        QVERIFY(open.label("notChecked").startsWith(QStringLiteral("1 row could not be read")));
        FindingsModel* const model = open.view()->model();
        QCOMPARE(model->rowCount(), 5);
        QStringList verdicts;
        for (int row = 0; row < 5; ++row) {
            verdicts << open.verdictOf(row);
        }
        verdicts.sort();
        // The first that is wrong is shown at once, and stays shown in the other language.
        QTableView* const list = open.desktop.find<DataTable>("findingsTable")->view();
        QCOMPARE(list->currentIndex().row(), 1);
        list->selectRow(3);
        open.desktop.settings.setLanguage(Language::Chinese);
        open.desktop.settings.setLanguage(Language::English);
        QCOMPARE(list->currentIndex().row(), 3);
        QCOMPARE(verdicts, (QStringList{QStringLiteral("ALTERED"), QStringLiteral("EXTRA"), QStringLiteral("MISSING"),
                                        QStringLiteral("NOT_ANCHORED"), QStringLiteral("NOT_READ")}));
        // Filter: all, altered, missing, ...
        QVERIFY(test::choose(open.page(), "verdictFilter", 1));
        QTRY_COMPARE(model->rowCount(), 1);
        QCOMPARE(open.verdictOf(0), QStringLiteral("ALTERED"));
        QVERIFY(model->index(0, 0).data(TableModel::ToneRole).isValid());

        QTableView* const table = open.desktop.find<DataTable>("findingsTable")->view();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(model->index(0, 1)).center());
        const HealthRecord& was = open.files.records[CheckedFiles::kAltered];
        const auto shown = [&](const QString& words) {
            for (const auto* label : test::visibleChild(open.page(), "findingFacts")->findChildren<QLabel*>()) {
                if (label->text().contains(words)) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY(shown(QStringLiteral("The value: anchored was ") + qs(formatNumber(was.value))));
        QVERIFY(shown(Format::shortHash(leafOf(was))));
        QVERIFY(shown(Format::shortHash(leafOf(open.files.alteredRecord()))));
        QVERIFY(shown(QStringLiteral("4 of 40")));

        auto* const tabs = test::visibleChild<QTabWidget>(open.page(), "findingTabs");
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(1).center());
        auto* const tree = test::visibleChild(open.page(), "findingView")->findChild<MerkleTreeView*>();
        QVERIFY(tree->isVisible());
        QCOMPARE(tree->chosenLeaf(), std::optional<std::uint32_t>(CheckedFiles::kAltered));
        QVERIFY(tree->differs({0, CheckedFiles::kAltered}) && !tree->differs({0, CheckedFiles::kAltered + 1}));
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(2).center());
        QVERIFY(click(open.page(), "copyCalculation"));
        QVERIFY(QApplication::clipboard()->text().contains(qs(open.files.tx.hex())));
        QVERIFY(QApplication::clipboard()->text().contains(qs(canonicalRecord(was))));

        // To the transaction, with the leaf lit in its tree there too.
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(0).center());
        QVERIFY(click(open.page(), "openTransaction"));
        QTRY_COMPARE(open.desktop.window.place(),
                     QStringLiteral("ledger/tx/%1/%2").arg(qs(open.files.tx.hex())).arg(CheckedFiles::kAltered));
        auto* const there = open.desktop.find("transactionView")->findChild<MerkleTreeView*>();
        QTRY_COMPARE(there->chosenLeaf(), std::optional<std::uint32_t>(CheckedFiles::kAltered));
        QVERIFY(there->isVisible() && there->tree().leafCount() == 40);
        // And back: the result is still there.
        QVERIFY(click(&open.desktop.window, "backButton"));
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("NOT INTACT"));
    }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<int>("percent");
        QTest::addColumn<bool>("chinese");
        for (const int percent : {100, 125, 150}) {
            QTest::addRow("en %d", percent) << percent << false;
            QTest::addRow("zh %d", percent) << percent << true;
        }
    }
    // With results on the screen, which the walk over all pages does not see.
    void nothingIsCutOff()
    {
        QFETCH(int, percent);
        QFETCH(bool, chinese);
        const auto restore = qScopeGuard([] { theme::apply(*qApp, ThemeChoice::Light, 100); });
        theme::apply(*qApp, ThemeChoice::Light, percent);
        Open open;
        QVERIFY(open.good);
        open.desktop.settings.setTextPercent(percent);
        open.desktop.settings.setLanguage(chinese ? Language::Chinese : Language::English);
        QVERIFY(open.verify(open.files.altered));
        QStringList faults;
        // Once all of it has been read.
        auto* const calculation = test::visibleChild(open.page(), "findingView")->findChild<QPlainTextEdit*>();
        QTRY_VERIFY(!calculation->toPlainText().isEmpty());
        auto* const tabs = test::visibleChild<QTabWidget>(open.page(), "findingTabs");
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QTest::qWait(150);
            faults << test::cutOff(open.desktop.window);
        }
        open.view()->writeReport(qs((open.own / "report.pdf").string()));
        QTRY_VERIFY(open.page()->findChild<QWidget*>(QStringLiteral("saveReport"))->isEnabled());
        QTest::qWait(150);
        faults << test::cutOff(open.desktop.window);
        open.desktop.window.go(QStringLiteral("verify/record"));
        QVERIFY(type(open.page(), "recordMeter", QStringLiteral("!")));  // with its fault
        QTest::qWait(150);
        faults << test::cutOff(open.desktop.window);
        const QSize least = open.desktop.window.minimumSizeHint();
        QVERIFY2(least.width() <= 1280 && least.height() <= 800,
                 qPrintable(QStringLiteral("needs %1 x %2").arg(least.width()).arg(least.height())));
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void anExtractMissesNothing()
    {
        Open open;
        QVERIFY(open.good);
        auto some = open.files.records;
        some.erase(some.begin() + 5, some.begin() + 15);
        const auto file = open.own / "extract.jsonl";
        test::writeFile(file, test::linesOf(some));
        QVERIFY(open.verify(file));
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("NOT COMPLETE"));
        QVERIFY(test::choose(open.page(), "coverage", 2));
        QSignalSpy ended(open.view(), &FileView::ended);
        QVERIFY(test::verifyNow(open.page()));
        QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("INTACT"));
        QVERIFY(open.label("notChecked").contains(QStringLiteral("as an extract")));
    }

    // A file shows nothing of what was cut from its end. It is asked for once, and the answer is in the verdict.
    void asksWhatTheFileShouldHold()
    {
        Open open;
        QVERIFY(open.good);
        auto some = open.files.records;
        some.resize(some.size() - 10);
        const auto file = open.own / "cut.jsonl";
        test::writeFile(file, test::linesOf(some));
        QVERIFY(open.drop(file));
        QVERIFY(test::usable(open.page(), "coverage") != nullptr);
        QVERIFY(!open.page()->findChild<QWidget*>(QStringLiteral("verifyFile"))->isEnabled());
        QVERIFY(test::choose(open.page(), "coverage", 1));
        QSignalSpy ended(open.view(), &FileView::ended);
        QVERIFY(click(open.page(), "verifyFile"));
        QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("NOT COMPLETE"));
        const QString scope = open.label("verdictScope");
        QVERIFY2(scope.contains(QStringLiteral("said to hold all records of all meters")) &&
                     scope.contains(QStringLiteral("Active meters that are not in the file at all: 1.")) &&
                     scope.contains(QStringLiteral("On the ledger before the file's first record")),
                 qPrintable(scope));
        for (const char* ending : {"csv", "jsonl"}) {
            const auto report = open.own / (std::string("scope.") + ending);
            open.view()->writeReport(qs(report.string()));
            QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(report), test::kPatienceMs);
            const std::string text = test::readFile(report);
            QVERIFY(text.find("scope.all-meters") != std::string::npos);
            QVERIFY(text.find("and it does NOT") != std::string::npos);
        }
    }

    // What "Try it" leaves to be found, by the profile that lies beside it.
    void theSampleIsFoundOut()
    {
        test::TemporaryFolder own;
        SampleOptions options;
        options.folder = own / "try";
        options.readings = *findSampleReadings();
        options.passphrase = crypto::SecretBytes(std::string_view("correct horse battery"));
        const auto sample = makeSample(options);
        MS_VERIFY_OK(sample);
        test::Desktop desktop(own / "settings.ini");
        QVERIFY(desktop.open(options.folder, true));
        desktop.window.go(QStringLiteral("verify/file/") + qs(sample->tamperedFile.string()));
        auto* const page = desktop.find("verifyPage");
        auto* const view = static_cast<VerifyWidget*>(page)->fileView();
        QSignalSpy ended(view, &FileView::ended);
        QVERIFY(test::verifyNow(page));
        QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
        std::array<std::uint64_t, kVerdictCount> planted{};
        for (const PlantedChange& change : sample->planted) {
            ++planted[static_cast<std::size_t>(change.expected)];
        }
        const VerifySummary& summary = view->result().summary();
        for (std::size_t v = 1; v < kVerdictCount; ++v) {
            QCOMPARE(summary.byVerdict[v], planted[v]);
        }
        QVERIFY(summary.count(Verdict::Intact) > 2000 && !sample->planted.empty());
    }

    void theRangeItClaims()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.drop(open.files.intact));
        QVERIFY(type(open.page(), "rangeFrom", QStringLiteral("2026-13-01")));
        QVERIFY(test::visibleChild(open.page(), "rangeFault") != nullptr);
        QVERIFY(!open.page()->findChild<QWidget*>(QStringLiteral("verifyFile"))->isEnabled());
        // From the year the meter began: now its older batches are missing from the file.
        QVERIFY(type(open.page(), "rangeFrom", QStringLiteral("2020-01-01")));
        QSignalSpy ended(open.view(), &FileView::ended);
        QVERIFY(test::verifyNow(open.page()));
        QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("NOT COMPLETE"));
        QCOMPARE(open.view()->result().summary().count(Verdict::Missing), std::uint64_t(10));
    }

    void toldByContent()
    {
        Open open;
        QVERIFY(open.good);
        const auto file = open.own / "odd.csv";
        std::string rows = "a;b;c;d\n";
        for (const HealthRecord& record : open.files.records) {
            rows += record.mn + ';' + record.alarmCode + ';' + formatTimestamp(record.alarmTime) + ';' +
                    formatNumber(record.value) + '\n';
        }
        test::writeFile(file, rows);
        QVERIFY(open.drop(file));
        // The columns' names say nothing; what they hold does, and the page says so.
        QTRY_VERIFY(open.label("profileInWords").contains(QStringLiteral("Suggested by the first rows")));
        // A profile that lies beside the file is taken, and said.
        MappingProfile profile;
        profile.mn.name = "a";
        profile.alarmCode.name = "b";
        profile.alarmTime.name = "c";
        profile.value.name = "d";
        profile.separator = ";";
        profile.unit = "L";
        test::writeFile(open.own / "odd.profile.json", profileToJson(profile));
        QVERIFY(open.drop(file));
        QTRY_VERIFY(open.label("profileInWords").contains(QStringLiteral("odd.profile.json")));
        QVERIFY(open.verify(file));
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("INTACT"));
    }

    void troubleIsSaidInThePage()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.drop(open.own / "gone.csv"));
        QTRY_VERIFY(open.label("bannerTitle") != QStringLiteral("(not there)"));
        QVERIFY(!open.page()->findChild<QWidget*>(QStringLiteral("verifyFile"))->isEnabled());
        // A file that goes while it waits to be checked.
        QVERIFY(open.drop(open.files.intact));
        QVERIFY(test::choose(open.page(), "coverage", 0));
        QVERIFY(test::usable(open.page(), "verifyFile") != nullptr);
        std::filesystem::remove(open.files.intact);
        QSignalSpy ended(open.view(), &FileView::ended);
        QVERIFY(test::verifyNow(open.page()));
        QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
        QTRY_VERIFY(test::visibleChild(open.page(), "verifyBanner") != nullptr);
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("(not there)"));
    }

    void stops_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("hashing") << static_cast<int>(FileVerificationProgress::Step::Hashing);
        QTest::newRow("reading") << static_cast<int>(FileVerificationProgress::Step::Reading);
        QTest::newRow("comparing") << static_cast<int>(FileVerificationProgress::Step::Comparing);
    }
    // The whole process, all threads together, works less than 200 ms from the press of Stop to the verdict: whatever
    // else the machine does, that is the longest a person waits on a free one.
    void stops()
    {
        QFETCH(int, step);
        Open open;
        QVERIFY(open.good);
        const auto file = strangersFile(open.own, 40'000, 20);
        QVERIFY(open.drop(file));
        QSignalSpy ended(open.view(), &FileView::ended);
        QVERIFY(test::verifyNow(open.page()));
        QVERIFY(QTest::qWaitFor(
            [&] { return ended.count() > 0 || static_cast<int>(open.view()->result().at.step) >= step; },
            test::kPatienceMs));
        QVERIFY2(ended.count() == 0, "the check was over before it could be stopped");
        const double before = processMs();
        QVERIFY(click(open.page(), "stopButton"));
        QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
        const double worked = processMs() - before;
        QVERIFY2(worked <= 200, qPrintable(QStringLiteral("%1 ms").arg(worked)));
        QVERIFY(open.view()->result().summary().cancelled);
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("STOPPED"));
        QVERIFY(open.label("notChecked").startsWith(QStringLiteral("The check was stopped")));
    }

    void manyFindings()
    {
        Open open;
        QVERIFY(open.good);
        constexpr std::uint32_t kMany = 25'000;
        const auto file = strangersFile(open.own, kMany / 100, 100);
        test::EventLoopWatchdog watchdog;
        QVERIFY(open.drop(file));
        QSignalSpy ended(open.view(), &FileView::ended);
        QVERIFY(test::verifyNow(open.page()));
        QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
        MS_VERIFY_LOOP_FREE(watchdog);
        QCOMPARE(open.label("verdictTitle"), QStringLiteral("NOT PROVED"));
        FindingsModel* const model = open.view()->model();
        QCOMPARE(model->rowCount(), static_cast<int>(FileCheck::kKept));
        auto* const table = open.desktop.find<DataTable>("findingsTable");
        QCOMPARE(table->findChild<QLabel*>(QStringLiteral("tableCount"))->text(),
                 QStringLiteral("10,000 of 25,000 rows"));
        // F5 checks again.
        QSignalSpy again(open.view(), &FileView::ended);
        table->view()->setFocus();
        QTest::keyClick(table->view(), Qt::Key_F5);
        QVERIFY(again.count() > 0 || again.wait(test::kPatienceMs));
        QCOMPARE(model->rowCount(), static_cast<int>(FileCheck::kKept));
        // The export has them all.
        QSignalSpy finished(table->exporter(), &TableExport::finished);
        const auto out = open.own / "findings.csv";
        table->exporter()->write(qs(out.string()));
        QVERIFY(finished.wait(test::kPatienceMs));
        QCOMPARE(finished.front().at(1).toULongLong(), quint64(kMany));
        const std::string content = test::readFile(out);
        QCOMPARE(std::count(content.begin(), content.end(), '\n'), std::ptrdiff_t(kMany + 1));
        QVERIFY(content.find("NOT_ANCHORED") != std::string::npos);
    }

    void reports()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.verify(open.files.altered));
        const auto written = [&](const char* name) {
            const auto file = open.own / name;
            open.view()->writeReport(qs(file.string()));
            auto* const save = open.page()->findChild<QWidget*>(QStringLiteral("saveReport"));
            return QTest::qWaitFor([&] { return save->isEnabled(); }, test::kPatienceMs) &&
                           std::filesystem::exists(file)
                       ? test::readFile(file)
                       : std::string();
        };
        QVERIFY(written("report.pdf").starts_with("%PDF"));
        QProcess extract;
        extract.start(QStringLiteral("pdftotext"),
                      {QStringLiteral("-layout"), qs((open.own / "report.pdf").string()), QStringLiteral("-")});
        QVERIFY2(extract.waitForFinished(), "pdftotext (poppler-utils) is there");
        const QString words = QString::fromUtf8(extract.readAllStandardOutput());
        for (const QString& wanted :
             {QStringLiteral("NOT INTACT"), QStringLiteral("38 Intact"), QStringLiteral("1 Altered"),
              QStringLiteral("1 Missing"), QStringLiteral("1 Extra"), QStringLiteral("1 row could not be read"),
              qs(open.view()->result().result.sha256.hex()), qs(open.view()->result().result.fingerprint.hex()),
              qs(open.files.tx.hex()), QStringLiteral("line 4"), QStringLiteral("What the verdict speaks of")}) {
            QVERIFY2(words.contains(wanted), qPrintable(wanted + QStringLiteral(" is not in\n") + words));
        }
        const std::string csv = written("report.csv");
        QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), std::ptrdiff_t(7));  // head, findings, scope
        QVERIFY(csv.find("this line is no record") != std::string::npos);
        const std::string lines = written("report.jsonl");
        QCOMPARE(std::count(lines.begin(), lines.end(), '\n'), std::ptrdiff_t(6));
        QVERIFY(lines.find("\"verdict\":\"ALTERED\"") != std::string::npos);
        // Where it cannot be written, the page says so and the button is there again.
        open.view()->writeReport(QStringLiteral("/nonexistent/report.pdf"));
        QTRY_VERIFY(test::visibleChild<QLabel>(open.desktop.find("reportMessage"), "bannerCode") != nullptr);
        QVERIFY(open.page()->findChild<QWidget*>(QStringLiteral("saveReport"))->isEnabled());
    }
};

MS_UI_TEST_MAIN(TestVerifyPage)
#include "tst_verify_page.moc"
