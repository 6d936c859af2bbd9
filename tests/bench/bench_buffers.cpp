// One buffer and one lock against the uploader's double buffer.
#include "meterseal/upload/double_buffer.h"
#include "support/require.h"

#include <benchmark/benchmark.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

using namespace meterseal;
using test::must;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::size_t kProducers = 4;

// Four producers and a consumer that works on what it takes: beside the producers (two buffers), or with the lock held
// (one).
void buffers(benchmark::State& state)
{
    static constexpr std::size_t kItems = 2'000'000, kBulk = 64;
    const bool twoBuffers = state.range(0) != 0;
    for ([[maybe_unused]] auto _ : state) {
        DoubleBuffer<std::uint64_t> buffer({.items = 64 * 1024, .bytes = 16u << 20});
        std::mutex mutex;
        std::condition_variable room, some;
        std::vector<std::uint64_t> single;
        std::vector<std::jthread> producers;
        for (std::size_t p = 0; p < kProducers; ++p) {
            producers.emplace_back([&] {
                for (std::size_t i = 0; i < kItems / kProducers; i += kBulk) {
                    if (twoBuffers) {
                        must(buffer
                                 .put(kBulk, kBulk * 8, SteadyClock::now() + std::chrono::minutes(1),
                                      [](std::vector<std::uint64_t>& active) { active.insert(active.end(), kBulk, 1); })
                                 .status());
                    } else {
                        std::unique_lock lock(mutex);
                        room.wait(lock, [&] { return single.size() < 64 * 1024; });
                        single.insert(single.end(), kBulk, 1);
                        some.notify_one();
                    }
                }
            });
        }
        const auto work = [](const std::vector<std::uint64_t>& items) {
            std::uint64_t sum = 0;
            for (const std::uint64_t item : items) {
                std::uint64_t x = item + sum;
                for (int i = 0; i < 20; ++i) {
                    x ^= x << 13;
                    x ^= x >> 7;
                }
                benchmark::DoNotOptimize(x);
                sum += item;
            }
            return sum;
        };
        std::uint64_t taken = 0;
        while (taken < kItems / kProducers / kBulk * kBulk * kProducers) {
            if (twoBuffers) {
                taken += work(*buffer.swap(SteadyClock::now() + std::chrono::minutes(1)));
            } else {
                std::unique_lock lock(mutex);
                some.wait(lock, [&] { return !single.empty(); });
                taken += work(single);
                single.clear();
                room.notify_all();
            }
        }
        state.counters["items_per_s"] =
            benchmark::Counter(static_cast<double>(taken), benchmark::Counter::kIsIterationInvariantRate);
    }
}
BENCHMARK(buffers)
    ->Name("upload/buffers")
    ->ArgName("two")
    ->Arg(1)
    ->Arg(0)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
