// Record files: canonical JSON Lines and plain CSV from memory, a workbook and a database from disk; with the ways one
// would write first, and the libraries by themselves, as rivals.
#include "source/open_source.h"
#include "source/zip_reader.h"
#include "support/source_support.h"
#include "support/table_files.h"
#include "support/temporary_folder.h"

#include <benchmark/benchmark.h>
#include <expat.h>
#include <nlohmann/json.hpp>
#include <random>
#include <simdjson.h>
#include <sqlite3.h>
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

// What simdjson takes to find the four members, with no record made of them.
void sourceJsonLinesSimdjson(benchmark::State& state)
{
    std::size_t count = 0;
    const simdjson::padded_string bytes(files().lines);
    for (auto _ : state) {
        count = 0;
        simdjson::ondemand::parser parser;
        simdjson::ondemand::document_stream lines;
        if (parser.iterate_many(bytes).get(lines) != simdjson::SUCCESS) {
            break;
        }
        for (auto line : lines) {
            std::string_view code, mn, time;
            double value = 0;
            const bool good = line["alarmCode"].get(code) == simdjson::SUCCESS &&
                              line["alarmTime"].get(time) == simdjson::SUCCESS &&
                              line["mn"].get(mn) == simdjson::SUCCESS && line["value"].get(value) == simdjson::SUCCESS;
            benchmark::DoNotOptimize(value);
            count += good ? 1 : 0;
        }
    }
    finish(state, count);
}
BENCHMARK(sourceJsonLinesSimdjson)->Unit(benchmark::kMillisecond);

struct TableFiles {
    TableFiles()
    {
        test::Cells cells;
        std::istringstream in(files().csv);
        std::string line;
        while (std::getline(in, line)) {
            std::vector<std::string>& row = cells.emplace_back();
            std::istringstream fields(line);
            std::string field;
            while (std::getline(fields, field, ',')) {
                row.push_back(field);
            }
        }
        test::writeWorkbook(workbook, test::workbookOf(cells, test::Texts::Inline));
        test::writeDatabase(database, "records", cells);
    }
    test::TemporaryFolder folder;
    std::filesystem::path workbook = folder / "t.xlsx", database = folder / "t.db";
};

const TableFiles& tableFiles()
{
    static const TableFiles made;
    return made;
}

std::size_t countFile(const std::filesystem::path& file, FileFormat format)
{
    auto source = RecordSource::open(file, test::plainProfile(format), nullptr).value();
    std::vector<SourceRow> rows;
    std::size_t total = 0;
    while (const std::size_t count = source->read(rows, 1024).value()) {
        total += count;
    }
    return total;
}

void sourceXlsx(benchmark::State& state)
{
    std::size_t count = 0;
    for (auto _ : state) {
        count = countFile(tableFiles().workbook, FileFormat::Spreadsheet);
    }
    finish(state, count);
}
BENCHMARK(sourceXlsx)->Unit(benchmark::kMillisecond);

// What libzip and expat take to come to the end of the sheet, with no text taken out of it.
void sourceXlsxExpat(benchmark::State& state)
{
    std::size_t count = 0;
    std::string buffer(64 * 1024, '\0');
    for (auto _ : state) {
        count = 0;
        const auto zip = source::ZipReader::open(tableFiles().workbook).value();
        for (const std::string& name : zip->files()) {
            if (!name.starts_with("xl/worksheets/sheet")) {
                continue;
            }
            const auto bytes = source::ZipReader::entry(zip, name).value();
            XML_Parser parser = XML_ParserCreate(nullptr);
            XML_SetUserData(parser, &count);
            XML_SetStartElementHandler(parser, [](void* rows, const XML_Char* element, const XML_Char**) {
                *static_cast<std::size_t*>(rows) += std::string_view(element) == "row" ? 1 : 0;
            });
            while (const std::size_t got = bytes->read(buffer.data(), buffer.size()).value()) {
                XML_Parse(parser, buffer.data(), static_cast<int>(got), 0);
            }
            XML_Parse(parser, nullptr, 0, 1);
            XML_ParserFree(parser);
        }
        count -= count > 0 ? 1 : 0;  // the header
    }
    finish(state, count);
}
BENCHMARK(sourceXlsxExpat)->Unit(benchmark::kMillisecond);

void sourceSqlite(benchmark::State& state)
{
    std::size_t count = 0;
    for (auto _ : state) {
        count = countFile(tableFiles().database, FileFormat::Sqlite);
    }
    finish(state, count);
}
BENCHMARK(sourceSqlite)->Unit(benchmark::kMillisecond);

// The same records made with SQLite's own calls.
void sourceSqliteByHand(benchmark::State& state)
{
    std::size_t count = 0;
    for (auto _ : state) {
        count = 0;
        sqlite3* database = nullptr;
        sqlite3_stmt* rows = nullptr;
        sqlite3_open_v2(tableFiles().database.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
        sqlite3_prepare_v2(database, "SELECT mn, alarmCode, alarmTime, value FROM records", -1, &rows, nullptr);
        const auto text = [&rows](int column) {
            return std::string(reinterpret_cast<const char*>(sqlite3_column_text(rows, column)));
        };
        while (sqlite3_step(rows) == SQLITE_ROW) {
            const HealthRecord record{text(0), text(1), std::stod(text(3)), parseTimestamp(text(2)).value()};
            count += checkRecord(record).ok() ? 1 : 0;
        }
        sqlite3_finalize(rows);
        sqlite3_close(database);
    }
    finish(state, count);
}
BENCHMARK(sourceSqliteByHand)->Unit(benchmark::kMillisecond);

}  // namespace
