// A replica catching up, beside fsck of what it then holds: both check every transaction and run every rule; the
// replica also writes. In one run, so that their ratio means something.
#include "core/chain/block_world.h"
#include "meterseal/ledger/fsck.h"
#include "support/temporary_folder.h"

#include <benchmark/benchmark.h>

using namespace meterseal;
using namespace meterseal::test;

namespace {

constexpr std::size_t kBlocks = 100;
constexpr std::size_t kBatchesEach = 10;
constexpr std::size_t kRecordsEach = 3;  // of BlockWorld::grow()

const BlockWorld& world()
{
    static const BlockWorld w = [] {
        BlockWorld made;
        made.grow(kBlocks, kBatchesEach);
        return made;
    }();
    return w;
}

void count(benchmark::State& state)
{
    const auto rounds = static_cast<double>(state.iterations());
    state.counters["blocks/s"] = benchmark::Counter(rounds * kBlocks, benchmark::Counter::kIsRate);
    state.counters["transactions/s"] = benchmark::Counter(rounds * kBlocks * kBatchesEach, benchmark::Counter::kIsRate);
    state.counters["records/s"] =
        benchmark::Counter(rounds * kBlocks * kBatchesEach * kRecordsEach, benchmark::Counter::kIsRate);
}

void replicaCatchesUp(benchmark::State& state)
{
    const BlockWorld& w = world();
    const std::string bytes = w.file();
    for (auto _ : state) {
        state.PauseTiming();
        const TemporaryFolder folder;
        must(Replica::create(folder / "ledger.db", w.genesis));
        auto replica = must(Replica::open(folder / "ledger.db"));
        state.ResumeTiming();
        StringSource source(bytes);
        const PullReport pulled = must(replica->pull(source));
        state.PauseTiming();
        require(pulled.to == kBlocks + 1 && replica->head().logRoot == w.head().logRoot, "the same ledger");
        replica.reset();
        state.ResumeTiming();
    }
    count(state);
}
BENCHMARK(replicaCatchesUp)->Unit(benchmark::kMillisecond)->UseRealTime();

void fsckOfTheSame(benchmark::State& state)
{
    const BlockWorld& w = world();
    const TemporaryFolder folder;
    must(Replica::create(folder / "ledger.db", w.genesis));
    {
        StringSource source(w.file());
        must(must(Replica::open(folder / "ledger.db"))->pull(source));
    }
    for (auto _ : state) {
        const FsckSummary checked = must(checkLedger(folder / "ledger.db", {}));
        require(checked.faults == 0 && checked.blocks == kBlocks + 1, "no fault");
    }
    count(state);
}
BENCHMARK(fsckOfTheSame)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
