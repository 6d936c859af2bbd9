// The shared widgets: a table's export, copying, the pill, banners; charts with gaps.
#include "format/error_text.h"
#include "models/ledger_models.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/small_world.h"
#include "widgets/cell_delegate.h"
#include "widgets/chart_panel.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"
#include "widgets/table_export.h"

#include <QChart>
#include <QChartView>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineSeries>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>
#include <cmath>
#include <random>

using namespace meterseal;
using namespace meterseal::ui;

class TestWidgets : public QObject {
    Q_OBJECT

    std::unique_ptr<test::SmallWorld> m_world;
    std::unique_ptr<AppSettings> m_settings;
    std::unique_ptr<Format> m_format;
    std::unique_ptr<LedgerBridge> m_bridge;
    test::TemporaryFolder m_folder;

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<test::SmallWorld>(
            test::SmallWorld::Size{.meters = 60, .batchesPerMeter = 2, .recordsPerBatch = 4});
        m_settings = std::make_unique<AppSettings>(QString::fromStdString((m_folder / "s.ini").string()));
        m_settings->setLanguage(Language::English);
        m_format = std::make_unique<Format>(*m_settings);
        m_bridge = std::make_unique<LedgerBridge>(
            [folder = m_world->folder()] { return LedgerReader::open(folder / "ledger.db"); });
    }

    // "与链上不一致" (not as anchored) without its middle reads "与链…一致" (as anchored).
    void wordsAreCutAtTheirEnd()
    {
        QCOMPARE(elideOf(QStringLiteral("与链上不一致")), Qt::ElideRight);
        QCOMPARE(elideOf(QStringLiteral("Not as anchored")), Qt::ElideRight);
        QCOMPARE(elideOf(QStringLiteral("0da96e4dfd264a7b8c2c9b2781706952")), Qt::ElideMiddle);
    }
    void cleanupTestCase() { m_bridge.reset(); }

    // Every row of the list, not only the pages in memory; the columns shown, in their order; ids as text.
    void exportIsExactlyWhatIsShown()
    {
        auto* model = new TransactionsModel(*m_bridge, *m_format);
        DataTable table(QStringLiteral("exported"), model);
        table.resize(900, 400);
        table.show();
        QTRY_VERIFY(model->rowCount() > 300);
        table.view()->horizontalHeader()->moveSection(3, 0);  // the meter first
        table.view()->setColumnHidden(1, true);               // without the hash
        QSignalSpy finished(table.exporter(), &TableExport::finished);
        const QString file = QString::fromStdString((m_folder / "list.csv").string());
        table.exporter()->write(file);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished[0][1].toULongLong(), m_bridge->totals()->transactions);
        const std::string content = test::readFile(m_folder / "list.csv");
        QVERIFY2(content.starts_with("\xef\xbb\xbf"), "spreadsheets need the mark to read it as UTF-8");
        const QStringList lines = qs(content).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
        QCOMPARE(quint64(lines.size()), m_bridge->totals()->transactions + 1);
        QVERIFY2(lines[0].startsWith(QStringLiteral("Meter,No.,Type")), qPrintable(lines[0]));
        QCOMPARE(lines[1].split(u',')[1], QString::number(m_bridge->totals()->transactions - 1));
        QCOMPARE(lines.last().split(u',').first(3),
                 (QStringList{qs(m_world->builder().meter(0).mn), QStringLiteral("0"), QStringLiteral("register")}));
        QVERIFY(table.findChild<QLabel*>(QStringLiteral("bannerTitle")) != nullptr);
    }

    void exportFollowsTheFilter()
    {
        auto* model = new TransactionsModel(*m_bridge, *m_format);
        DataTable table(QStringLiteral("filtered"), model);
        QTRY_VERIFY(model->rowCount() > 0);
        TxFilter filter;
        filter.type = TxType::Activate;
        model->setFilter(filter);
        QTRY_VERIFY(!model->loading());
        QSignalSpy finished(table.exporter(), &TableExport::finished);
        table.exporter()->write(QString::fromStdString((m_folder / "list.jsonl").string()));
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished[0][1].toInt(), 56);  // the last four of 60 were never activated
        const QString first = qs(test::readFile(m_folder / "list.jsonl")).section(u'\n', 0, 0);
        QVERIFY2(first.contains(QStringLiteral("\"type\":\"activate\"")), qPrintable(first));
    }

    void copyTakesTheWholeValue()
    {
        auto* model = new BlocksModel(*m_bridge, *m_format);
        DataTable table(QStringLiteral("copied"), model);
        table.show();
        QTRY_VERIFY(model->rowCount() > 0);
        const QModelIndex hash = model->index(0, model->columnCount() - 1);
        QTRY_VERIFY(hash.data(TableModel::LoadedRole).toBool());
        table.view()->setFocus();
        table.view()->setCurrentIndex(hash);
        QTest::keyClick(table.view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text().size(), 64);
        QTest::keyClick(table.view(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith(QString::number(m_bridge->totals()->height) + u'\t'));
    }

    void pillLeavesTheReaderInPeace()
    {
        auto* model = new BlocksModel(*m_bridge, *m_format);
        DataTable table(QStringLiteral("pilled"), model);
        table.resize(800, 300);
        table.show();
        QTRY_VERIFY(model->rowCount() > 20);
        QVERIFY(table.showKey(5));
        QTRY_COMPARE(table.currentKey(), std::optional<quint64>(5));
        auto* pill = table.findChild<QPushButton*>(QStringLiteral("tablePill"));
        QVERIFY(!pill->isVisible());
        m_world->append();
        QTRY_VERIFY(pill->isVisible());
        QCOMPARE(table.currentKey(), std::optional<quint64>(5));
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(!pill->isVisible());
        QTRY_COMPARE(table.currentKey(), std::optional<quint64>(5));
        QCOMPARE(quint64(model->rowCount()), m_bridge->totals()->height);
    }

    // At the beginning of the list nothing has to be pressed, and the row that is current stays it.
    void atItsTopAListKeepsItselfTrue()
    {
        auto* model = new BlocksModel(*m_bridge, *m_format);
        DataTable table(QStringLiteral("true"), model);
        table.resize(800, 300);
        table.show();
        QTRY_VERIFY(model->rowCount() > 20);
        const quint64 height = quint64(model->rowCount());
        QVERIFY(table.showKey(height - 1));
        m_world->append();
        QTRY_COMPARE(quint64(model->rowCount()), height + 1);
        QVERIFY(!table.findChild<QPushButton*>(QStringLiteral("tablePill"))->isVisible());
        // In one step: the new rows were there when they appeared.
        QVERIFY(model->index(0, 0).data(TableModel::LoadedRole).toBool());
        QCOMPARE(model->index(0, 0).data(TableModel::KeyRole).toULongLong(), height + 1);
        QCOMPARE(table.currentKey(), std::optional<quint64>(height - 1));
    }

    void reloadKeepsTheCurrentRow()
    {
        auto* model = new MetersModel(*m_bridge, *m_format);
        DataTable table(QStringLiteral("reloaded"), model);
        table.resize(800, 300);
        table.show();
        QTRY_VERIFY(model->rowCount() > 3);
        const quint64 key = model->index(3, 0).data(TableModel::KeyRole).toULongLong();
        QVERIFY(table.showKey(key));
        table.view()->setFocus();
        QTest::keyClick(table.view(), Qt::Key_F5);
        QTRY_COMPARE(table.currentKey(), std::optional<quint64>(key));
    }

    void errorsSayWhatAndWhatNext()
    {
        const ErrorText known = describe(makeError(ErrorCode::Forbidden, "keystore.wrong-passphrase", "Detail."));
        QVERIFY(!known.next.isEmpty());
        QVERIFY(known.plain().contains(QStringLiteral("[keystore.wrong-passphrase]")));
        // One nobody thought of still shows core's own sentence.
        const ErrorText strange = describe(makeError(ErrorCode::Io, "x.y", "The disk is full at row 7."));
        QCOMPARE(strange.detail, QStringLiteral("The disk is full at row 7."));
        QVERIFY(!strange.what.isEmpty());
    }

    void thinningKeepsTheExtremes()
    {
        std::mt19937 random(7);
        std::vector<QPointF> points;
        for (int i = 0; i < 60'000; ++i) {
            points.emplace_back(i, static_cast<double>(random() % 100'000));
        }
        const auto kept = thinned(points, 500);
        QVERIFY(kept.size() <= 1002);
        const auto less = [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); };
        QCOMPARE(*std::max_element(kept.begin(), kept.end(), less),
                 *std::max_element(points.begin(), points.end(), less));
        QCOMPARE(*std::min_element(kept.begin(), kept.end(), less),
                 *std::min_element(points.begin(), points.end(), less));
        QVERIFY(
            std::is_sorted(kept.begin(), kept.end(), [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); }));
        QCOMPARE(thinned({{0, 1}, {1, 2}}, 500).size(), std::size_t(2));
    }

    // As much of both ends as there is room for; what is copied, read aloud and shown by the tool tip is the whole.
    void aHashIsShownAsFarAsItFits()
    {
        const QString hash(64, u'a');
        HashLabel label;
        label.setHash(hash);
        label.show();
        auto* const shown = label.findChild<QLabel*>(QStringLiteral("hashText"));
        label.resize(label.sizeHint());
        QTRY_COMPARE(shown->text(), hash);
        for (const int width : {label.sizeHint().width() - 20, label.sizeHint().width() / 2, 10}) {
            label.resize(width, label.height());
            QTRY_VERIFY(shown->text().contains(u'…'));
            QVERIFY(shown->text().size() >= 13 && shown->text().size() < 64);
            if (width != 10) {
                QTRY_VERIFY(shown->sizeHint().width() <= shown->width());
            }
            QCOMPARE(label.hash(), hash);
            QCOMPARE(shown->toolTip(), hash);
            QTest::mouseClick(label.findChild<QToolButton*>(QStringLiteral("copyHash")), Qt::LeftButton);
            QCOMPARE(QApplication::clipboard()->text(), hash);
        }
        label.resize(label.sizeHint());
        QTRY_COMPARE(shown->text(), hash);
    }

    void gapsAreGaps()
    {
        ChartPanel chart(QStringLiteral("chart"), *m_format);
        chart.resize(600, 300);
        chart.show();
        const double gap = std::nan("");
        chart.setLines({{QStringLiteral("tx/s"), {{1000, 1}, {2000, 2}, {3000, gap}, {4000, 4}, {5000, 5}}}});
        int stretches = 0;
        for (auto* one : chart.findChild<QChartView*>()->chart()->series()) {
            auto* series = qobject_cast<QLineSeries*>(one);
            stretches += series->count() > 0 ? 1 : 0;
            for (const QPointF& point : series->points()) {
                QVERIFY(!std::isnan(point.y()));
            }
        }
        QCOMPARE(stretches, 2);
        const QStringList lines = chart.asCsv().split(QStringLiteral("\r\n"));
        QCOMPARE(lines[3], QStringLiteral("1970-01-01T00:00:03.000Z,"));
    }
};

MS_UI_TEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
