// Verification: a million records of 10,000 meters against a ledger made once, and the descent into two trees against
// a full scan of their leaves.
//
// METERSEAL_BENCH_METERS makes the ledger smaller or larger (default 10,000 meters with 100 records each).
#include "support/anchored_ledger.h"
#include "support/record_generator.h"

#include "meterseal/merkle/tree.h"
#include "meterseal/verify/verifier.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

using namespace meterseal;

namespace {

constexpr std::uint32_t kRecordsPerMeter = 100;  // one batch each

std::uint32_t meterCount()
{
    const char* const text = std::getenv("METERSEAL_BENCH_METERS");
    return text == nullptr ? 10000 : static_cast<std::uint32_t>(std::max(1, std::atoi(text)));
}

test::RecordGenerator generator(test::RecordOrder order)
{
    test::RecordGeneratorOptions options;
    options.meters = meterCount();
    options.recordsPerMeter = kRecordsPerMeter;
    options.order = order;
    return test::RecordGenerator(options);
}

// Made with the first benchmark that needs it; a process has one.
const test::AnchoredLedger& ledger()
{
    static test::AnchoredLedger& made = []() -> test::AnchoredLedger& {
        static test::AnchoredLedger fresh(std::chrono::milliseconds(50));  // blocks as a busy ledger has them
        const test::RecordGenerator records = generator(test::RecordOrder::Grouped);
        fresh.onboard(0, meterCount());
        std::vector<HealthRecord> batch(kRecordsPerMeter);
        for (std::uint32_t meter = 0; meter < meterCount(); ++meter) {
            for (std::uint32_t i = 0; i < kRecordsPerMeter; ++i) {
                batch[i] = records.record(meter, i);
            }
            fresh.anchor(meter, batch, kRecordsPerMeter);
        }
        fresh.close();
        return fresh;
    }();
    return made;
}

// Records come from memory: parsing a file is measured by itself (bench_source).
class GeneratedSource : public RecordSource {
public:
    explicit GeneratedSource(const std::vector<HealthRecord>& records) : m_records(records) {}
    Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) override
    {
        const std::size_t count = std::min(max, m_records.size() - m_next);
        rows.resize(std::max(rows.size(), count));
        for (std::size_t i = 0; i < count; ++i, ++m_next) {
            rows[i].record = m_records[m_next];
            rows[i].row = rows[i].line = m_next + 1;
        }
        return count;
    }
    std::uint64_t bytesRead() const override { return m_next; }
    std::uint64_t bytesTotal() const override { return m_records.size(); }

private:
    const std::vector<HealthRecord>& m_records;
    std::size_t m_next = 0;
};

void verifyMillion(benchmark::State& state, test::RecordOrder order, std::size_t memoryRecords, bool tampered)
{
    LedgerReader reader = std::move(LedgerReader::open(ledger().file())).value();
    std::vector<HealthRecord> records = generator(order).all();
    std::uint64_t changed = 0;
    for (std::size_t i = 50; tampered && i < records.size(); i += 1000) {
        records[i].value += 0.5;
        ++changed;
    }
    VerifyOptions options;
    options.memoryRecords = memoryRecords;
    for (auto _ : state) {
        GeneratedSource source(records);
        std::uint64_t told = 0;
        const auto summary = Verifier(reader).verifyFile(source, options, [&](const Finding&) { ++told; });
        if (!summary.ok() || summary->count(Verdict::Altered) != changed || told != changed ||
            summary->count(Verdict::Intact) != records.size() - changed) {
            state.SkipWithError("wrong verdicts");
            break;
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * records.size()));
}

void verifyGrouped(benchmark::State& state)
{
    verifyMillion(state, test::RecordOrder::Grouped, 4u << 20, false);
}
void verifyRoundRobin(benchmark::State& state)
{
    verifyMillion(state, test::RecordOrder::RoundRobin, 4u << 20, false);
}
void verifyRoundRobinTampered(benchmark::State& state)
{
    verifyMillion(state, test::RecordOrder::RoundRobin, 4u << 20, true);
}
void verifyThroughTemporaryFiles(benchmark::State& state)
{
    verifyMillion(state, test::RecordOrder::RoundRobin, 100000, false);
}
BENCHMARK(verifyGrouped)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(verifyRoundRobin)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(verifyRoundRobinTampered)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(verifyThroughTemporaryFiles)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

// From the request to stop until verifyFile has returned, asked at moments spread over reading and comparing.
void stopLatency(benchmark::State& state)
{
    LedgerReader reader = std::move(LedgerReader::open(ledger().file())).value();
    const std::vector<HealthRecord> records = generator(test::RecordOrder::RoundRobin).all();
    using Clock = std::chrono::steady_clock;
    double worst = 0;
    int round = 0;
    for (auto _ : state) {
        GeneratedSource source(records);
        std::stop_source stop;
        std::atomic<Clock::rep> asked{0};
        const auto delay = std::chrono::milliseconds(37 * (round++ % 40));
        std::jthread stopper([&] {
            std::this_thread::sleep_for(delay);
            asked = Clock::now().time_since_epoch().count();
            stop.request_stop();
        });
        const auto summary = Verifier(reader).verifyFile(
            source, {}, [](const Finding&) {}, {}, stop.get_token());
        const auto ended = Clock::now();
        stopper.join();
        if (!summary.ok() || (!summary->cancelled && summary->count(Verdict::Intact) != records.size())) {
            state.SkipWithError("neither stopped nor finished");
            break;
        }
        const Clock::time_point begun{Clock::duration(asked.load())};
        const double seconds = std::max(0.0, std::chrono::duration<double>(ended - begun).count());
        worst = std::max(worst, seconds);
        state.SetIterationTime(seconds);
    }
    state.counters["worst_ms"] = worst * 1000;
}
BENCHMARK(stopLatency)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(40);

// ---- Descent against full scan ------------------------------------------------------------------------------------
constexpr std::size_t kLeaves = 8192;

struct TwoTrees {
    merkle::Tree left, right;
    std::vector<std::uint64_t> changed;

    explicit TwoTrees(std::size_t changes)
    {
        std::vector<Hash256> leaves(kLeaves);
        for (std::size_t i = 0; i < kLeaves; ++i) {
            leaves[i] = merkle::leafHash(asBytes(std::to_string(i)));
        }
        left.build(leaves);
        for (std::size_t i = 0; i < changes; ++i) {
            changed.push_back((2 * i + 1) * kLeaves / (2 * changes));
            leaves[changed.back()].bytes[31] ^= 1;
        }
        right.build(leaves);
    }
};

void descent(benchmark::State& state)
{
    const TwoTrees trees(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        std::uint64_t visited = 0;
        if (merkle::diff(trees.left, trees.right, &visited) != trees.changed) {
            state.SkipWithError("wrong leaves");
            break;
        }
        state.counters["visited"] = static_cast<double>(visited);
    }
}
void fullScan(benchmark::State& state)
{
    const TwoTrees trees(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        std::vector<std::uint64_t> found;
        const auto left = trees.left.level(0);
        const auto right = trees.right.level(0);
        for (std::size_t i = 0; i < kLeaves; ++i) {
            if (left[i] != right[i]) {
                found.push_back(i);
            }
        }
        if (found != trees.changed) {
            state.SkipWithError("wrong leaves");
            break;
        }
    }
}
BENCHMARK(descent)->Arg(1)->Arg(16)->Unit(benchmark::kMicrosecond);
BENCHMARK(fullScan)->Arg(1)->Arg(16)->Unit(benchmark::kMicrosecond);

}  // namespace
