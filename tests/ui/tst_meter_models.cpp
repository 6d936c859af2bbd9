// The models behind the pages of meters, and the words that people compare.
#include "dialogs/activation_slip.h"
#include "dialogs/check_words.h"
#include "dialogs/secret_text.h"
#include "models/meter_list_model.h"
#include "models/meter_spans.h"
#include "models/review_model.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "ui/support/desktop.h"
#include "ui/support/small_world.h"
#include "widgets/batch_chart.h"
#include "widgets/qr_label.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPainter>
#include <QSet>

#include <random>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

BatchRow batch(std::uint64_t seq, std::int64_t start, std::int64_t end, std::uint32_t count)
{
    return {seq, Timestamp{start}, Timestamp{end}, count};
}

// Minute by minute: how many batches cover it. Slow and obvious.
std::pair<int, int> gapsAndOverlaps(const std::vector<BatchRow>& batches, std::int64_t usual)
{
    std::vector<BatchRow> sorted = batches;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return std::pair(a.start, a.seq) < std::pair(b.start, b.seq); });
    int gaps = 0;
    int overlaps = 0;
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        std::int64_t reach = 0;
        for (std::size_t j = 0; j < i; ++j) {
            reach = std::max(reach, sorted[j].end.ms);
        }
        overlaps += sorted[i].start.ms <= reach ? 1 : 0;
        gaps += sorted[i].start.ms - reach > 3 * usual ? 1 : 0;
    }
    return {gaps, overlaps};
}

}  // namespace

class TstMeterModels : public QObject {
    Q_OBJECT
private slots:
    void spans_data()
    {
        QTest::addColumn<std::vector<BatchRow>>("batches");
        QTest::addColumn<int>("gaps");
        QTest::addColumn<int>("overlaps");
        QTest::addColumn<int>("lanes");
        const std::int64_t h = 3'600'000;
        QTest::newRow("none") << std::vector<BatchRow>{} << 0 << 0 << 0;
        QTest::newRow("one") << std::vector{batch(1, 0, 23 * h, 24)} << 0 << 0 << 1;
        QTest::newRow("follow on") << std::vector{batch(1, 0, 23 * h, 24), batch(2, 24 * h, 47 * h, 24)} << 0 << 0 << 1;
        QTest::newRow("just no gap") << std::vector{batch(1, 0, 23 * h, 24), batch(2, 26 * h, 49 * h, 24)} << 0 << 0
                                     << 1;
        QTest::newRow("gap") << std::vector{batch(1, 0, 23 * h, 24), batch(2, 30 * h, 53 * h, 24)} << 1 << 0 << 1;
        QTest::newRow("late arrival") << std::vector{batch(1, 0, 23 * h, 24), batch(3, 10 * h, 12 * h, 3),
                                                     batch(2, 24 * h, 47 * h, 24)}
                                      << 0 << 1 << 2;
        QTest::newRow("long one hides a gap")
            << std::vector{batch(1, 0, 100 * h, 101), batch(2, 10 * h, 11 * h, 2), batch(3, 101 * h, 102 * h, 2)} << 0
            << 1 << 2;
        QTest::newRow("single records: unknown rhythm")
            << std::vector{batch(1, 0, 0, 1), batch(2, 500 * h, 500 * h, 1)} << 0 << 0 << 1;
        QTest::newRow("same instant") << std::vector{batch(1, 0, 0, 1), batch(2, 0, 0, 1)} << 0 << 1 << 2;
    }
    void spans()
    {
        QFETCH(const std::vector<BatchRow>, batches);
        QFETCH(const int, gaps);
        QFETCH(const int, overlaps);
        QFETCH(const int, lanes);
        const MeterSpans laid = layOut(batches);
        QCOMPARE(int(laid.gaps), gaps);
        QCOMPARE(int(laid.overlaps), overlaps);
        QCOMPARE(laid.lanes, lanes);
        QCOMPARE(laid.findings.size(), std::size_t(gaps + overlaps));
    }

