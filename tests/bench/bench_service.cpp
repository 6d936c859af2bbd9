// The service: records a second that are durable by POST of 1, 100 and 1,000 of them, from one client and from eight;
// beside it submit() in this process, which is the same work without HTTP, and nginx, which reads the same bodies and
// keeps nothing: the ceiling. Then how long a page of a trace and a single verification take on a ledger of
// METERSEAL_BENCH_TXS transactions (100,000), and records a second through an MQTT broker.
#include "meterseal/base/process.h"
#include "meterseal/source/profile.h"
#include "meterseal/workspace/profile_store.h"
#include "support/big_ledger.h"
#include "support/mqtt_broker.h"
#include "support/require.h"
#include "support/service_world.h"

#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <thread>

using namespace meterseal;
using test::must;
using test::require;
using namespace std::chrono_literals;

namespace {

constexpr int kMeters = 16;
constexpr int kRequests = 2'000;

std::atomic<int> g_next = 0;  // of all records made here, so that none is a duplicate

std::string meterName(int n)
{
    return fmt::format("{:04}", n % kMeters + 1);
}

HealthRecord recordOf(int n)
{
    return must(parseRecord(test::recordText(meterName(n), n)));
}

std::string bodyOf(int first, int count)
{
    std::string body;
    for (int i = first; i < first + count; ++i) {
        body += test::recordText(meterName(i), i) + "\n";
    }
    return body;
}

// One service for all of them; its uploader is at work behind, as it would be.
struct Serving {
    test::ServiceWorld world;
    std::string token;

