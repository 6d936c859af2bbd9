// What the desktop's benchmarks share: how long the event loop is held, and the figures a person notices.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace meterseal::bench {

// Single turns: the mean, the 99th percentile and the worst, in milliseconds.
class Turns {
public:
    template <typename Call>
    void time(Call call)
    {
        const auto begin = std::chrono::steady_clock::now();
        call();
        m_ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    // Named by what was timed: "held_mean_ms".
    void report(benchmark::State& state, const std::string& what)
    {
        std::sort(m_ms.begin(), m_ms.end());
        double sum = 0;
        for (const double ms : m_ms) {
            sum += ms;
        }
        state.counters[what + "_mean_ms"] = sum / static_cast<double>(m_ms.size());
        state.counters[what + "_p99_ms"] = m_ms[(m_ms.size() - 1) * 99 / 100];
        state.counters[what + "_worst_ms"] = m_ms.back();
    }

private:
    std::vector<double> m_ms;
};

}  // namespace meterseal::bench
