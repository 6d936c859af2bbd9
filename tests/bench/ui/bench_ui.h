// What the desktop's benchmarks share: how long the event loop is held, and the figures a person notices.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <string>
#include <vector>

namespace meterseal::bench {

// Single turns: the mean, the 99th percentile and the worst in milliseconds, and what the thread computed in them,
// which other programs on the machine do not change.
class Turns {
public:
    template <typename Call>
    void time(Call call)
    {
        const double computed = computedMs();
        const auto begin = std::chrono::steady_clock::now();
        call();
        m_ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        m_computedMs.push_back(computedMs() - computed);
    }
    // Named by what was timed: "held_mean_ms".
    void report(benchmark::State& state, const std::string& what, bool computed = true)
    {
        reportOne(state, what, m_ms);
        if (computed) {
            reportOne(state, what + "_cpu", m_computedMs);
        }
    }

private:
    static double computedMs()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    static void reportOne(benchmark::State& state, const std::string& what, std::vector<double>& ms)
    {
        std::sort(ms.begin(), ms.end());
        double sum = 0;
        for (const double one : ms) {
            sum += one;
        }
        state.counters[what + "_mean_ms"] = sum / static_cast<double>(ms.size());
        state.counters[what + "_p99_ms"] = ms[(ms.size() - 1) * 99 / 100];
        state.counters[what + "_worst_ms"] = ms.back();
    }

    std::vector<double> m_ms, m_computedMs;
};

}  // namespace meterseal::bench
