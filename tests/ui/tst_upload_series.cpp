// What the monitor draws, without a window: gaps, rates over skipped seconds, shares, swaps.
#include "pages/monitor/upload_series.h"
#include "support/qt.h"

#include <cmath>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

constexpr std::int64_t kNow = 1'795'334'400'000;

HistoryPoint point(std::int64_t ms, std::uint64_t transactions, float p50 = 20)
{
    return {Timestamp{ms}, transactions, transactions * 100, p50, p50 * 2, 0.25F, 0.5F};
}

UploadSnapshot snapshot(std::int64_t ms, std::uint64_t swaps, std::vector<std::uint64_t> accepted)
{
    UploadSnapshot s;
    s.time = Timestamp{ms};
    s.batches.swaps = swaps;
    s.batches.activeItems = 512;
    for (const std::uint64_t count : accepted) {
        s.nodes.emplace_back().accepted = count;
    }
    return s;
}

int gaps(const UploadSeries::Points& points)
{
    return static_cast<int>(
        std::count_if(points.begin(), points.end(), [](const QPointF& p) { return std::isnan(p.y()); }));
}

double highest(const UploadSeries::Points& points)
{
    double most = -1;
    for (const QPointF& p : points) {
        most = std::isnan(p.y()) ? most : std::max(most, p.y());
    }
    return most;
}

}  // namespace

