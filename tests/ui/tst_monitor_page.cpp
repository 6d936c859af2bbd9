// The monitor page with a real uploader and four simulated nodes, by mouse and keyboard: rates rise while a file goes
// up, a node that is taken down turns grey and its share moves, charts pause, are read and exported, history and gaps
// are there after a restart and while locked.
#include "pages/monitor/monitor_widget.h"
#include "pages/monitor/nodes_model.h"
#include "support/qt.h"
#include "support/require.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/upload_load.h"
#include "upload/notes.h"
#include "widgets/bar_panel.h"
#include "widgets/chart_panel.h"
#include "widgets/chart_table.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QAbstractItemModelTester>
#include <QChart>
#include <QChartView>
#include <QDialogButtonBox>
#include <QImage>
#include <QLineEdit>
#include <QLineSeries>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

#include <cmath>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;

namespace {

// Redrawn 4 to 10 times a second.
static_assert(MonitorWidget::kRedrawMs >= 100 && MonitorWidget::kRedrawMs <= 250);

constexpr std::size_t kFileMeters = 30;
constexpr std::size_t kDays = 400;
constexpr auto kSlow = std::chrono::milliseconds(500);

struct Open {
    explicit Open(std::size_t nodes)
        : world({.meters = kFileMeters + 4, .batchesPerMeter = 1, .keys = true, .meterKeys = true}),
          desktop(own / "settings.ini")
    {
        world.closeChain();
        desktop.settings.setSimulatedNodes(QString::fromStdString(world.folder().string()), nodes);
    }
    bool go(bool readOnly = false)
    {
        if (!desktop.open(world.folder(), readOnly)) {
            return false;
        }
        desktop.window.go(QStringLiteral("monitor"));
        return true;
    }
    ChartPanel* chart(const char* name) { return desktop.find<ChartPanel>(name); }
    QWidget* page() { return desktop.window.page(QStringLiteral("monitor")); }
    QAbstractItemModel* nodes() { return desktop.find<DataTable>("nodesTable")->view()->model(); }
    QString node(int row, int column) { return nodes()->index(row, column).data().toString(); }
    QString label(const char* name) { return desktop.find<QLabel>(name)->text(); }
    // Row by row, so that a click selects as a person's does.
    void select(int row)
    {
        auto* const view = desktop.find<DataTable>("nodesTable")->view();
        const QRect cell = view->visualRect(view->model()->index(row, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, cell.center());
    }

    test::SmallWorld world;
    test::TemporaryFolder own;
    test::Desktop desktop;
};

constexpr int kNameColumn = 0, kStateColumn = 2, kAcceptedColumn = 6, kLastErrorColumn = 10;

double highest(const ChartPanel* chart, std::size_t line = 0)
{
    double most = -1;
    const ChartData data = chart->data();
    for (const double value : data.values[line]) {
        most = std::isnan(value) ? most : std::max(most, value);
    }
    return most;
}

int stretches(ChartPanel* chart)
{
    int count = 0;
    for (QAbstractSeries* one : chart->findChild<QChartView*>()->chart()->series()) {
        count += qobject_cast<QLineSeries*>(one)->count() > 0 ? 1 : 0;
    }
    return count;
}

// The menu of the chart's export button, then the file dialog, all by keyboard.
bool exportChart(QWidget* window, ChartFrame* chart, int entry, const QString& file)
{
    if (!click(chart, "chartExport")) {
        return false;
    }
    QMenu* menu = nullptr;
    if (!QTest::qWaitFor([&] { return (menu = test::visibleChild<QMenu>(chart, "chartExportMenu")) != nullptr; })) {
        return false;
    }
    for (int i = 0; i <= entry; ++i) {
        QTest::keyClick(menu, Qt::Key_Down);
    }
    QTest::keyClick(menu, Qt::Key_Return);
    QDialog* const dialog = test::dialog(window, "chartExportDialog");
    auto* const name = dialog != nullptr ? dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")) : nullptr;
    if (name == nullptr) {
        return false;
    }
    name->setText(file);  // typed, its completions would take the next click
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save), Qt::LeftButton);
    return test::gone(window, "chartExportDialog");
}

