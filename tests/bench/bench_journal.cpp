// The upload journal's segment files against SQLite as a journal: the same frames, each durable before the next is
// begun (synchronous=FULL, write-ahead log), then read back whole, then reclaimed. The two take turns within one run.
#include "ledger/schema.h"
#include "support/require.h"
#include "support/temporary_folder.h"
#include "upload/segment_log.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <ctime>

using namespace meterseal;
using test::must;
using test::require;

namespace {

constexpr int kTurns = 3;
constexpr std::uint64_t kSegmentBytes = 8u << 20;

// Of this thread, kernel included.
double cpuSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Cost {
    double wall = 0, cpu = 0;
    void add(const Cost& other)
    {
        wall += other.wall;
        cpu += other.cpu;
    }
};

template <typename Work>
Cost costOf(Work&& work)
{
    const double cpu = cpuSeconds();
    const auto begin = std::chrono::steady_clock::now();
    work();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), cpuSeconds() - cpu};
}

Bytes payloadOf(std::size_t frame, std::size_t size)
{
    Bytes payload(size);
    std::uint64_t x = frame * 0x9e3779b97f4a7c15U + 1;
    for (std::uint8_t& byte : payload) {
        x = x * 6364136223846793005U + 1442695040888963407U;
        byte = static_cast<std::uint8_t>(x >> 56);
    }
    return payload;
}

Cost segmentFiles(const std::vector<Bytes>& payloads)
{
    const test::TemporaryFolder folder;
    const auto log = must(upload::SegmentLog::open(folder / "log", kSegmentBytes));
    const Cost cost = costOf([&] {
        for (const Bytes& payload : payloads) {
            log->append(1, payload);
            must(log->sync());
        }
        upload::Frame frame;
        upload::LogPosition at = log->begin();
        for (const Bytes& payload : payloads) {
            require(must(log->read(at, frame)) && frame.payload == payload, "a frame came back different");
            at = frame.next;
        }
        must(log->roll());
        for (const std::uint64_t segment : log->segments()) {
            must(log->remove(segment));
        }
    });
    require(log->bytes() == 0, "the segments were not reclaimed");
    return cost;
}

Cost sqliteTable(const std::vector<Bytes>& payloads)
{
    const test::TemporaryFolder folder;
    auto db = must(openLedgerFile(folder / "journal.db", sqlite::Open::Create));
    for (const char* setting : {"PRAGMA page_size=8192", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                                "CREATE TABLE frame(id INTEGER PRIMARY KEY, type INTEGER NOT NULL, payload BLOB)"}) {
        must(db.exec(setting));
    }
    auto insert = must(db.prepare("INSERT INTO frame(type, payload) VALUES(1, ?)"));
    auto select = must(db.prepare("SELECT payload FROM frame ORDER BY id"));
    const Cost cost = costOf([&] {
        for (const Bytes& payload : payloads) {
            must(insert.bind(1, ByteView(payload)).run());
        }
        for (const Bytes& payload : payloads) {
            require(must(select.step()) && std::ranges::equal(select.blob(0), payload), "a row came back different");
        }
        select.reset();
        must(db.exec("DELETE FROM frame"));
        must(db.exec("PRAGMA wal_checkpoint(PASSIVE)"));
    });
    require(must(db.queryInteger("SELECT count(*) FROM frame")) == 0, "the rows were not reclaimed");
    return cost;
}

void journal(benchmark::State& state)
{
    const auto size = static_cast<std::size_t>(state.range(0));
    std::vector<Bytes> payloads;
    for (std::size_t i = 0; i < static_cast<std::size_t>(state.range(1)); ++i) {
        payloads.push_back(payloadOf(i, size));
    }
    for ([[maybe_unused]] auto _ : state) {
        Cost ours, rival;
        for (int turn = 0; turn < kTurns; ++turn) {
            ours.add(segmentFiles(payloads));
            rival.add(sqliteTable(payloads));
        }
        state.SetIterationTime(ours.wall + rival.wall);
        const double frames = static_cast<double>(payloads.size()) * kTurns;
        state.counters["segments_frames_per_s"] = frames / ours.wall;
        state.counters["sqlite_frames_per_s"] = frames / rival.wall;
        state.counters["segments_cpu_us_per_frame"] = ours.cpu * 1e6 / frames;
        state.counters["sqlite_cpu_us_per_frame"] = rival.cpu * 1e6 / frames;
        state.counters["ratio"] = rival.wall / ours.wall;
    }
}
BENCHMARK(journal)
    ->Name("upload/journal_against_sqlite")
    ->ArgNames({"frame_bytes", "frames"})
    ->Args({4096, 400})      // one small call
    ->Args({100'000, 200})   // 2,000 records together
    ->Args({1'000'000, 40})  // sealed batches
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