class TestUploadSeries : public QObject {
    Q_OBJECT
private slots:
    void aPauseOfTheUploaderIsAGap()
    {
        UploadSeries series;
        QVERIFY(!series.latest());
        series.merge(HistoryStep::Second, {point(kNow - 40'000, 5), point(kNow - 39'000, 7), point(kNow - 10'000, 3)});
        QCOMPARE(series.latest()->ms, kNow - 10'000);
        const auto lines = series.lines(UploadSeries::kRanges[0], Timestamp{kNow});
        // One at each edge, one for the half minute without it.
        QCOMPARE(gaps(lines.transactions), 3);
        QCOMPARE(lines.transactions.size(), std::size_t(6));
        QCOMPARE(lines.transactions.front().x(), static_cast<double>(kNow - 60'000));
        QCOMPARE(lines.transactions.back().x(), static_cast<double>(kNow));
        QCOMPARE(highest(lines.records), 700.0);
        QCOMPARE(highest(lines.fillB), 50.0);
        QCOMPARE(highest(lines.swaps), -1.0);  // the history does not know them
    }

    void secondsThatABusyMachineSkippedAreSharedOut()
    {
        UploadSeries series;
        series.merge(HistoryStep::Second, {point(kNow - 10'000, 40), point(kNow - 6'000, 8), point(kNow - 5'000, 8)});
        const auto lines = series.lines(UploadSeries::kRanges[0], Timestamp{kNow});
        QCOMPARE(gaps(lines.transactions), 2);      // edges only
        QCOMPARE(lines.transactions[1].y(), 10.0);  // 40 in four seconds
        QCOMPARE(lines.transactions[2].y(), 8.0);
    }

    void unknownLatencyIsNotZero()
    {
        UploadSeries series;
        series.merge(HistoryStep::Second, {point(kNow - 3'000, 0, -1)});
        const auto lines = series.lines(UploadSeries::kRanges[0], Timestamp{kNow});
        QVERIFY(std::isnan(lines.latencyP50[1].y()));
        QCOMPARE(lines.transactions[1].y(), 0.0);
        // A second without a commit has no latency either, though the figure of the last commits is known.
        series.merge(HistoryStep::Second, {point(kNow - 3'000, 0, 20), point(kNow - 2'000, 1, 20)});
        const auto idle = series.lines(UploadSeries::kRanges[0], Timestamp{kNow});
        QVERIFY(std::isnan(idle.latencyP50[1].y()) && std::isnan(idle.latencyP95[1].y()));
        QCOMPARE(idle.latencyP50[2].y(), 20.0);
    }

    void whatCameAndWentBetweenLooksIsDrawn()
    {
        UploadSeries series;
        series.look(snapshot(kNow - 3'000, 1, {}), 2048);
        series.look(snapshot(kNow - 2'000, 2, {}), 2048);
        QCOMPARE(highest(series.lines(UploadSeries::kRanges[0], Timestamp{kNow}).fillA), 25.0);
        HistoryPoint full = point(kNow - 2'000, 9);
        full.fillA = 0.9F;
        series.merge(HistoryStep::Second, {point(kNow - 3'000, 1), full});
        const auto lines = series.lines(UploadSeries::kRanges[0], Timestamp{kNow});
        QVERIFY(std::abs(highest(lines.fillA) - 90) < 0.01);
        QCOMPARE(highest(lines.fillB), 50.0);
    }

    void laterReadingsReplaceWhatTheyCover()
    {
        UploadSeries series;
        QCOMPARE(series.readFrom(HistoryStep::Second, Timestamp{kNow}).ms, 0);
        series.merge(HistoryStep::Second, {point(kNow - 2'000, 1), point(kNow - 1'000, 2)});
        QCOMPARE(series.readFrom(HistoryStep::Second, Timestamp{kNow}).ms, kNow - 1'000);
        series.merge(HistoryStep::Second, {point(kNow - 1'000, 9), point(kNow, 4)});
        const auto lines = series.lines(UploadSeries::kRanges[0], Timestamp{kNow + 500});
        QCOMPARE(lines.transactions.size(), std::size_t(5));
        QCOMPARE(lines.transactions[2].y(), 9.0);
        // A clock that was set back: all of it is read again.
        QCOMPARE(series.readFrom(HistoryStep::Second, Timestamp{kNow - 60'000}).ms, 0);
    }

    void minutesForTheLongRanges()
    {
        UploadSeries series;
        series.merge(HistoryStep::Minute, {point(kNow - 7'200'000, 600), point(kNow - 7'140'000, 1'200)});
        const auto lines = series.lines(UploadSeries::kRanges[3], Timestamp{kNow});
        QCOMPARE(highest(lines.transactions), 20.0);
        QCOMPARE(highest(series.lines(UploadSeries::kRanges[0], Timestamp{kNow}).transactions), -1.0);
    }

    void sharesMoveWithTheLoad()
    {
        UploadSeries series;
        QVERIFY(series.shares().empty());
        series.look(snapshot(kNow, 0, {0, 0}), 2048);
        QVERIFY(std::isnan(series.shares()[0].lately));  // none yet is not "nothing"
        series.look(snapshot(kNow + 200, 4, {10, 30}), 2048);
        QCOMPARE(series.shares()[0].lately, 25.0);
        QCOMPARE(series.shares()[1].ever, 75.0);
        QCOMPARE(series.swapsPerSecond(), std::optional(20.0));
        for (int i = 1; i <= 60; ++i) {
            series.look(snapshot(kNow + 200 + i * 200, 4, {10, 30 + static_cast<std::uint64_t>(i)}), 2048);
        }
        QCOMPARE(series.shares()[0].lately, 0.0);
        QCOMPARE(series.shares()[0].ever, 10.0);
        QCOMPARE(series.swapsPerSecond(), std::optional(0.0));
        const auto lines = series.lines(UploadSeries::kRanges[0], Timestamp{kNow + 12'400});
        QCOMPARE(highest(lines.fillA), 25.0);
        QCOMPARE(highest(lines.swaps), 20.0);
    }

    void aNewUploaderBeginsAnew()
    {
        UploadSeries series;
        series.look(snapshot(kNow, 900, {500, 500}), 2048);
        series.look(snapshot(kNow + 200, 0, {0, 1}), 2048);
        series.look(snapshot(kNow + 400, 0, {0, 2}), 2048);
        QCOMPARE(series.shares()[1].lately, 100.0);
        const auto lines = series.lines(UploadSeries::kRanges[0], Timestamp{kNow + 400});
        QCOMPARE(highest(lines.swaps), 0.0);  // never a huge or negative jump
    }
};

QTEST_APPLESS_MAIN(TestUploadSeries)
#include "tst_upload_series.moc"
