// One tick of a live chart: all points anew, and painted. 600, 6,000 and 60,000 points.
//
// Rival in the same run: the same points in a plain QLineSeries, none left out.
#include "bench/ui/bench_ui.h"
#include "pages/monitor/upload_series.h"
#include "support/temporary_folder.h"
#include "widgets/chart_panel.h"

#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QValueAxis>

#include <random>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

constexpr QSize kSize(600, 220);

std::vector<QPointF> points(std::size_t count)
{
    std::mt19937 random(3);
    std::vector<QPointF> made;
    for (std::size_t i = 0; i < count; ++i) {
        made.emplace_back(1'795'334'400'000.0 + static_cast<double>(i) * 1000, static_cast<double>(random() % 5'000));
    }
    return made;
}

void tick(benchmark::State& state)
{
    const test::TemporaryFolder folder;
    AppSettings settings(QString::fromStdString((folder / "settings.ini").string()));
    const Format format(settings);
    ChartPanel chart(QStringLiteral("chart"), format);
    chart.hideControls();
    chart.resize(kSize);
    chart.setTexts(QStringLiteral("Transactions"), QStringLiteral("tx/s"));
    chart.show();
    const auto line = points(static_cast<std::size_t>(state.range(0)));
    bench::Turns held;
    for (auto _ : state) {
        held.time([&] {
            chart.setLines({{QStringLiteral("tx/s"), line}});
            benchmark::DoNotOptimize(chart.grab());
        });
    }
    held.report(state, "held");
}

void plainRival(benchmark::State& state)
{
    auto* const chart = new QChart;
    QChartView view(chart);
    view.setRenderHint(QPainter::Antialiasing);
    view.resize(kSize);
    auto* const series = new QLineSeries;
    chart->addSeries(series);
    chart->createDefaultAxes();
    view.show();
    const auto line = points(static_cast<std::size_t>(state.range(0)));
    const QList<QPointF> list(line.begin(), line.end());
    bench::Turns held;
    for (auto _ : state) {
        held.time([&] {
            series->replace(list);
            chart->axes(Qt::Horizontal).front()->setRange(list.front().x(), list.back().x());
            chart->axes(Qt::Vertical).front()->setRange(0, 5'000);
            benchmark::DoNotOptimize(view.grab());
        });
    }
    held.report(state, "held");
}

// The monitor's range of an hour: 3,600 seconds of history and five looks a second, gathered for four charts.
void monitorHour(benchmark::State& state)
{
    constexpr std::int64_t kSecond = 1'000;
    constexpr Timestamp kEnd{1'795'334'400'000};
    UploadSeries series;
    std::vector<HistoryPoint> history;
    UploadSnapshot snapshot;
    snapshot.nodes.resize(4);
    for (std::int64_t ms = kEnd.ms - 3'600 * kSecond; ms < kEnd.ms; ms += kSecond / 5) {
        if (ms % kSecond == 0) {
            history.push_back({Timestamp{ms}, static_cast<std::uint64_t>(ms % 977), 5'000, 20, 40, 0.5F, 0.25F});
        }
        snapshot.time = Timestamp{ms};
        snapshot.batches.swaps += 3;
        series.look(snapshot, 2'048);
    }
    series.merge(HistoryStep::Second, std::move(history));
    bench::Turns held;
    for (auto _ : state) {
        held.time([&] { benchmark::DoNotOptimize(series.lines(UploadSeries::kRanges[2], kEnd)); });
    }
    held.report(state, "held");
}

[[maybe_unused]] const bool kRegistered = [] {
    for (const auto& [name, run] : {std::pair("ui/chart/tick", &tick), std::pair("ui/chart/tick-rival", &plainRival)}) {
        auto* const made = benchmark::RegisterBenchmark(name, run)->Unit(benchmark::kMillisecond)->Iterations(30);
        for (const int count : {600, 6'000, 60'000}) {
            made->Arg(count);
        }
    }
    benchmark::RegisterBenchmark("ui/monitor/hour", &monitorHour)->Unit(benchmark::kMillisecond)->Iterations(100);
    return true;
}();

}  // namespace
