// Transactions: header writing and reading (rival: nlohmann, the obvious way), decoding, the checks that need no
// ledger, converts through the state machine, and a state of 100,000 meters.
#include "ledger/header_convert.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/state.h"
#include "support/ledger_builder.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace meterseal;
using namespace meterseal::test;

namespace {

TransactionHeader convertHeader()
{
    LedgerBuilder b;
    TransactionHeader header;
    header.chain = b.chain();
    header.body = b.convertBody(0, b.records(0, 100));
    return header;
}

void finish(benchmark::State& state, bool good, std::size_t itemsEach = 1)
{
    if (!good) {
        state.SkipWithError("the answer is wrong");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(itemsEach));
}

void headerWrite(benchmark::State& state)
{
    const TransactionHeader header = convertHeader();
    std::string text;
    for (auto _ : state) {
        text = canonicalHeader(header);
        benchmark::DoNotOptimize(text.data());
    }
    finish(state, parseAnyHeader(text).value() == header);
}
BENCHMARK(headerWrite);

void headerWriteNlohmann(benchmark::State& state)
{
    const TransactionHeader header = convertHeader();
    const auto& body = std::get<ConvertBody>(header.body);
    std::string text;
    for (auto _ : state) {
        const nlohmann::json document{{"v", 1},
                                      {"suite", header.suite},
                                      {"chain", header.chain},
                                      {"type", "convert"},
                                      {"from", body.address},
                                      {"to", body.address},
                                      {"prev", body.prev.hex()},
                                      {"start", formatTimestamp(body.start)},
                                      {"end", formatTimestamp(body.end)},
                                      {"count", body.count},
                                      {"root", body.root.hex()}};
        text = document.dump();
        benchmark::DoNotOptimize(text.data());
    }
    finish(state, text == canonicalHeader(header));
}
BENCHMARK(headerWriteNlohmann);

void headerParse(benchmark::State& state)
{
    const TransactionHeader header = convertHeader();
    const std::string text = canonicalHeader(header);
    bool good = true;
    for (auto _ : state) {
        good = parseHeader(text).ok() && good;
        benchmark::DoNotOptimize(good);
    }
    finish(state, good && parseHeader(text).value() == header);
}
BENCHMARK(headerParse);

// Our general reader: nlohmann's parser, every rule, and the comparison with what is written again.
void headerParseGeneral(benchmark::State& state)
{
    const TransactionHeader header = convertHeader();
    const std::string text = canonicalHeader(header);
    bool good = true;
    for (auto _ : state) {
        good = parseAnyHeader(text).ok() && good;
        benchmark::DoNotOptimize(good);
    }
    finish(state, good && parseAnyHeader(text).value() == header);
}
BENCHMARK(headerParseGeneral);

// nlohmann alone, without a single rule.
void headerParseNlohmann(benchmark::State& state)
{
    const std::string text = canonicalHeader(convertHeader());
    std::size_t members = 0;
    for (auto _ : state) {
        members = nlohmann::json::parse(text).size();
        benchmark::DoNotOptimize(members);
    }
    finish(state, members == 11);
}
BENCHMARK(headerParseNlohmann);

void decodeConvert(benchmark::State& state)
{
    LedgerBuilder b;
    const auto count = static_cast<std::size_t>(state.range(0));
    const Bytes wire = b.convert(0, b.records(0, count));
    bool good = true;
    for (auto _ : state) {
        const auto tx = decodeTransaction(wire);
        good = good && tx.ok() && tx->leaves.size() == count;
        benchmark::DoNotOptimize(good);
    }
    finish(state, good);
}
BENCHMARK(decodeConvert)->Arg(100)->Arg(8192);

void checkConvert(benchmark::State& state)
{
    LedgerBuilder b;
    const Bytes wire = b.convert(0, b.records(0, static_cast<std::size_t>(state.range(0))));
    bool good = true;
    for (auto _ : state) {
        good = checkTransaction(wire, b.chain()).ok() && good;
        benchmark::DoNotOptimize(good);
    }
    finish(state, good);
}
BENCHMARK(checkConvert)->Arg(100)->Arg(8192);

// The part of a check that cannot be saved: one signature.
void checkConvertSignatureAlone(benchmark::State& state)
{
    LedgerBuilder b;
    const Transaction tx = decodeTransaction(b.convert(0, b.records(0, 100))).value();
    const Hash256 digest = tx.dataBlockHash();
    bool good = true;
    for (auto _ : state) {
        good = crypto::verifySignature(tx.signatures[0].publicKey, digest, tx.signatures[0].signature) && good;
        benchmark::DoNotOptimize(good);
    }
    finish(state, good);
}
BENCHMARK(checkConvertSignatureAlone);

void applyConverts(benchmark::State& state)
{
    constexpr std::size_t kMeters = 200;
    constexpr std::size_t kRounds = 20;
    LedgerBuilder b;
    std::vector<CheckedTransaction> onboarding;
    std::vector<CheckedTransaction> converts;
    const std::vector<Hash256> leaves(3, crypto::sha256("leaf"));
    for (std::size_t i = 0; i < kMeters; ++i) {
        for (Bytes& wire : b.onboard(i)) {
            onboarding.push_back(checkTransaction(std::move(wire), b.chain()).value());
        }
    }
    for (std::size_t i = 0; i < kRounds * kMeters; ++i) {
        converts.push_back(checkTransaction(b.convert(i % kMeters, leaves), b.chain()).value());
    }
    bool good = true;
    for (auto _ : state) {
        state.PauseTiming();
        LedgerState ledger(b.genesis());
        for (const auto& tx : onboarding) {
            good = ledger.apply(tx, {1, LedgerBuilder::kStart}).ok() && good;
        }
        state.ResumeTiming();
        for (const auto& tx : converts) {
            good = ledger.apply(tx, {1, LedgerBuilder::kStart}).ok() && good;
        }
        good = good && ledger.logSize() == onboarding.size() + converts.size();
    }
    finish(state, good, converts.size());
}
BENCHMARK(applyConverts)->Unit(benchmark::kMillisecond);

// Resident memory of this process in MB; 0 where the system does not say.
double residentMb()
{
    std::size_t size = 0;
    std::size_t resident = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%zu %zu", &size, &resident) != 2) {
            resident = 0;
        }
        std::fclose(file);
    }
    return static_cast<double>(resident) * 4096 / 1e6;
}

