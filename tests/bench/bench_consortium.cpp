// A consortium's throughput: four validators with the real CometBFT on this machine, batches of 100 and 1,000 records
// through all of them, beside one record a transaction through one of them ("without BaaS", paper table 1). In one run
// and on one network, so that the ratio means something. METERSEAL_NODE and METERSEAL_COMETBFT name the programs;
// without them it is not run. METERSEAL_BENCH_TXS: transactions a case (200). Making and signing them is not measured.
#include "meterseal/base/process.h"
#include "meterseal/chain/comet_rpc.h"
#include "meterseal/chain/node_home.h"
#include "meterseal/chain/replica.h"
#include "meterseal/ledger/reader.h"
#include "support/consortium_world.h"
#include "support/temporary_folder.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <unistd.h>
#include <unordered_map>

using namespace meterseal;
using namespace meterseal::test;

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kNodes = 4;
constexpr std::size_t kMeters = 8;  // two a validator: a meter's batches go through one

std::string programOf(const char* name)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::size_t transactionsEach()
{
    const std::string text = programOf("METERSEAL_BENCH_TXS");
    return text.empty() ? 200 : std::stoul(text);
}

// User and system time of a process, in milliseconds.
double cpuMs(long process)
{
    std::ifstream in("/proc/" + std::to_string(process) + "/stat");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    std::istringstream fields(text.substr(std::min(text.size(), text.rfind(')') + 2)));
    std::string skipped;
    for (int i = 0; i < 11; ++i) {
        fields >> skipped;
    }
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) * 1000 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

long childOf(long process)
{
    const std::string id = std::to_string(process);
    std::ifstream in("/proc/" + id + "/task/" + id + "/children");
    long child = 0;
    in >> child;
    return child;
}

std::uintmax_t bytesIn(const std::filesystem::path& folder)
{
    std::uintmax_t bytes = 0;
    std::error_code gone;  // CometBFT compacts meanwhile
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        bytes += entry.is_regular_file(gone) ? entry.file_size(gone) : 0;
    }
    return bytes;
}

