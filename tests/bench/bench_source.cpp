// Record files read from memory: canonical JSON Lines and plain CSV, with the ways one would write first as rivals.
#include "source/open_source.h"
#include "support/source_support.h"

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

using namespace meterseal;

namespace {

constexpr std::size_t kRows = 100'000;

struct Files {
    std::string lines;
    std::string csv = "mn,alarmCode,alarmTime,value\n";
};

const Files& files()
{
    static const Files made = [] {
        Files f;
        std::mt19937_64 random(1);
        for (std::size_t i = 0; i < kRows; ++i) {
            const HealthRecord record{
                std::to_string(100'000'000'000 + random() % 900'000'000'000), "lowBatteryAlarm",
                static_cast<double>(random() % 100'000'000) / 1000,
                Timestamp{1'700'000'000'000 + static_cast<std::int64_t>(random() % 100'000'000'000)}};
            appendCanonical(record, f.lines);
            f.lines += '\n';
            f.csv += record.mn + "," + record.alarmCode + "," + formatTimestamp(record.alarmTime) + ",";
            std::string bytes = canonicalRecord(record);
            f.csv += bytes.substr(bytes.rfind(':') + 1);
            f.csv.back() = '\n';
        }
        return f;
    }();
    return made;
}

void finish(benchmark::State& state, std::size_t count)
{
    if (count != kRows) {
        state.SkipWithError("wrong count");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kRows));
}

std::size_t countRows(std::string_view bytes, const MappingProfile& profile)
{
    auto source = source::openSource(source::memoryInput(bytes), profile, nullptr).value();
    std::vector<SourceRow> rows;
    std::size_t total = 0;
    while (const std::size_t count = source->read(rows, 1024).value()) {
        total += count;
    }
    return total;
}

void sourceJsonLines(benchmark::State& state)
{
    std::size_t count = 0;
    for (auto _ : state) {
        count = countRows(files().lines, test::plainProfile(FileFormat::JsonLines));
    }
    finish(state, count);
}
BENCHMARK(sourceJsonLines)->Unit(benchmark::kMillisecond);

void sourceJsonLinesNlohmann(benchmark::State& state)
{
    std::size_t count = 0;
    for (auto _ : state) {
        count = 0;
        std::istringstream in(files().lines);
        std::string line;
        HealthRecord record;
        while (std::getline(in, line)) {
            const auto document = nlohmann::json::parse(line);
            record.alarmCode = document["alarmCode"];
            record.mn = document["mn"];
            record.value = document["value"];
            record.alarmTime = parseTimestamp(document["alarmTime"].get_ref<const std::string&>()).value();
            count += checkRecord(record).ok() ? 1 : 0;
        }
    }
    finish(state, count);
}
BENCHMARK(sourceJsonLinesNlohmann)->Unit(benchmark::kMillisecond);

void sourceCsv(benchmark::State& state)
{
    std::size_t count = 0;
    for (auto _ : state) {
        count = countRows(files().csv, test::plainProfile());
    }
    finish(state, count);
}
BENCHMARK(sourceCsv)->Unit(benchmark::kMillisecond);

void sourceCsvNaive(benchmark::State& state)
{
    std::size_t count = 0;
    for (auto _ : state) {
        count = 0;
        std::istringstream in(files().csv);
        std::string line;
        std::getline(in, line);
        while (std::getline(in, line)) {
            std::istringstream cells(line);
            std::vector<std::string> fields;
            std::string cell;
            while (std::getline(cells, cell, ',')) {
                fields.push_back(cell);
            }
            const HealthRecord record{fields.at(0), fields.at(1), std::stod(fields.at(3)),
                                      parseTimestamp(fields.at(2)).value()};
            count += checkRecord(record).ok() ? 1 : 0;
        }
    }
    finish(state, count);
}
BENCHMARK(sourceCsvNaive)->Unit(benchmark::kMillisecond);

}  // namespace