// From a store's rows: the time to open, and what the state adds to them in memory ("MB", rows given up included).
void restoreHundredThousandMeters(benchmark::State& state)
{
    constexpr std::uint32_t kMeters = 100'000;
    LedgerBuilder b;
    std::vector<MeterEntry> meters(kMeters);
    std::vector<Hash256> orders;
    merkle::CompactRange log;
    for (std::uint32_t i = 0; i < kMeters; ++i) {
        MeterEntry& meter = meters[i];
        meter.id = i + 1;
        meter.mn = fmt::format("{}", 400'000'000'000 + i);
        meter.location = fmt::format("No. {} Harbour Rd", i);
        meter.manufacturer = "汇中仪表";
        const Hash256 seed = crypto::sha256(meter.mn);
        meter.publicKey.bytes[0] = 2;
        std::copy(seed.bytes.begin(), seed.bytes.end(), meter.publicKey.bytes.begin() + 1);
        meter.address = crypto::addressOf(meter.publicKey);
        meter.state = MeterState::Active;
        meter.approvedByUtility = meter.approvedByManufacturer = true;
        meter.registerTx = crypto::sha256(seed);
        Hash256 order = meter.registerTx;
        for (int n = 0; n < 4; ++n) {  // register, two reviews, activate
            orders.push_back(order);
            log.append(order);
            order = crypto::sha256(order);
        }
    }
    bool good = true;
    double memory = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const double before = residentMb();
        auto meterRows = meters;
        auto orderRows = orders;
        state.ResumeTiming();
        auto restored = LedgerState::restore(b.genesis(), b.genesis().organisations, std::move(meterRows),
                                             std::move(orderRows), log);
        state.PauseTiming();
        memory = std::max(memory, residentMb() - before);
        good = good && restored.ok() && restored->meterByAddress(meters[777].address)->mn == meters[777].mn;
        state.ResumeTiming();
    }
    finish(state, good, kMeters);
    state.counters["MB"] = memory;
}
BENCHMARK(restoreHundredThousandMeters)->Unit(benchmark::kMillisecond)->Iterations(2);

}  // namespace
