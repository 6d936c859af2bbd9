// A cold start of the real program on a ledger of METERSEAL_BENCH_UI_TXS transactions (1,000,000): from exec to the
// first page painted with rows of the ledger, and the most memory it had. "Cold" is a new process; the ledger may be in
// the machine's memory. Without a display, the offscreen platform stands in for one.
#include "bench/ui/bench_ui.h"
#include "support/big_ledger.h"
#include "support/temporary_folder.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>

using namespace meterseal;

namespace {

struct Start {
    bool good = false;
    double megabytes = 0;
};

// Until the program has said that it is usable.
Start startOnce(const std::filesystem::path& workspace, bench::Turns& turns)
{
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) {
        return {};
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, pipe[0]);
    std::array<std::string, 4> words{METERSEAL_APP, "--workspace", workspace.string(), "--measure-start"};
    std::array<char*, 5> arguments{words[0].data(), words[1].data(), words[2].data(), words[3].data(), nullptr};
    Start start;
    pid_t child = 0;
    std::array<char, 128> line{};
    turns.time([&] {
        start.good = posix_spawn(&child, METERSEAL_APP, &actions, nullptr, arguments.data(), environ) == 0;
        ::close(pipe[1]);
        start.good = start.good && ::read(pipe[0], line.data(), line.size() - 1) > 0;
    });
    ::close(pipe[0]);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    const bool ended = ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    long kilobytes = 0;
    start.good = start.good && ended && std::sscanf(line.data(), "usable, VmHWM: %ld kB", &kilobytes) == 1;
    start.megabytes = static_cast<double>(kilobytes) / 1024;
    return start;
}

void coldStart(benchmark::State& state)
{
    const std::uint64_t transactions = test::transactionsAsked("METERSEAL_BENCH_UI_TXS", 1'000'000);
    const test::TemporaryFolder folder, home;
    test::makeBigWorkspace(folder.path(), transactions, 1, "benchmark");
    // An own place for settings: a person's are neither read nor changed.
    ::setenv("XDG_CONFIG_HOME", home.path().c_str(), 1);
    bench::Turns turns;
    Start start;
    for (auto _ : state) {
        start = startOnce(folder.path(), turns);
        if (!start.good) {
            state.SkipWithError("the program did not start");
            return;
        }
    }
    turns.report(state, "start", false);  // another process computes
    state.counters["peak_MB"] = start.megabytes;
    state.counters["transactions"] = static_cast<double>(transactions);
}

[[maybe_unused]] const bool kRegistered = [] {
    benchmark::RegisterBenchmark("ui/start", coldStart)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(10);
    return true;
}();

}  // namespace