    Serving()
    {
        require(world.fault().empty(), world.fault().c_str());
        for (int i = 0; i < kMeters; ++i) {
            require(world.addMeter(meterName(i)).empty(), "a meter");
        }
        token = world.token("operator", "water");
    }
};
Serving& serving()
{
    static Serving one;
    return one;
}

std::string postText(const std::string& target, const std::string& token, const std::string& body)
{
    return test::requestText({"POST", target, token, body, "application/jsonl", {}});
}

void postRecords(benchmark::State& state)
{
    const int count = static_cast<int>(state.range(0));
    Serving& s = serving();
    test::HttpConnection connection(s.world.port());
    for (auto _ : state) {
        const std::string text = postText("/v1/records", s.token, bodyOf(g_next.fetch_add(count), count));
        require(connection.send(text), "the service reads");
        const test::HttpAnswer answer = connection.receive();
        // What it cannot take in time it says; a producer waits.
        require(answer.status == 202 || answer.status == 503 || answer.status == 429, answer.body.c_str());
    }
    state.SetItemsProcessed(state.iterations() * count);
}
BENCHMARK(postRecords)->Name("service/post")->Arg(1)->Arg(100)->Arg(1000)->Threads(1)->Threads(8)->UseRealTime();

void submitRecords(benchmark::State& state)
{
    const int count = static_cast<int>(state.range(0));
    Uploader& uploader = *serving().world.workspace().uploader();
    for (auto _ : state) {
        state.PauseTiming();
        const int first = g_next.fetch_add(count);
        std::vector<HealthRecord> records;
        for (int i = first; i < first + count; ++i) {
            records.push_back(recordOf(i));
        }
        state.ResumeTiming();
        must(uploader.submit("bench", records).status());
    }
    state.SetItemsProcessed(state.iterations() * count);
}
BENCHMARK(submitRecords)->Name("service/submit_in_process")->Arg(1)->Arg(100)->Arg(1000)->Threads(1)->UseRealTime();

// nginx with a worker a core; answers 202 once it has read the body.
class Nginx {
public:
    Nginx()
    {
        test::Broker unused;  // a port that is free
        m_port = unused.port();
        std::ofstream config(m_folder / "nginx.conf");
        config << fmt::format(
            "daemon off;\nworker_processes auto;\npid {0}/pid;\nerror_log {0}/error.log;\nevents {{}}\n"
            "http {{\n access_log off;\n client_max_body_size 16m;\n client_body_buffer_size 8m;\n"
            " client_body_temp_path {0}/body;\n proxy_temp_path {0}/proxy;\n fastcgi_temp_path {0}/fastcgi;\n"
            " uwsgi_temp_path {0}/uwsgi;\n scgi_temp_path {0}/scgi;\n keepalive_requests 1000000000;\n"
            " server {{ listen 127.0.0.1:{1}; location / {{ return 202 \"taken\"; }} }}\n}}\n",
            m_folder.path().string(), m_port);
        config.close();
        auto started = ChildProcess::start(
            {.program = "/usr/sbin/nginx",
             .arguments = {"-p", m_folder.path().string(), "-c", (m_folder / "nginx.conf").string()},
             .ownGroup = true});
        must(started.status());
        m_process.emplace(std::move(*started));
        for (int i = 0; i < 200 && !test::HttpConnection(m_port).connected(); ++i) {
            std::this_thread::sleep_for(50ms);
        }
    }
    ~Nginx() { m_process->stop(5s); }
    std::uint16_t port() const { return m_port; }

private:
    test::TemporaryFolder m_folder;
    std::uint16_t m_port = 0;
    std::optional<ChildProcess> m_process;
};

void postToNginx(benchmark::State& state)
{
    static Nginx nginx;
    const int count = static_cast<int>(state.range(0));
    test::HttpConnection connection(nginx.port());
    for (auto _ : state) {
        const std::string text = postText("/v1/records", "mst_x", bodyOf(g_next.fetch_add(count), count));
        require(connection.send(text) && connection.receive().status == 202, "nginx reads");
    }
    state.SetItemsProcessed(state.iterations() * count);
}
BENCHMARK(postToNginx)
    ->Name("service/nginx_ceiling")
    ->Arg(1)
    ->Arg(100)
    ->Arg(1000)
    ->Threads(1)
    ->Threads(8)
    ->UseRealTime();

// ---- a large ledger -----------------------------------------------------------------------------------------------

struct BigService {
    test::TemporaryFolder folder;
    std::unique_ptr<OpenWorkspace> open;
    std::unique_ptr<Service> service;
    std::string token, mn;
    std::uint64_t transactions = test::transactionsAsked("METERSEAL_BENCH_TXS", 100'000);

    BigService()
    {
        const std::string passphrase = "correct horse battery staple";
        std::filesystem::create_directory(folder / "w");
        test::makeBigWorkspace(folder / "w", transactions, 4, passphrase);
        OpenWorkspaceOptions options;
        options.clock = ClockTrust::Right;  // its blocks are dated as the builder likes
        open = must(OpenWorkspace::open(must(Workspace::open(folder / "w")),
                                        crypto::SecretBytes(std::string_view(passphrase)), options));
        must(open->startUploader());
        ServiceOptions service_options;
        service_options.listen = {{"127.0.0.1", 0, false}};
        service_options.diskReserve = 0;
        service = must(Service::start(*open, service_options));
        token = std::string(
            must(TokenStore(folder / "w" / "tokens.json")
                     .create("bench", must(Scopes::parse("operator")), "utility", Timestamp{now().ms + 86'400'000}))
                .text.text());
        auto reader = must(open->openReader());
        mn = must(reader.meters({}, std::nullopt, Direction::Newer, 1)).rows.at(0).entry.mn;
    }
    ~BigService()
    {
        service.reset();
        must(open->close());
    }
};
BigService& bigService()
{
    static BigService one;
    return one;
}

// The figures are of the client: sent to answered, one after another on one connection.
void timeRequests(benchmark::State& state, const std::function<std::string(int)>& requestOf,
                  const std::function<bool(const test::HttpAnswer&)>& right)
{
    test::HttpConnection connection(bigService().service->ports().front());
    std::vector<double> took;
    for (auto _ : state) {
        for (int i = 0; i < kRequests; ++i) {
            const std::string text = requestOf(i);
            const auto began = std::chrono::steady_clock::now();
            connection.send(text);
            const test::HttpAnswer answer = connection.receive();
            took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
            require(right(answer), answer.body.c_str());
        }
    }
    std::sort(took.begin(), took.end());
    state.counters["p50_ms"] = took[took.size() / 2];
    state.counters["p99_ms"] = took[took.size() * 99 / 100];
    state.counters["worst_ms"] = took.back();
    state.counters["transactions"] = static_cast<double>(bigService().transactions);
}

void traceAPage(benchmark::State& state)
{
    BigService& s = bigService();
    auto reader = must(s.open->openReader());
    std::vector<std::string> meters;
    for (const auto& row : must(reader.meters({}, std::nullopt, Direction::Newer, 1000)).rows) {
        meters.push_back(row.entry.mn);
    }
    timeRequests(
        state,
        [&](int i) {
            return test::requestText({.target = fmt::format("/v1/meters/{}/batches?limit=50",
                                                            meters[static_cast<std::size_t>(i * 7) % meters.size()]),
                                      .token = s.token});
        },
        [](const test::HttpAnswer& answer) { return answer.status == 200; });
}
BENCHMARK(traceAPage)->Name("service/trace_page")->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void verifyOne(benchmark::State& state)
{
    BigService& s = bigService();
    constexpr int kRecords = 1'000;
    static const bool anchored = [&] {
        std::string body;
        for (int i = 0; i < kRecords; ++i) {
            body += test::recordText(s.mn, i) + "\n";
        }
        const auto ask = [&](const test::HttpRequest& request) {
            return test::ask(s.service->ports().front(), request);
        };
        const auto taken = ask({"POST", "/v1/records", s.token, body, "application/jsonl", {}});
        require(taken.status == 202, taken.body.c_str());
        s.open->uploader()->sealNow();
        const std::string id = taken.json()["submission"].get<std::string>();
        require(ask({.target = "/v1/submissions/" + id + "?wait=60", .token = s.token}).json()["settled"] == true,
                "the records are anchored");
        return true;
    }();
    require(anchored, "the records");
    timeRequests(
        state,
        [&](int i) {
            return test::requestText({"POST",
                                      "/v1/verifications/record",
                                      s.token,
                                      "{\"record\":" + test::recordText(s.mn, i % kRecords) + "}",
                                      "application/json",
                                      {}});
        },
        [](const test::HttpAnswer& answer) { return answer.status == 200 && answer.json()["verdict"] == "INTACT"; });
}
BENCHMARK(verifyOne)->Name("service/verify_record")->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

// ---- MQTT ---------------------------------------------------------------------------------------------------------

// From the first message published to the last record in the journal; one record a message, QoS 1 both ways.
void throughMqtt(benchmark::State& state)
{
    test::Broker broker;
    require(broker.start(), "mosquitto runs");
    test::ServiceWorld world([&](ServiceOptions& options, OpenWorkspace& open) {
        must(ProfileStore(open.workspace().profilesFolder())
                 .save(must(parseProfile(
                     R"({"name":"up","format":"json","fields":{"mn":{"name":"mn"},"alarmCode":{"name":"alarmCode"},)"
                     R"("alarmTime":{"name":"alarmTime"},"value":{"name":"value"}}})"))));
        MqttDoorOptions door;
        door.name = "bench";
        door.profile = "up";
        door.broker.host = "127.0.0.1";
        door.broker.port = broker.port();
        door.broker.clientId = "meterseal-bench";
        door.broker.topics = {"meters/+/up"};
        options.mqtt = {door};
    });
    require(world.fault().empty(), world.fault().c_str());
    require(world.addMeter("0001").empty(), "a meter");
    constexpr std::uint64_t kMessages = 5'000;
    std::uint64_t expected = 0;
    for (auto _ : state) {
        std::vector<std::string> payloads;
        for (std::uint64_t i = 0; i < kMessages; ++i) {
            payloads.push_back(test::recordText("0001", g_next++));
        }
        expected += kMessages;
        require(broker.publish("meters/0001/up", payloads), "the broker takes them");
        while (world.workspace().uploader()->snapshot().acknowledged < expected) {
            std::this_thread::sleep_for(2ms);
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(expected));
}
BENCHMARK(throughMqtt)->Name("service/mqtt")->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace
