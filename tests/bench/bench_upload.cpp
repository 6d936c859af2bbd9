// The uploader: a file of a million records, a burst from four producers, one transaction a record against batches,
// more nodes and a soak. Rivals stand in the same run.
//
// upload/file has two orders of rows: interleaved (batches fill all along) and round (all of them fill at the end).
// METERSEAL_BENCH_METERS: meters (10,000), with 100 records each. METERSEAL_SOAK_SECONDS: length of the soak (5),
// METERSEAL_SOAK_RATE: its records a second (200,000), to be set to half of what upload/live/burst commits here.
// METERSEAL_PACED_SECONDS: length of the paced run (10 at most, and if it is not set).
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/chain/simulated_chain.h"
#include "meterseal/upload/uploader.h"
#include "support/ledger_builder.h"
#include "support/record_generator.h"
#include "support/require.h"
#include "support/temporary_folder.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <unistd.h>

using namespace meterseal;
using test::must;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::uint32_t kRecordsPerMeter = 100;
constexpr std::size_t kProducers = 4;
constexpr std::size_t kRecordsPerSubmit = 500;

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::max<std::uint64_t>(1, std::strtoull(text, nullptr, 10));
}

double secondsSince(SteadyClock::time_point begin)
{
    return std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

// Of the whole process, all threads: on a busy machine the steadier figure.
double cpuMicroseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

double memoryMegabytes()
{
    std::ifstream in("/proc/self/statm");
    std::uint64_t total = 0, resident = 0;
    in >> total >> resident;
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

// The most that was resident since forgetPeakMemory(); where the kernel does not forget, since the process began.
void forgetPeakMemory()
{
    std::ofstream("/proc/self/clear_refs") << "5";
}
double peakMemoryMegabytes()
{
    std::ifstream in("/proc/self/status");
    for (std::string word; in >> word;) {
        if (word == "VmHWM:") {
            double kilobytes = 0;
            in >> kilobytes;
            return kilobytes * 1024 / 1e6;
        }
    }
    return 0;
}

// Runnable tasks of the whole machine in the last minute: says what else it was doing.
double loadAverage()
{
    double load = 0;
    return ::getloadavg(&load, 1) == 1 ? load : -1;
}

// A ledger with all meters active and the key store to go with it, made once; each benchmark works on a copy.
class Template {
public:
    static Template& instance()
    {
        static Template made;
        return made;
    }
    const test::RecordGenerator& records() const { return m_records; }
    // Made when it is first asked for.
    std::filesystem::path file(test::RecordOrder order) const
    {
        const auto file = m_folder / (order == test::RecordOrder::RoundRobin ? "round.jsonl" : "interleaved.jsonl");
        if (!std::filesystem::exists(file)) {
            test::RecordGeneratorOptions options = m_records.options();
            options.order = order;
            test::RecordGenerator(options).writeJsonLines(file);
        }
        return file;
    }
    const crypto::KeyStore& keys() const { return *m_keys; }
    const crypto::Ed25519PrivateKey& sealer() const { return m_builder.sealer(); }
    void copyLedger(const std::filesystem::path& to) const { std::filesystem::copy_file(m_folder / "ledger.db", to); }

private:
    Template() : m_records(options())
    {
        must(EmbeddedChain::create(m_folder / "ledger.db", m_builder.genesis()));
        EmbeddedChainOptions linger;
        linger.linger = std::chrono::milliseconds(50);
        const auto chain = must(EmbeddedChain::open(m_folder / "ledger.db", m_builder.sealer(), linger));
        m_keys.emplace(must(crypto::KeyStore::create(
            m_folder / "keys", crypto::SecretBytes(std::string_view("benchmark")), {.n = 1024, .r = 8, .p = 1})));
        for (std::uint32_t m = 0; m < m_records.options().meters; ++m) {
            for (Bytes& wire : m_builder.onboard(m)) {
                must(chain->submit(std::move(wire)).status());
            }
            const test::LedgerBuilder::Meter& meter = m_builder.meter(m);
            m_keys->putMeter({meter.mn, meter.location, meter.manufacturer, meter.address, {}, {}, meter.key});
        }
        must(chain->flush());
    }
    static test::RecordGeneratorOptions options()
    {
        test::RecordGeneratorOptions result;
        result.meters = static_cast<std::uint32_t>(fromEnvironment("METERSEAL_BENCH_METERS", 10000));
        result.recordsPerMeter = kRecordsPerMeter;
        result.order = test::RecordOrder::RoundRobin;
        return result;
    }

    test::TemporaryFolder m_folder;
    test::LedgerBuilder m_builder;
    test::RecordGenerator m_records;
    std::optional<crypto::KeyStore> m_keys;
};

struct World {
    explicit World(std::size_t nodes = 0, const NodeScript& script = {})
    {
        const Template& from = Template::instance();
        from.copyLedger(folder / "ledger.db");
        chain = must(EmbeddedChain::open(folder / "ledger.db", from.sealer()));
        directory = ledgerDirectory(must(LedgerReader::open(folder / "ledger.db")), from.keys());
        if (nodes > 0) {
            consortium = std::make_unique<SimulatedConsortium>(*chain, nodes, 1);
            consortium->setAll(script);
        }
        options.folder = folder / "journal";
        options.batchRecords = kRecordsPerMeter;
        options.window = std::chrono::hours(24 * 365);
        options.batchAge = std::chrono::seconds(1);
    }
    Uploader& start()
    {
        std::vector<std::unique_ptr<Node>> access;
        if (consortium) {
            access = consortium->nodes();
        } else {
            access.push_back(directNode(*chain));
        }
        uploader = must(Uploader::open(*chain, std::move(access), *directory, options));
        return *uploader;
    }
    void expectCommitted(std::uint64_t records) const
    {
        if (uploader->snapshot().committedRecords != records) {
            throw std::runtime_error("not every record was committed once");
        }
    }

    test::TemporaryFolder folder;
    std::unique_ptr<EmbeddedChain> chain;
    std::unique_ptr<MeterDirectory> directory;
    std::unique_ptr<SimulatedConsortium> consortium;
    UploadOptions options;
    std::unique_ptr<Uploader> uploader;
};

void uploadFile(benchmark::State& state)
{
    const std::uint64_t records = Template::instance().records().size();
    const std::filesystem::path file =
        Template::instance().file(state.range(0) != 0 ? test::RecordOrder::RoundRobin : test::RecordOrder::Interleaved);
    for ([[maybe_unused]] auto _ : state) {
        World world;
        Uploader& uploader = world.start();
        forgetPeakMemory();
        const double cpu = cpuMicroseconds();
        const auto begin = SteadyClock::now();
        must(uploader.addFile(file, test::RecordGenerator::jsonLinesProfile()).status());
        must(uploader.drain());
        const double seconds = secondsSince(begin);
        state.SetIterationTime(seconds);
        world.expectCommitted(records);
        state.counters["records_per_s"] = static_cast<double>(records) / seconds;
        state.counters["cpu_us_per_record"] = (cpuMicroseconds() - cpu) / static_cast<double>(records);
        state.counters["peak_MB"] = peakMemoryMegabytes();
    }
}
BENCHMARK(uploadFile)
    ->Name("upload/file")
    ->ArgName("round")
    ->Arg(0)
    ->Arg(1)
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

// What the disk alone gives for the same bytes in the same pieces: the limit of acknowledging, in records a second.
double diskLimit(std::uint64_t records)
{
    constexpr std::size_t kBytesPerRecord = 50;
    const Bytes piece(kBytesPerRecord * kRecordsPerSubmit * kProducers, 7);
    const test::TemporaryFolder folder;
    const int fd = ::open((folder / "log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    const auto begin = SteadyClock::now();
    for (std::uint64_t done = 0; done < records; done += kRecordsPerSubmit * kProducers) {
        if (::write(fd, piece.data(), piece.size()) != static_cast<ssize_t>(piece.size()) || ::fdatasync(fd) != 0) {
            throw std::runtime_error("the disk refuses");
        }
    }
    ::close(fd);
    return static_cast<double>(records) / secondsSince(begin);
}

// The rival goes before and after, because the disk of a shared machine is quick in one second and slow in the next.
void burst(benchmark::State& state)
{
    const std::vector<HealthRecord> records = Template::instance().records().all();
    for ([[maybe_unused]] auto _ : state) {
        World world;
        world.options.batchAge = std::chrono::seconds(10);  // full batches, as the prototype's, on a slow day too
        Uploader& uploader = world.start();
        const double before = diskLimit(records.size());
        forgetPeakMemory();
        const double cpu = cpuMicroseconds();
        const auto begin = SteadyClock::now();
        std::vector<std::jthread> producers;
        for (std::size_t p = 0; p < kProducers; ++p) {
            producers.emplace_back([&, p] {
                for (std::size_t at = p * kRecordsPerSubmit; at < records.size();
                     at += kProducers * kRecordsPerSubmit) {
                    const std::size_t count = std::min(kRecordsPerSubmit, records.size() - at);
                    must(uploader.submit("burst", std::span(records).subspan(at, count), std::chrono::minutes(1))
                             .status());
                }
            });
        }
        producers.clear();
        const double acknowledged = secondsSince(begin);
        must(uploader.drain());
        const double committed = secondsSince(begin);
        world.expectCommitted(records.size());
        state.SetIterationTime(committed);
        state.counters["cpu_us_per_record"] = (cpuMicroseconds() - cpu) / static_cast<double>(records.size());
        const double limit = (before + diskLimit(records.size())) / 2;
        state.counters["disk_limit_per_s"] = limit;
        state.counters["acknowledged_per_s"] = static_cast<double>(records.size()) / acknowledged;
        state.counters["acknowledged_ratio"] = static_cast<double>(records.size()) / acknowledged / limit;
        state.counters["committed_per_s"] = static_cast<double>(records.size()) / committed;
        state.counters["batches"] = static_cast<double>(uploader.snapshot().committedBatches);
        state.counters["peak_MB"] = peakMemoryMegabytes();
    }
}
BENCHMARK(burst)->Name("upload/live/burst")->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

// 100,000 records a second, 100 a call: how long one call takes until it is acknowledged; and the same counted from
// when the call was due, so that a call that is late because the one before it was slow does not hide that.
void paced(benchmark::State& state)
{
    constexpr std::size_t kPerCall = 100, kCallsPerSecond = 1000;
    const std::size_t length = fromEnvironment("METERSEAL_PACED_SECONDS", 10);
    const std::vector<HealthRecord> records = Template::instance().records().all();
    for ([[maybe_unused]] auto _ : state) {
        World world;
        world.options.batchAge = std::chrono::seconds(10);
        Uploader& uploader = world.start();
        std::vector<double> took[kProducers], sinceDue[kProducers];
        const auto begin = SteadyClock::now();
        const std::size_t calls = std::min<std::size_t>(records.size() / kPerCall, length * kCallsPerSecond);
        std::vector<std::jthread> producers;
        for (std::size_t p = 0; p < kProducers; ++p) {
            producers.emplace_back([&, p] {
                for (std::size_t call = p; call < calls; call += kProducers) {
                    const auto due = begin + std::chrono::microseconds(call * 1'000'000 / kCallsPerSecond);
                    std::this_thread::sleep_until(due);
                    const auto entered = SteadyClock::now();
                    must(uploader.submit("paced", std::span(records).subspan(call * kPerCall, kPerCall)).status());
                    took[p].push_back(secondsSince(entered) * 1000);
                    sinceDue[p].push_back(secondsSince(due) * 1000);
                }
            });
        }
        producers.clear();
        state.SetIterationTime(secondsSince(begin));
        const auto report = [&](const std::vector<double>(&each)[kProducers], const std::string& suffix) {
            std::vector<double> all;
            for (const auto& one : each) {
                all.insert(all.end(), one.begin(), one.end());
            }
            std::sort(all.begin(), all.end());
            const auto at = [&](double share) {
                return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
            };
            state.counters["p50_ms" + suffix] = at(0.5);
            state.counters["p99_ms" + suffix] = at(0.99);
            state.counters["p999_ms" + suffix] = at(0.999);
        };
        report(took, "");
        report(sinceDue, "_since_due");
        state.counters["calls"] = static_cast<double>(calls);
        state.counters["machine_load"] = loadAverage();
        must(uploader.drain());
        world.expectCommitted(calls * kPerCall);
    }
}
BENCHMARK(paced)->Name("upload/live/paced_100k_per_s")->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

// "Without BaaS": one transaction a record through one node. As many records as there are meters.
void oneTransactionEach(benchmark::State& state)
{
    const std::size_t count = Template::instance().records().options().meters;
    const bool batched = state.range(0) != 0;
    std::vector<HealthRecord> records;
    for (std::uint32_t i = 0; i < count; ++i) {
        records.push_back(Template::instance().records().record(i / kRecordsPerMeter, i % kRecordsPerMeter));
    }
    for ([[maybe_unused]] auto _ : state) {
        World world;
        world.options.batchRecords = batched ? kRecordsPerMeter : 1;
        Uploader& uploader = world.start();
        const auto begin = SteadyClock::now();
        must(uploader.submit("each", records, std::chrono::minutes(1)).status());
        must(uploader.drain());
        const double seconds = secondsSince(begin);
        state.SetIterationTime(seconds);
        world.expectCommitted(records.size());
        state.counters["records_per_s"] = static_cast<double>(records.size()) / seconds;
    }
}
BENCHMARK(oneTransactionEach)
    ->Name("upload/batched")
    ->ArgName("batched")
    ->Arg(1)
    ->Arg(0)
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

void moreNodes(benchmark::State& state)
{
    const std::size_t nodes = static_cast<std::size_t>(state.range(0));
    const std::size_t count = Template::instance().records().options().meters / 4;
    std::vector<HealthRecord> records;
    for (std::uint32_t m = 0; m < count; ++m) {
        records.push_back(Template::instance().records().record(m, 0));
    }
    for ([[maybe_unused]] auto _ : state) {
        World world(nodes, {.latency = std::chrono::milliseconds(20)});
        world.options.taskBatches = 8;
        Uploader& uploader = world.start();
        const auto begin = SteadyClock::now();
        must(uploader.submit("nodes", records, std::chrono::minutes(1)).status());
        must(uploader.drain());
        const double seconds = secondsSince(begin);
        state.SetIterationTime(seconds);
        world.expectCommitted(records.size());
        std::uint64_t least = count, most = 0;
        for (const NodeStatus& node : uploader.snapshot().nodes) {
            least = std::min(least, node.dealt);
            most = std::max(most, node.dealt);
        }
        state.counters["tx_per_s"] = static_cast<double>(count) / seconds;
        state.counters["least_share"] = static_cast<double>(least * nodes) / static_cast<double>(count);
        state.counters["most_share"] = static_cast<double>(most * nodes) / static_cast<double>(count);
    }
}
BENCHMARK(moreNodes)
    ->Name("upload/nodes_of_20ms")
    ->ArgName("nodes")
    ->Arg(1)
    ->Arg(2)
    ->Arg(4)
    ->Arg(8)
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

// Memory at the end, and at its most, against memory after the first fifth, when all meters have been seen.
void soak(benchmark::State& state)
{
    const auto length = std::chrono::seconds(fromEnvironment("METERSEAL_SOAK_SECONDS", 5));
    const std::size_t perSecond = fromEnvironment("METERSEAL_SOAK_RATE", 200'000);
    const std::uint32_t meters = Template::instance().records().options().meters;
    for ([[maybe_unused]] auto _ : state) {
        World world;
        world.options.batchAge = std::chrono::seconds(10);
        Uploader& uploader = world.start();
        const auto begin = SteadyClock::now();
        const double cpu = cpuMicroseconds();
        double early = 0, most = 0;
        std::uint64_t sent = 0;
        std::vector<HealthRecord> records(kRecordsPerSubmit);
        while (SteadyClock::now() - begin < length) {
            for (HealthRecord& record : records) {
                const auto meter = static_cast<std::uint32_t>(sent % meters);
                record = Template::instance().records().record(meter, 0);
                record.alarmTime.ms += static_cast<std::int64_t>(sent / meters) * 1000;
                ++sent;
            }
            must(uploader.submit("soak", records, std::chrono::minutes(1)).status());
            std::this_thread::sleep_until(begin + std::chrono::microseconds(sent * 1'000'000 / perSecond));
            if (sent / kRecordsPerSubmit % 64 == 0) {
                const double now = memoryMegabytes();
                most = std::max(most, now);
                early = early == 0 && SteadyClock::now() - begin > length / 5 ? now : early;
            }
        }
        const double late = memoryMegabytes();
        must(uploader.drain());
        world.expectCommitted(sent);
        state.SetIterationTime(secondsSince(begin));
        state.counters["early_MB"] = early;
        state.counters["late_MB"] = late;
        state.counters["most_MB"] = most;
        state.counters["records"] = static_cast<double>(sent);
        state.counters["records_per_s"] = static_cast<double>(sent) / secondsSince(begin);
        state.counters["cpu_us_per_record"] = (cpuMicroseconds() - cpu) / static_cast<double>(sent);
    }
}
BENCHMARK(soak)->Name("upload/soak")->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
