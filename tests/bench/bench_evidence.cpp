// Evidence: a bundle of 10,032 records in 418 batches inspected whole, beside the plain verification of the same
// records against the ledger; the size of a year of one meter; the search for what was anchored on one core and on all.
//
// METERSEAL_BENCH_BUNDLE=FILE keeps the bundle, for tests/bench/evidence_browser.py.
#include "support/evidence_world.h"

#include "meterseal/evidence/inspect.h"
#include "meterseal/evidence/make.h"
#include "meterseal/source/record_source.h"
#include "meterseal/verify/original_search.h"
#include "meterseal/verify/verifier.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>

using namespace meterseal;

namespace {

constexpr std::size_t kDays = 209;  // of two meters: 10,032 records
constexpr std::size_t kYear = 365;

struct Made {
    explicit Made(std::size_t days, std::size_t meters) : world(11, days)
    {
        std::vector<HealthRecord> records;
        for (std::size_t meter = 0; meter < meters; ++meter) {
            for (std::size_t day = 1; day <= days; ++day) {
                const auto more = world.day(meter, day);
                records.insert(records.end(), more.begin(), more.end());
            }
        }
        file = world.csv("all.csv", records);
        EvidenceRequest request = world.request();
        request.file = file;
        request.complete = true;
        LedgerReader reader = world.reader();
        bundle = makeEvidence(reader, request).value();
    }
    test::EvidenceWorld world;
    std::filesystem::path file;
    EvidenceFile bundle;
};

const Made& tenThousand()
{
    static const Made made(kDays, 2);
    return made;
}

bool verifiedPlainly(const Made& made)
{
    LedgerReader reader = made.world.reader();
    const auto source =
        RecordSource::open(made.file, test::EvidenceWorld::profile(), [](const RejectedRow&) {}).value();
    const auto summary = Verifier(reader).verifyFile(*source, {}, [](const Finding&) {});
    return summary.ok() && summary->count(Verdict::Intact) == made.bundle.shown;
}

void verifyTheSameRecords(benchmark::State& state)
{
    const Made& made = tenThousand();
    for (auto _ : state) {
        if (!verifiedPlainly(made)) {
            state.SkipWithError("not all are intact");
            break;
        }
    }
    state.counters["records"] = static_cast<double>(made.bundle.shown);
}

void inspectBundle(benchmark::State& state)
{
    using Clock = std::chrono::steady_clock;
    const Made& made = tenThousand();
    if (const char* const file = std::getenv("METERSEAL_BENCH_BUNDLE")) {
        if (!saveEvidence(file, made.bundle.bytes, Replace::Yes).ok()) {
            state.SkipWithError("the bundle cannot be kept");
        }
    }
    EvidenceTrust trust;
    trust.fingerprints = {made.world.fingerprint()};
    double inspecting = 0, plain = 0;
    for (auto _ : state) {
        const auto began = Clock::now();
        const EvidenceReport report = inspectEvidence(made.bundle.bytes, trust);
        inspecting += std::chrono::duration<double>(Clock::now() - began).count();
        if (report.verdict != EvidenceVerdict::Holds || report.intact != made.bundle.shown) {
            state.SkipWithError("the bundle does not hold");
            break;
        }
        state.PauseTiming();
        const auto next = Clock::now();
        verifiedPlainly(made);
        plain += std::chrono::duration<double>(Clock::now() - next).count();
        state.ResumeTiming();
    }
    state.counters["records"] = static_cast<double>(made.bundle.shown);
    state.counters["batches"] = static_cast<double>(made.bundle.batches);
    state.counters["bytes"] = static_cast<double>(made.bundle.bytes.size());
    state.counters["times_plain"] = plain > 0 ? inspecting / plain : 0;
}

void yearOfOneMeter(benchmark::State& state)
{
    static const Made made(kYear, 1);
    for (auto _ : state) {
        LedgerReader reader = made.world.reader();
        EvidenceRequest request = made.world.request();
        request.file = made.file;
        request.complete = true;
        benchmark::DoNotOptimize(makeEvidence(reader, request).value().bytes.size());
    }
    state.counters["records"] = static_cast<double>(made.bundle.shown);
    state.counters["bytes"] = static_cast<double>(made.bundle.bytes.size());
}

// Argument: threads, 0 all. Nothing is found: every value of a register of six digits is tried.
void searchForTheOriginal(benchmark::State& state)
{
    static const test::EvidenceWorld world;
    OriginalSearchRequest request;
    request.records = {world.day(0, 1)[3]};
    HealthRecord other = request.records.front();
    other.value = 0.123456789;
    request.leaves = {leafOf(other)};
    request.registerDigits = 6;
    request.longest = std::chrono::minutes(10);
    request.threads = static_cast<unsigned>(state.range(0));
    std::uint64_t guesses = 0;
    for (auto _ : state) {
        guesses += searchOriginals(request).candidates;
    }
    state.counters["guesses"] = benchmark::Counter(static_cast<double>(guesses), benchmark::Counter::kIsRate);
}

BENCHMARK(verifyTheSameRecords)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(inspectBundle)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(yearOfOneMeter)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(searchForTheOriginal)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
