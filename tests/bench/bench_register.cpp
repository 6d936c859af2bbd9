// Registering a list of meters: keys derived and kept, transactions signed, checked and sealed. What ten times the
// meters cost in CPU time of the whole program (its sealer thread included) must stay near ten times: cost/1000 is the
// same in both lines where it is linear.
#include "meterseal/workspace/open_workspace.h"
#include "support/require.h"
#include "support/temporary_folder.h"

#include <benchmark/benchmark.h>
#include <ctime>
#include <fmt/format.h>

using namespace meterseal;
using namespace meterseal::test;

namespace {

constexpr std::size_t kBlock =
    1000;  // rows at a time, each with one save of the key store: as a list is worked off with progress

void registerMeters(benchmark::State& state)
{
    const auto meters = static_cast<std::size_t>(state.range(0));
    const crypto::SecretBytes passphrase(std::string_view("correct horse battery"));
    for (auto _ : state) {
        state.PauseTiming();
        const TemporaryFolder folder;
        const Workspace workspace = must(
            Workspace::create(folder / "w", "harbour",
                              {{"water", Role::Utility, "Water"}, {"maker", Role::Manufacturer, "Maker"}}, passphrase));
        auto open = must(OpenWorkspace::open(workspace, passphrase));
        state.ResumeTiming();
        const std::clock_t begin = std::clock();
        for (std::size_t first = 0; first < meters; first += kBlock) {
            std::vector<Dossier> dossiers;
            for (std::size_t i = first; i < std::min(meters, first + kBlock); ++i) {
                dossiers.push_back({fmt::format("{:012}", i), "Lane 1", "Maker", {}});
            }
            const auto done =
                must(open->change([&](OpenKeys& keys) { return keys.meters.registerMeters(dossiers, "water"); }));
            require(done.size() == dossiers.size() && done.back().registered.has_value(), "every meter is registered");
        }
        require(open->chain().flush().ok(), "sealed");
        const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        state.counters["CPU/1000"] = seconds * 1000 / static_cast<double>(meters);
        state.PauseTiming();
        open.reset();
        state.ResumeTiming();
    }
}
BENCHMARK(registerMeters)->Arg(10'000)->Arg(100'000)->Iterations(1)->Unit(benchmark::kSecond)->UseRealTime();

}  // namespace
