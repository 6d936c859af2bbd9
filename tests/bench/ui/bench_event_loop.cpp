// The longest turn of the event loop in milliseconds while a person walks over a ledger of METERSEAL_UI_TXS
// transactions (1,000,000) and the uploader works at full load: for each action that takes longest, and beside the
// machine's unit of layout work. 50 ms is what a person does not notice.
#include "ui/support/big_walk.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>

using namespace meterseal;

namespace {

void eventLoop(benchmark::State& state)
{
    std::vector<test::WalkStep> steps;
    for (auto _ : state) {
        test::BigWalk walk;
        if (!walk.open()) {
            state.SkipWithError("the desktop did not open");
            return;
        }
        walk.run([&](const test::WalkStep& step) { steps.push_back(step); });
    }
    std::sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.computingMs > b.computingMs; });
    for (std::size_t i = 0; i < std::min<std::size_t>(steps.size(), 10); ++i) {
        std::fprintf(stderr, "%-44s computes %5.1f ms, turn %5.1f ms\n", qPrintable(steps[i].what),
                     steps[i].computingMs, steps[i].turnMs);
    }
    const auto turn =
        std::max_element(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.turnMs < b.turnMs; });
    state.counters["actions"] = static_cast<double>(steps.size());
    state.counters["computing_worst_ms"] = steps.empty() ? 0 : steps.front().computingMs;
    state.counters["turn_worst_ms"] = steps.empty() ? 0 : turn->turnMs;
    state.counters["unit_ms"] = test::layoutUnitMs();
}

[[maybe_unused]] const bool kRegistered = [] {
    benchmark::RegisterBenchmark("ui/event_loop", eventLoop)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);
    return true;
}();

}  // namespace