    void spansAgreeWithTheObvious()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 300; ++round) {
            std::vector<BatchRow> batches;
            const auto many = random() % 12;
            for (std::uint64_t i = 0; i < many; ++i) {
                const std::int64_t start = random() % 400;
                const auto count = static_cast<std::uint32_t>(2 + random() % 5);
                batches.push_back(batch(i, start, start + 4 * (count - 1), count));  // a record every 4
            }
            const MeterSpans laid = layOut(batches);
            const auto [gaps, overlaps] = gapsAndOverlaps(batches, 4);
            QCOMPARE(int(laid.gaps), gaps);
            QCOMPARE(int(laid.overlaps), overlaps);
            // No two batches of one lane touch.
            for (const BatchSpan& a : laid.spans) {
                for (const BatchSpan& b : laid.spans) {
                    QVERIFY(&a == &b || a.lane != b.lane || a.batch.end < b.batch.start || b.batch.end < a.batch.start);
                }
            }
        }
    }

    void modelsKeepTheRules()
    {
        test::SmallWorld world;
        test::TemporaryFolder own;
        test::Desktop desktop(own / "settings.ini");
        QVERIFY(desktop.open(world.folder()));
        ReviewModel reviews(*desktop.session.ledger(), desktop.format);
        const QAbstractItemModelTester reviewTester(&reviews, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(reviews.rowCount(), 2);
        QCOMPARE(reviews.index(0, 2).data().toString(), QStringLiteral("Waiting"));
        QCOMPARE(reviews.index(1, 2).data().toString(), QStringLiteral("Approved"));  // by the utility
        QCOMPARE(reviews.index(0, 4).data().toString(), QStringLiteral("utility"));
        reviews.setState(MeterState::Rejected);
        QTRY_COMPARE(reviews.rowCount(), 1);

        SpanFindingsModel findings(desktop.format);
        const QAbstractItemModelTester findingsTester(&findings,
                                                      QAbstractItemModelTester::FailureReportingMode::QtTest);
        findings.setFindings({{SpanFinding::Kind::Gap, Timestamp{0}, Timestamp{60'000}, 1, 2},
                              {SpanFinding::Kind::Overlap, Timestamp{5}, Timestamp{6}, 2, 3}});
        QCOMPARE(findings.index(0, 0).data(TableModel::FullTextRole).toString(), QStringLiteral("gap"));

        MeterListModel list(desktop.format);
        const QAbstractItemModelTester listTester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const test::TemporaryFolder folder;
        test::writeFile(folder / "list.csv", "mn,location,manufacturer\nA1,place,maker\nB 2,place,maker\nC3,place\n");
        auto read = readMeterList(folder / "list.csv");
        MS_VERIFY_OK(read);
        list.setRows(std::move(read->meters));
        QCOMPARE(list.rowCount(), 3);
        QCOMPARE(list.faulty(), 1);
        QCOMPARE(list.ready(), (std::vector<int>{0, 1}));
        RegisterOutcome outcome;
        outcome.registered = Registered{"A1", "address", {}};
        list.setOutcome(0, outcome);
        QCOMPARE(list.registeredCount(), 1);
        QCOMPARE(list.ready(), std::vector<int>{1});
    }

    void checkWordsAreManyAndSteady()
    {
        QSet<QString> english;
        QSet<QString> chinese;
        for (int i = 0; i < 4000; ++i) {
            const std::string address = "address" + std::to_string(i);
            const QStringList words = checkWords(address, WordList::English);
            QCOMPARE(words.size(), 6);
            for (const QString& word : words) {
                english << word;
            }
            for (const QString& word : checkWords(address, WordList::Chinese)) {
                chinese << word;
            }
        }
        // Both lists whole, without a double.
        QCOMPARE(english.size(), 256);
        QCOMPARE(chinese.size(), 256);
        QVERIFY(checkWords("a", WordList::English) != checkWords("b", WordList::English));
    }

    void secretsLeaveNothingInTheField()
    {
        QLineEdit field;
        QTest::keyClicks(&field, QStringLiteral("top secret"));
        const crypto::SecretBytes secret = takeSecret(field);
        QCOMPARE(std::string(secret.text()), std::string("top secret"));
        QVERIFY(field.text().isEmpty());
        QVERIFY(!field.isUndoAvailable());
    }

    void chartKeepsThePeaks()
    {
        std::vector<BatchChart::Point> points;
        for (int i = 0; i < 20000; ++i) {
            points.push_back({Timestamp{i * 1000}, i == 12345 ? 8192u : 24u});
        }
        const auto thin = BatchChart::thinned(points);
        QVERIFY(thin.size() <= BatchChart::kMostPoints);
        QCOMPARE(std::count_if(thin.begin(), thin.end(), [](const auto& p) { return p.records == 8192; }), 1);
    }

    void qrIsDrawnBlackOnWhite()
    {
        QImage image(200, 200, QImage::Format_RGB32);
        image.fill(Qt::red);
        QPainter painter(&image);
        paintQr(painter, image.rect(), QStringLiteral("4vJ9JU1bJJE96FWSJKvHsmmFADCg4gpZQff4P3bkLKi"));
        painter.end();
        // Its quiet zone is white, and a finder pattern begins behind it.
        QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
        int black = 0;
        for (int x = 0; x < 200; ++x) {
            black += image.pixelColor(x, 100) == QColor(Qt::black) ? 1 : 0;
        }
        QVERIFY(black > 40 && black < 160);
    }
};

MS_UI_TEST_MAIN(TstMeterModels)
#include "tst_meter_models.moc"
