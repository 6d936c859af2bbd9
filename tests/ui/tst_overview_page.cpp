// The overview: numbers and charts that are the ledger's, what needs attention, an empty ledger's first step, and where
// the sample leads.
#include "meterseal/chain/replica.h"
#include "meterseal/chain/witness.h"
#include "pages/overview/activity.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/bar_card.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <numeric>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::visibleChild;

class TestOverviewPage : public QObject {
    Q_OBJECT

    std::unique_ptr<test::SmallWorld> m_world;
    test::TemporaryFolder m_folder;
    int m_count = 0;

    std::filesystem::path settingsFile() { return m_folder / (std::to_string(++m_count) + ".ini"); }

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<test::SmallWorld>(test::SmallWorld::Size{.meters = 8, .keys = true});
        m_world->noteAlarms(Timestamp{0}, "leak", 3);
        m_world->noteAlarms(Timestamp{86'400'000}, "leak", 4);
        m_world->noteAlarms(Timestamp{0}, "burst", 2);
        m_world->noteAlarms(Timestamp{0}, "READING", 100);
        m_world->append();
    }

    void whoseWordIsSaidAndKeepsUp()
    {
        test::SmallWorld world(test::SmallWorld::Size{.meters = 2, .batchesPerMeter = 1});
        world.closeChain();
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(world.folder()));
        const auto word = [&] { return desktop.find<ToneLabel>("attentionWord")->text(); };
        QTRY_COMPARE(word(), QStringLiteral("Sealed by Harbour Water alone"));
        QCOMPARE(desktop.find<ToneLabel>("attentionWord")->tone(), Tone::Info);

        const auto file = world.folder() / "ledger.db";
        auto reader = LedgerReader::open(file);
        QVERIFY(reader.ok());
        const auto height = reader->totals()->height;
        const SealedBlock newest = *reader->block(height);
        const auto key = test::witnessOf(world.builder().insurer());
        QVERIFY(Witness::begin(world.folder(), world.builder().genesis(), "insurer", key).ok());
        WitnessOptions options;
        options.clock = [&] { return static_cast<std::uint64_t>(newest.header.time.ms / 1000) + 1; };
        auto witness = Witness::open(world.folder(), world.builder().genesis(), "insurer", key, options);
        QVERIFY(witness.ok());
        const auto cosigned = witness->cosign(*reader);
        QVERIFY(cosigned.ok() && cosigned->has_value());
        {
            auto replica = Replica::open(file);
            QVERIFY(replica.ok());
            QVERIFY((*replica)->addCosignatures((*cosigned)->note, "a stick").ok());
        }
        // No new block was made; the line is read again by itself.
        QTRY_VERIFY_WITH_TIMEOUT(word().startsWith(QStringLiteral(
                                     "Sealed by Harbour Water, cosigned by Mutual & Co. (1 of 2 others), last ")),
                                 test::kPatienceMs);
        // The block before it has no cosignature of its own and stands on the same word.
        desktop.window.go(QStringLiteral("ledger/block/%1").arg(height - 1));
        QTRY_VERIFY([&] {
            const auto labels = desktop.window.findChildren<ToneLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](ToneLabel* label) {
                return label->isVisible() && label->text().contains(QStringLiteral("cosigned by Mutual & Co. (1 of 2"));
            });
        }());
    }

    void gapsBetweenStretchesAreZero()
    {
        const Timestamp last{1'795'334'400'000};  // 2026-11-22T08:00Z
        const auto days = fillGaps({{Timestamp{last.ms - 86'400'000 * 2}, 1, 10}, {Timestamp{last.ms - 1000}, 2, 20}},
                                   ActivityRange::Month, last);
        QCOMPARE(days.size(), std::size_t(30));
        QCOMPARE(qs(formatTimestamp(days.back().from)), QStringLiteral("2026-11-22T00:00:00.000Z"));
        QCOMPARE(days[29].records, std::uint64_t(20));
        QCOMPARE(days[28].records, std::uint64_t(0));
        QCOMPARE(days[27].records, std::uint64_t(10));
        const auto months = fillGaps({{Timestamp{last.ms - 86'400'000LL * 30}, 1, 7}}, ActivityRange::Year, last);
        QCOMPARE(months.size(), std::size_t(12));
        QCOMPARE(qs(formatTimestamp(months.front().from)), QStringLiteral("2025-12-01T00:00:00.000Z"));
        QCOMPARE(months[10].records, std::uint64_t(7));
        const auto minutes = fillGaps({}, ActivityRange::Hour, last);
        QCOMPARE(minutes.size(), std::size_t(60));
        QCOMPARE(minutes.back().from.ms - minutes.front().from.ms, std::int64_t(59 * 60'000));
    }

    void axisEndsAreRoundAndAboveAll()
    {
        for (const std::uint64_t largest : {0, 1, 2, 3, 7, 9, 10, 11, 99, 100, 101, 2850, 148484, 999999}) {
            const std::uint64_t end = BarChart::axisEnd(largest);
            QVERIFY2(end >= largest && end <= std::max<std::uint64_t>(1, largest * 2),
                     qPrintable(QStringLiteral("%1 -> %2").arg(largest).arg(end)));
        }
    }

    void chartsShowTheLedgersSums()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        auto* activity = desktop.find<BarCard>("activityCard");
        auto* chart = activity->findChild<BarChart*>(QStringLiteral("barChart"));
        QTRY_VERIFY(chart->isVisible());
        const auto sum = [chart] {
            return std::accumulate(chart->bars().begin(), chart->bars().end(), std::uint64_t(0),
                                   [](std::uint64_t before, const BarChart::Bar& bar) { return before + bar.value; });
        };
        const auto totals = *desktop.session.ledger()->totals();
        QCOMPARE(sum(), totals.records);  // all of it was anchored today
        QCOMPARE(chart->bars().size(), std::size_t(30));
        QVERIFY(test::choose(activity, "barRange", 2));
        QTRY_COMPARE(chart->bars().size(), std::size_t(12));
        QCOMPARE(sum(), totals.records);

        auto* alarms = desktop.find<BarCard>("alarmCard")->findChild<BarChart*>(QStringLiteral("barChart"));
        QTRY_COMPARE(alarms->bars().size(), std::size_t(2));
        // A hundred readings do not drown nine alarms, and are said.
        QCOMPARE(alarms->bars()[0].name, QStringLiteral("leak"));
        QCOMPARE(alarms->bars()[0].value, std::uint64_t(7));
        QCOMPARE(alarms->bars()[1].value, std::uint64_t(2));
        auto* note = desktop.find<BarCard>("alarmCard")->findChild<QLabel*>(QStringLiteral("barValue"));
        QCOMPARE(note->text(), QStringLiteral("Without 100 readings"));
    }

    void barsAreWalkedWithTheKeyboardAndReadAsATable()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.activateWindow();
        auto* card = desktop.find<BarCard>("alarmCard");
        auto* chart = card->findChild<BarChart*>(QStringLiteral("barChart"));
        QTRY_COMPARE(chart->bars().size(), std::size_t(2));
        chart->setFocus(Qt::TabFocusReason);
        auto* value = card->findChild<QLabel*>(QStringLiteral("barValue"));
        QCOMPARE(value->text(), QStringLiteral("leak: 7"));
        QTest::keyClick(chart, Qt::Key_Down);
        QCOMPARE(value->text(), QStringLiteral("burst: 2"));
        QCOMPARE(chart->accessibleDescription(), QStringLiteral("burst: 2"));
        QTest::keyClick(chart, Qt::Key_Down);
        QCOMPARE(chart->current(), 1);
        QTest::keyClick(chart, Qt::Key_Home);
        QCOMPARE(chart->current(), 0);
        QTest::mouseMove(chart, QPoint(chart->width() / 2, chart->height() - 2));
        QVERIFY(click(card, "barTable"));
        auto* table = visibleChild<DataTable>(card, "alarmCardTable");
        QVERIFY(table != nullptr);
        QCOMPARE(table->model()->index(1, 0).data().toString(), QStringLiteral("burst"));
        QCOMPARE(table->model()->index(1, 1).data().toString(), QStringLiteral("2"));
        QVERIFY(click(card, "barTable"));
        QVERIFY(chart->isVisible());
    }

    void aChartIsSavedAsAPicture()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        auto* card = desktop.find<BarCard>("activityCard");
        QTRY_VERIFY(card->findChild<BarChart*>(QStringLiteral("barChart"))->isVisible());
        QVERIFY(click(card, "barPicture"));
        auto* dialog = qobject_cast<QFileDialog*>(test::dialog(card, "barPictureDialog"));
        QVERIFY(dialog != nullptr);
        const QString file = QString::fromStdString((m_folder / "chart.png").string());
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        name->setText(file);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(file));
        QTRY_VERIFY(!QImage(file).isNull());
        QVERIFY(QImage(file).width() > 300);
    }

    void whatNeedsAttentionLeadsThere()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        auto* reviews = desktop.find<ToneLabel>("attentionReviews");
        QTRY_COMPARE(reviews->tone(), Tone::Warn);
        QVERIFY(reviews->text().startsWith(
            QString::number(desktop.session.ledger()->totals()->metersByState.at(MeterState::Pending))));
        QCOMPARE(desktop.find<ToneLabel>("attentionAge")->tone(), Tone::Ok);
        QVERIFY(click(&desktop.window, "attentionQueueGo"));
        QCOMPARE(desktop.window.place(), QStringLiteral("settings/unlock"));
        desktop.window.go(QStringLiteral("overview"));
        QVERIFY(click(&desktop.window, "attentionReviewsGo"));
        QCOMPARE(desktop.window.place(), QStringLiteral("reviews"));
    }

    void readOnlySaysThatNothingIsAnchored()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder(), true));
        QTRY_VERIFY(desktop.find<ToneLabel>("attentionQueue")->text().contains(QStringLiteral("read-only")));
        QVERIFY(visibleChild(&desktop.window, "attentionQueueGo") == nullptr);
    }

    void anEmptyLedgerSaysWhatToDoFirst()
    {
        test::SmallWorld empty({.meters = 0});
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(empty.folder()));
        QWidget* const page = desktop.window.page(QStringLiteral("overview"));
        QTRY_VERIFY(visibleChild<QPushButton>(page, "emptyAction") != nullptr);
        QVERIFY(visibleChild(page, "activityCard") == nullptr);
        QVERIFY(click(page, "emptyAction"));
        QCOMPARE(desktop.window.place(), QStringLiteral("meters"));
    }

    void theSampleLeadsToItsAlteredFile()
    {
        const QString file = QString::fromStdString((m_world->folder() / "readings tampered.csv").string());
        const auto settings = settingsFile();
        {
            test::Desktop desktop(settings);
            desktop.settings.setValue(QStringLiteral("sample/tamperedFile"), file);
            QVERIFY(desktop.open(m_world->folder()));
            auto* hint = desktop.find<QWidget>("sampleHint");
            QTRY_VERIFY(hint->isVisible());
            QVERIFY(click(hint, "bannerAction"));
            QCOMPARE(desktop.window.place(),
                     QStringLiteral("verify/file/") + QString::fromLatin1(QUrl::toPercentEncoding(file)));
            desktop.window.go(QStringLiteral("overview"));
            QVERIFY(click(hint, "bannerClose"));
            QVERIFY(!hint->isVisible());
        }
        // Closed once is closed for good; another workspace never had it.
        test::Desktop desktop(settings);
        QVERIFY(desktop.open(m_world->folder()));
        QTRY_VERIFY(desktop.find<BarCard>("activityCard")->isVisible());
        QVERIFY(!desktop.find<QWidget>("sampleHint")->isVisible());
    }
};

MS_UI_TEST_MAIN(TestOverviewPage)
#include "tst_overview_page.moc"
