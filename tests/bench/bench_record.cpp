// Records: canonical bytes, parsing and numbers, with nlohmann as the rival.
#include "meterseal/record/canonical_json.h"
#include "meterseal/record/health_record.h"

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <random>

using namespace meterseal;

namespace {

struct Sample {
    std::vector<HealthRecord> records;
    std::vector<std::string> lines;
};

const Sample& sample()
{
    static const Sample made = [] {
        Sample s;
        std::mt19937_64 random(1);
        const char* const codes[] = {"E01", "lowBatteryAlarm", "LEAK/9", "0x20"};
        for (int i = 0; i < 1000; ++i) {
            s.records.push_back({std::to_string(100'000'000'000 + random() % 900'000'000'000), codes[random() % 4],
                                 static_cast<double>(random() % 100'000'000) / 1000,
                                 Timestamp{1'700'000'000'000 + static_cast<std::int64_t>(random() % 100'000'000'000)}});
            s.lines.push_back(canonicalRecord(s.records.back()));
        }
        return s;
    }();
    return made;
}

void finish(benchmark::State& state, bool good)
{
    if (!good) {
        state.SkipWithError("wrong answer");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * sample().records.size()));
}

void recordAppendCanonical(benchmark::State& state)
{
    std::string out;
    for (auto _ : state) {
        out.clear();
        for (const HealthRecord& record : sample().records) {
            appendCanonical(record, out);
        }
        benchmark::DoNotOptimize(out.data());
    }
    finish(state, out.ends_with(sample().lines.back()));
}
BENCHMARK(recordAppendCanonical);

void recordDumpNlohmann(benchmark::State& state)
{
    std::string out;
    for (auto _ : state) {
        out.clear();
        for (const HealthRecord& r : sample().records) {
            out += nlohmann::json{{"alarmCode", r.alarmCode},
                                  {"alarmTime", formatTimestamp(r.alarmTime)},
                                  {"mn", r.mn},
                                  {"value", r.value}}
                       .dump();
        }
        benchmark::DoNotOptimize(out.data());
    }
    finish(state, out.size() > sample().lines.size() * 80);
}
BENCHMARK(recordDumpNlohmann);

void recordParse(benchmark::State& state)
{
    HealthRecord record;
    bool good = true;
    for (auto _ : state) {
        for (const std::string& line : sample().lines) {
            good = parseRecordInto(line, record).ok() && good;
        }
    }
    finish(state, good && record == sample().records.back());
}
BENCHMARK(recordParse);

void recordParseNlohmann(benchmark::State& state)
{
    HealthRecord record;
    for (auto _ : state) {
        for (const std::string& line : sample().lines) {
            const auto document = nlohmann::json::parse(line);
            record.alarmCode = document["alarmCode"];
            record.mn = document["mn"];
            record.value = document["value"];
            record.alarmTime = parseTimestamp(document["alarmTime"].get_ref<const std::string&>()).value();
        }
    }
    finish(state, record == sample().records.back());
}
BENCHMARK(recordParseNlohmann);

void recordLeaf(benchmark::State& state)
{
    Hash256 leaf;
    for (auto _ : state) {
        for (const HealthRecord& record : sample().records) {
            leaf = leafOf(record);
        }
    }
    finish(state, leaf == leafOf(sample().records.back()));
}
BENCHMARK(recordLeaf);

void recordCanonicalJson(benchmark::State& state)
{
    bool good = true;
    for (auto _ : state) {
        for (const std::string& line : sample().lines) {
            good = isCanonicalJson(line) && good;
        }
    }
    finish(state, good);
}
BENCHMARK(recordCanonicalJson);

}  // namespace
