// Verifying a file of a million records of 10,000 meters as the verify page does it: hash, read, compare on a worker,
// findings taken into the table's model a few times a second. `held` is what the event loop is held for meanwhile.
//
// Rival in the same run: core's verifier alone on the same file, as the command line runs it.
// METERSEAL_BENCH_METERS makes the file smaller or larger, with 100 records each.
#include "bench/ui/bench_ui.h"
#include "meterseal/verify/verifier.h"
#include "pages/verify/file_check.h"
#include "support/anchored_ledger.h"
#include "support/record_generator.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

#include <cstdlib>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

constexpr std::uint32_t kPerMeter = 100;

// Made with the first benchmark that needs it.
struct Scene {
    Scene()
    {
        const char* const asked = std::getenv("METERSEAL_BENCH_METERS");
        test::RecordGeneratorOptions options;
        options.meters = asked == nullptr ? 10'000 : static_cast<std::uint32_t>(std::max(1, std::atoi(asked)));
        options.recordsPerMeter = kPerMeter;
        options.order = test::RecordOrder::Grouped;
        const test::RecordGenerator records(options);
        ledger.onboard(0, options.meters);
        std::vector<HealthRecord> batch(kPerMeter);
        for (std::uint32_t meter = 0; meter < options.meters; ++meter) {
            for (std::uint32_t i = 0; i < kPerMeter; ++i) {
                batch[i] = records.record(meter, i);
            }
            ledger.anchor(meter, batch, kPerMeter);
        }
        ledger.close();
        file = folder / "records.jsonl";
        records.writeJsonLines(file);
        count = std::uint64_t(options.meters) * kPerMeter;
    }

    test::TemporaryFolder folder;
    test::AnchoredLedger ledger{std::chrono::milliseconds(50)};
    std::filesystem::path file;
    std::uint64_t count = 0;
};

Scene& scene()
{
    static Scene made;
    return made;
}

void page(benchmark::State& state)
{
    Scene& it = scene();
    bench::Turns held;
    for (auto _ : state) {
        FileCheck check([&it] { return LedgerReader::open(it.ledger.file(), OpenMode::ReadOnly); });
        bool over = false;
        std::size_t rows = 0;
        QObject::connect(&check, &FileCheck::progressed, &check, [&] { rows += check.takeRows().size(); });
        QObject::connect(&check, &FileCheck::finished, &check, [&over] { over = true; });
        QObject::connect(&check, &FileCheck::failed, &check, [&](const Error& error) {
            state.SkipWithError(error.message.c_str());
            over = true;
        });
        check.start({it.file, test::RecordGenerator::jsonLinesProfile(), false, {}, {}});
        while (!over) {
            held.time([] { QCoreApplication::processEvents(); });
            QThread::usleep(500);
        }
        if (check.state().summary().count(Verdict::Intact) != it.count) {
            state.SkipWithError("a record is not intact");
        }
    }
    held.report(state, "held");
    state.counters["records_per_s"] =
        benchmark::Counter(static_cast<double>(it.count), benchmark::Counter::kIsIterationInvariantRate);
}

void coreAlone(benchmark::State& state)
{
    Scene& it = scene();
    for (auto _ : state) {
        LedgerReader reader = it.ledger.reader();
        auto source = RecordSource::open(it.file, test::RecordGenerator::jsonLinesProfile(), [](const RejectedRow&) {});
        const auto summary = Verifier(reader).verifyFile(**source, {}, [](const Finding&) {});
        if (!summary || summary->count(Verdict::Intact) != it.count) {
            state.SkipWithError("a record is not intact");
        }
    }
    state.counters["records_per_s"] =
        benchmark::Counter(static_cast<double>(it.count), benchmark::Counter::kIsIterationInvariantRate);
}

[[maybe_unused]] const bool kRegistered = [] {
    using benchmark::kMillisecond;
    benchmark::RegisterBenchmark("ui/verify/page", page)->Unit(kMillisecond)->UseRealTime()->Iterations(2);
    benchmark::RegisterBenchmark("ui/verify/core_alone", coreAlone)->Unit(kMillisecond)->UseRealTime()->Iterations(2);
    return true;
}();

}  // namespace
