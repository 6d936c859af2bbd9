// Appending to a ledger: through the embedded chain with all its checks, and to the store alone.
#include "meterseal/chain/embedded_chain.h"
#include "support/hashes.h"
#include "support/ledger_file.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <benchmark/benchmark.h>

using namespace meterseal;
using test::LedgerBuilder;

namespace {

constexpr std::size_t kAppendMeters = 20;
constexpr std::size_t kAppendBatches = 2'000;

struct Signed {
    LedgerBuilder builder{77};
    std::vector<Bytes> onboarding, batches;
};

// Batches of 100 leaves, signed beforehand: what is measured is the ledger and not its clients.
const Signed& signedBatches()
{
    static const Signed made = [] {
        Signed out;
        for (std::size_t i = 0; i < kAppendMeters; ++i) {
            for (Bytes& wire : out.builder.onboard(i)) {
                out.onboarding.push_back(std::move(wire));
            }
        }
        const auto leaves = test::someHashes(100, 1);
        for (std::size_t i = 0; i < kAppendBatches; ++i) {
            out.batches.push_back(out.builder.convert(i % kAppendMeters, leaves));
        }
        return out;
    }();
    return made;
}

void appendThroughChain(benchmark::State& state)
{
    const Signed& input = signedBatches();
    for (auto _ : state) {
        state.PauseTiming();
        const test::TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        bool good = EmbeddedChain::create(file, input.builder.genesis()).ok();
        auto chain = std::move(EmbeddedChain::open(file, input.builder.sealer())).value();
        for (const Bytes& wire : input.onboarding) {
            good = good && chain->submit(wire).ok();
        }
        good = good && chain->flush().ok();
        state.ResumeTiming();
        for (const Bytes& wire : input.batches) {
            good = good && chain->submit(wire).ok();
        }
        good = good && chain->flush().ok();
        state.PauseTiming();
        if (!good || chain->head()->logSize != input.onboarding.size() + input.batches.size()) {
            state.SkipWithError("transactions are missing");
            return;
        }
        chain.reset();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kAppendBatches));
}

// Without signatures and rules: what SQLite and the log cost, in blocks of `range(0)`.
void appendToStore(benchmark::State& state)
{
    const Signed& input = signedBatches();
    std::vector<CheckedTransaction> checked;
    for (const Bytes& wire : input.batches) {
        checked.push_back(std::move(checkTransaction(wire, input.builder.chain())).value());
    }
    const auto blockSize = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        state.PauseTiming();
        const test::TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        if (!LedgerStore::create(file, input.builder.genesis()).ok()) {
            state.SkipWithError("the ledger could not be made");
            return;
        }
        auto store = std::move(LedgerStore::open(file)).value();
        merkle::CompactRange log;
        state.ResumeTiming();
        for (std::size_t first = 0; first < checked.size(); first += blockSize) {
            std::vector<AcceptedTransaction> block;
            const Height height = store->head() ? store->head()->header.height + 1 : 1;
            for (std::size_t i = first; i < std::min(first + blockSize, checked.size()); ++i) {
                const Hash256 leaf = LogEntry{height, LedgerBuilder::kStart, checked[i].txHash}.leaf();
                block.push_back(
                    {checked[i],
                     {TxType::Convert, static_cast<std::uint32_t>(1 + i % kAppendMeters), {}, false, false, leaf},
                     {},
                     {}});
                log.append(leaf);
            }
            const auto sealed = test::nextBlock(input.builder, store->head(), LedgerBuilder::kStart, log);
            if (!store->append(sealed, block, {}).ok()) {
                state.SkipWithError("a block could not be written");
                return;
            }
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kAppendBatches));
}

[[maybe_unused]] const bool kRegistered = [] {
    using benchmark::kMillisecond;
    benchmark::RegisterBenchmark("ledger/append/chain", appendThroughChain)->Unit(kMillisecond)->UseRealTime();
    benchmark::RegisterBenchmark("ledger/append/store", appendToStore)
        ->Arg(100)
        ->Arg(1000)
        ->Unit(kMillisecond)
        ->UseRealTime();
    return true;
}();

}  // namespace