class Network {
public:
    Network() : b(31)
    {
        ConsortiumWorld world(31);
        Genesis genesis = world.genesis;
        b = std::move(world.b);
        genesis.time = Timestamp{now().ms - 60'000};
        const int base = 17'000 + static_cast<int>(processId() % 90) * 8;
        std::vector<std::string> peers;
        for (std::size_t i = 0; i < kNodes; ++i) {
            const node::NodeKeys keys = must(node::makeKeys(home(i)));
            genesis.organisations[i].validatorKey = keys.validatorKey;
            peers.push_back(keys.nodeId + "@127.0.0.1:" + std::to_string(base + 2 * static_cast<int>(i)));
        }
        for (std::size_t i = 0; i < kNodes; ++i) {
            const std::string port = std::to_string(base + 2 * static_cast<int>(i));
            const std::string rpc = "127.0.0.1:" + std::to_string(base + 2 * static_cast<int>(i) + 1);
            node::NodePlace place{genesis.organisations[i].id, peers, "tcp://127.0.0.1:" + port, "tcp://" + rpc};
            place.peers.erase(place.peers.begin() + static_cast<std::ptrdiff_t>(i));
            must(node::configure(home(i), genesis, place));
            m_nodes.push_back(must(ChildProcess::start(
                {.program = programOf("METERSEAL_NODE"),
                 .arguments = {"run", "--home", home(i).string(), "--engine", programOf("METERSEAL_COMETBFT")}})));
            m_clients.push_back(must(cometbft::RpcClient::open("http://" + rpc)));
        }
        reader.emplace(must(LedgerReader::open(home(0) / "ledger.db")));
        for (std::size_t meter = 0; meter < kMeters; ++meter) {
            for (Bytes& wire : b.onboard(meter)) {
                offer(0, std::make_shared<const Bytes>(std::move(wire)));
                waitFor(++m_sent);
            }
        }
    }
    ~Network()
    {
        for (ChildProcess& one : m_nodes) {
            one.stop(std::chrono::seconds(10));
        }
    }
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    std::filesystem::path home(std::size_t i) const { return m_folder / ("node" + std::to_string(i)); }
    void offer(std::size_t node, const std::shared_ptr<const Bytes>& wire)
    {
        for (;;) {
            const auto answers = m_clients[node].broadcast(std::span(&wire, 1), std::chrono::seconds(5));
            if (!answers.empty() && answers[0].ok()) {
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
    void waitFor(std::uint64_t transactions)
    {
        while (must(reader->totals()).transactions < transactions) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    double engineCpu() const
    {
        double sum = 0;
        for (const ChildProcess& one : m_nodes) {
            sum += cpuMs(childOf(one.id()));
        }
        return sum;
    }
    double nodeCpu() const
    {
        double sum = 0;
        for (const ChildProcess& one : m_nodes) {
            sum += cpuMs(one.id());
        }
        return sum;
    }
    std::uint64_t sent() const { return m_sent; }
    void sentMore(std::uint64_t count) { m_sent += count; }

    LedgerBuilder b;
    std::optional<LedgerReader> reader;  // of the first node's ledger

private:
    TemporaryFolder m_folder;
    std::vector<ChildProcess> m_nodes;
    std::vector<cometbft::RpcClient> m_clients;
    std::uint64_t m_sent = 0;
};

Network& network()
{
    static Network made;
    return made;
}

// Records a transaction, validators written through.
void consortiumCommits(benchmark::State& state)
{
    if (programOf("METERSEAL_NODE").empty() || programOf("METERSEAL_COMETBFT").empty()) {
        state.SkipWithError("METERSEAL_NODE and METERSEAL_COMETBFT name the programs");
        return;
    }
    Network& net = network();
    const auto records = static_cast<std::size_t>(state.range(0));
    const auto through = static_cast<std::size_t>(state.range(1));
    const std::size_t count = transactionsEach();
    std::vector<double> latencies;
    double engine = 0;
    double node = 0;
    double disk = 0;
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<std::vector<std::shared_ptr<const Bytes>>> shares(through);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t meter = i % kMeters;
            shares[meter % through].push_back(
                std::make_shared<const Bytes>(net.b.convert(meter, net.b.records(meter, records))));
        }
        const double engineBefore = net.engineCpu();
        const double nodeBefore = net.nodeCpu();
        const auto diskBefore = static_cast<double>(bytesIn(net.home(0)));
        std::uint64_t seen = net.sent();
        std::vector<std::unordered_map<Hash256, Clock::time_point>> acknowledged(through);
        state.ResumeTiming();
        std::vector<std::jthread> threads;
        for (std::size_t n = 0; n < through; ++n) {
            threads.emplace_back([&, n] {
                for (const auto& wire : shares[n]) {
                    net.offer(n, wire);
                    acknowledged[n].emplace(txHashOf(*wire), Clock::now());
                }
            });
        }
        std::unordered_map<Hash256, Clock::time_point> committed;
        while (committed.size() < count) {
            const std::uint64_t there = must(net.reader->totals()).transactions;
            for (; seen < there; ++seen) {
                committed.emplace(must(net.reader->transaction(seen)).hash, Clock::now());
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        threads.clear();
        state.PauseTiming();
        net.sentMore(count);
        for (const auto& share : acknowledged) {
            for (const auto& [hash, at] : share) {
                latencies.push_back(
                    std::max(0.0, std::chrono::duration<double, std::milli>(committed.at(hash) - at).count()));
            }
        }
        engine += net.engineCpu() - engineBefore;
        node += net.nodeCpu() - nodeBefore;
        disk += static_cast<double>(bytesIn(net.home(0))) - diskBefore;
        state.ResumeTiming();
    }
    std::ranges::sort(latencies);
    const auto all = static_cast<double>(latencies.size());
    state.counters["records/s"] = benchmark::Counter(all * static_cast<double>(records), benchmark::Counter::kIsRate);
    state.counters["transactions/s"] = benchmark::Counter(all, benchmark::Counter::kIsRate);
    state.counters["p50_ms"] = latencies[latencies.size() / 2];
    state.counters["p95_ms"] = latencies[latencies.size() * 95 / 100];
    state.counters["engine_cpu_ms/tx/node"] = engine / all / kNodes;
    state.counters["node_cpu_ms/tx/node"] = node / all / kNodes;
    state.counters["bytes/record/node"] = disk / all / static_cast<double>(records);
}
BENCHMARK(consortiumCommits)
    ->ArgNames({"records", "validators"})
    ->Args({100, 4})
    ->Args({1000, 4})
    ->Args({1, 1})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