void writeHistory(const std::filesystem::path& journal, std::int64_t from, std::int64_t seconds)
{
    std::filesystem::create_directories(journal);
    const auto notes = test::must(upload::Notes::open(journal));
    for (std::int64_t i = 0; i < seconds; ++i) {
        notes->point(HistoryStep::Second, {Timestamp{from + i * 1000}, 50, 5'000, 20, 40, 0.5F, 0.25F});
    }
    test::must(notes->flush(true));
}

}  // namespace

class TestMonitorPage : public QObject {
    Q_OBJECT
private slots:
    void lockedShowsTheHistoryAndHowToGetMore()
    {
        Open open(4);
        const std::int64_t hourAgo = now().ms / 1000 * 1000 - 3'600'000;
        writeHistory(open.world.folder() / "journal", hourAgo, 60);
        writeHistory(open.world.folder() / "journal", hourAgo + 180'000, 60);  // two minutes without it
        QVERIFY(open.go());
        ChartPanel* const chart = open.chart("chartTransactions");
        // Ten minutes up to its end, an hour ago.
        QVERIFY(test::choose(&open.desktop.window, "monitorRange", 1));
        QTRY_COMPARE(stretches(chart), 2);
        QCOMPARE(highest(chart), 50.0);
        QCOMPARE(highest(open.chart("chartLatency"), 1), 40.0);
        QVERIFY(open.desktop.find<ToneLabel>("monitorState")->text().startsWith(QStringLiteral("Not running; last")));
        QCOMPARE(open.label("figureCommitted"), QStringLiteral("unknown"));
        QCOMPARE(open.nodes()->rowCount(), 0);
        // The way out is in the message.
        QVERIFY(click(open.desktop.find("monitorBanner"), "bannerAction"));
        QDialog* const dialog = test::dialog(&open.desktop.window, "unlockDialog");
        QVERIFY(dialog != nullptr);
        QVERIFY(test::type(dialog, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(click(dialog, "dialogPrimary"));
        QVERIFY(test::gone(&open.desktop.window, "unlockDialog"));
        QTRY_COMPARE_WITH_TIMEOUT(open.nodes()->rowCount(), 4, test::kPatienceMs);
        QTRY_VERIFY(!open.desktop.find("monitorBanner")->isVisible());
        QCOMPARE(open.node(0, kNameColumn), QStringLiteral("Node 1 (simulated)"));
    }

    void readOnlySaysSoAndOffersNothing()
    {
        Open open(4);
        QVERIFY(open.go(true));
        QWidget* const banner = open.desktop.find("monitorBanner");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(test::visibleChild(banner, "bannerAction") == nullptr);
        QVERIFY(!std::filesystem::exists(open.world.folder() / "journal"));
    }

    void loadMovesAwayFromANodeThatIsTakenDown()
    {
        Open open(4);
        QVERIFY(open.go());
        QVERIFY(test::unlock(open.desktop.session));
        QTRY_COMPARE(open.nodes()->rowCount(), 4);
        QAbstractItemModelTester tester(open.nodes(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto file = test::writeReadings(open.world.builder(), open.own / "readings.jsonl", kFileMeters, kDays);
        QVERIFY(test::upload(open.desktop.session, file, kSlow));

        QTRY_VERIFY_WITH_TIMEOUT(highest(open.chart("chartTransactions")) > 0, test::kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(highest(open.chart("chartRecords")) > 0, test::kPatienceMs);
        QVERIFY(highest(open.chart("chartLatency")) > 0);
        QVERIFY(highest(open.chart("chartBuffers"), 2) > 0);  // swaps
        QCOMPARE(open.desktop.find<ToneLabel>("monitorState")->text(), QStringLiteral("Anchoring"));
        QTRY_VERIFY(open.label("figureCommitted") != QStringLiteral("0"));
        auto* const shares = open.desktop.find<BarPanel>("chartShares");
        for (int i = 0; i < 4; ++i) {
            QTRY_COMPARE_WITH_TIMEOUT(open.node(i, kStateColumn), QStringLiteral("White: available"),
                                      test::kPatienceMs);
            QTRY_VERIFY_WITH_TIMEOUT(shares->data().value(static_cast<std::size_t>(i), 0) > 0, test::kPatienceMs);
        }

        open.select(1);
        QVERIFY(click(&open.desktop.window, "nodeToggle"));
        QTRY_COMPARE_WITH_TIMEOUT(open.node(1, kStateColumn), QStringLiteral("Grey: taken down"), test::kPatienceMs);
        QTRY_COMPARE(open.desktop.find<QPushButton>("nodeToggle")->text(), QStringLiteral("Bring the node back"));
        QTRY_COMPARE(open.node(1, kLastErrorColumn), QStringLiteral("The node is not available"));
        QVERIFY(open.nodes()
                    ->index(1, kLastErrorColumn)
                    .data(TableModel::FullTextRole)
                    .toString()
                    .contains(QStringLiteral("is down")));
        const QString stood = open.node(1, kAcceptedColumn);
        const QString others = open.node(2, kAcceptedColumn);
        // Of the last ten seconds: once they are over, none went to it and the others had all.
        QTRY_COMPARE_WITH_TIMEOUT(shares->data().value(1, 0), 0.0, test::kPatienceMs);
        QVERIFY(shares->data().value(0, 0) > 25);
        QCOMPARE(open.node(1, kAcceptedColumn), stood);
        QVERIFY(open.node(2, kAcceptedColumn) != others);

        QVERIFY(click(&open.desktop.window, "nodeToggle"));
        QTRY_COMPARE_WITH_TIMEOUT(open.node(1, kStateColumn), QStringLiteral("White: available"), test::kPatienceMs);
        open.select(3);
        QVERIFY(test::choose(&open.desktop.window, "nodeLatency", 2));
        QTRY_COMPARE(open.desktop.session.upload()->simulatedNodes()[3].latency, std::chrono::milliseconds(100));
    }

    void chartsPauseAndAreReadAndExported()
    {
        Open open(4);
        QVERIFY(open.go());
        QVERIFY(test::unlock(open.desktop.session));
        const auto file = test::writeReadings(open.world.builder(), open.own / "readings.jsonl", kFileMeters, 40);
        QVERIFY(test::upload(open.desktop.session, file, std::chrono::milliseconds(50)));
        ChartPanel* const chart = open.chart("chartTransactions");
        QTRY_VERIFY_WITH_TIMEOUT(highest(chart) > 0, test::kPatienceMs);

        QVERIFY(click(&open.desktop.window, "monitorPause"));
        const QString frozen = chart->asCsv();
        const qint64 looked = open.desktop.session.upload()->snapshot()->time.ms;
        QTRY_VERIFY(open.desktop.session.upload()->snapshot()->time.ms > looked + 1'000);
        QCOMPARE(chart->asCsv(), frozen);
        QVERIFY(click(&open.desktop.window, "monitorPause"));
        QTRY_VERIFY(chart->asCsv() != frozen);
        QVERIFY(click(&open.desktop.window, "monitorPause"));

        // Under the mouse, over the first point there is; and the latest value without it.
        auto* const view = chart->findChild<QChartView*>();
        const auto* const value = chart->findChild<QLabel*>(QStringLiteral("chartValue"));
        const QString latest = value->text();
        auto* const line = qobject_cast<QLineSeries*>(view->chart()->series().front());
        const QPointF first = view->chart()->mapToPosition(line->points().front());
        QTest::mouseMove(view->viewport(), view->mapFromScene(view->chart()->mapToScene(first)));
        QTRY_VERIFY(value->text() != latest);
        QVERIFY2(value->text().contains(QStringLiteral("tx/s")), qPrintable(value->text()));

        // The same as a table.
        QVERIFY(click(chart, "chartTable"));
        auto* const table = chart->findChild<QTableView*>(QStringLiteral("chartNumbers"));
        QVERIFY(table->isVisible());
        QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto numbers = chart->data();
        QCOMPARE(std::size_t(table->model()->rowCount()), numbers.rows());
        QVERIFY(click(&open.desktop.window, "monitorPause"));
        QTRY_VERIFY(chart->data().times.back() != numbers.times.back());
        QVERIFY(click(chart, "chartTable"));

        const QString csv = QString::fromStdString((open.own / "rates.csv").string());
        QVERIFY(exportChart(&open.desktop.window, chart, 0, csv));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(csv), test::kPatienceMs);
        const std::string content = test::readFile(open.own / "rates.csv");
        QVERIFY2(content.starts_with("\xef\xbb\xbf\"Time\",\"tx/s\"\r\n20"), content.substr(0, 60).c_str());
        QTRY_VERIFY(open.desktop.find("monitorTold")->isVisible());
        const QString png = QString::fromStdString((open.own / "shares.png").string());
        QVERIFY(exportChart(&open.desktop.window, open.desktop.find<BarPanel>("chartShares"), 1, png));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(png), test::kPatienceMs);
        QVERIFY(QImage(png).width() > 400);
        QVERIFY(exportChart(&open.desktop.window, chart, 0, QStringLiteral("/proc/nowhere.csv")));
        QTRY_COMPARE(open.desktop.find("monitorTold")->findChild<QLabel*>(QStringLiteral("bannerCode"))->text(),
                     QStringLiteral("Code: export.cannot-write"));
    }

    void withoutSimulatedNodesItSaysHowToGetThem()
    {
        Open open(0);
        QVERIFY(open.go());
        QVERIFY(test::unlock(open.desktop.session));
        QTRY_COMPARE(open.nodes()->rowCount(), 1);
        QCOMPARE(open.node(0, kNameColumn), QStringLiteral("Embedded chain"));
        QVERIFY(open.label("nodesHint").contains(QStringLiteral("Settings")));
        QVERIFY(test::visibleChild(open.page(), "nodeToggle") == nullptr);
        QVERIFY(click(&open.desktop.window, "nodesSettings"));
        QVERIFY(open.desktop.window.place().startsWith(QStringLiteral("settings")));
    }
};

MS_UI_TEST_MAIN(TestMonitorPage)
#include "tst_monitor_page.moc"
