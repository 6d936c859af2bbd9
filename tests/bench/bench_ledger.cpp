// The ledger's paths a person waits for: pages, look-ups, proofs and opening, at a size of
// METERSEAL_BENCH_TXS transactions (5,000,000) of 10,000 meters. That ledger is made once in build/bench-data.
//
// Rivals in the same run: OFFSET instead of a key for pages, COUNT(*) instead of kept totals.
#include "ledger/reader_impl.h"
#include "ledger/schema.h"
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/merkle/tree.h"
#include "support/big_ledger.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fmt/format.h>

using namespace meterseal;
using test::LedgerBuilder;

namespace {

constexpr std::size_t kPageRows = 100;
constexpr std::size_t kMeters = 10'000;

std::uint64_t transactionsAsked()
{
    return test::transactionsAsked("METERSEAL_BENCH_TXS", 5'000'000);
}

LedgerBuilder& world()
{
    static LedgerBuilder builder(test::kBigLedgerSeed);
    return builder;
}

const std::filesystem::path& bigLedger()
{
    static const std::filesystem::path file = test::cachedBigLedger(transactionsAsked());
    return file;
}

LedgerReader& bigReader()
{
    static LedgerReader reader = std::move(LedgerReader::open(bigLedger())).value();
    return reader;
}

double threadMilliseconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// Times single calls: the mean is the benchmark's own figure, the worst is what a person notices. The worst of the
// processor's time is beside it: on a machine that others use too, the clock's worst is their work.
class Worst {
public:
    template <typename Call>
    auto time(Call call)
    {
        const auto begin = std::chrono::steady_clock::now();
        const double busy = threadMilliseconds();
        auto result = call();
        m_worstCpu = std::max(m_worstCpu, threadMilliseconds() - busy);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
        m_sum += took.count();
        m_worst = std::max(m_worst, took.count());
        ++m_calls;
        return result;
    }
    void report(benchmark::State& state) const
    {
        state.counters["mean_ms"] = m_sum / static_cast<double>(m_calls);
        state.counters["worst_ms"] = m_worst;
        state.counters["worst_cpu_ms"] = m_worstCpu;
    }

private:
    double m_sum = 0;
    double m_worst = 0, m_worstCpu = 0;
    std::uint64_t m_calls = 0;
};

// The first page, one from the middle and the last one, in both directions. `ask(cursor, direction, rows)` answers a
// page, `keyOf` is the cursor that a row gives.
template <typename Ask, typename KeyOf>
void turnPages(benchmark::State& state, std::uint64_t middle, Ask ask, KeyOf keyOf)
{
    using Cursor = std::optional<std::uint64_t>;
    std::vector<std::pair<Direction, Cursor>> turns;
    for (const Direction direction : {Direction::Older, Direction::Newer}) {
        const Direction back = direction == Direction::Older ? Direction::Newer : Direction::Older;
        const auto fromTheEnd = ask(Cursor(), back, kPageRows + 1);
        const bool whole = fromTheEnd.ok() && fromTheEnd->rows.size() == kPageRows + 1;
        turns.emplace_back(direction, std::nullopt);
        turns.emplace_back(direction, middle);
        turns.emplace_back(direction, whole ? Cursor(keyOf(fromTheEnd->rows.back())) : std::nullopt);
    }
    Worst worst;
    std::size_t turn = 0;
    for (auto _ : state) {
        const auto& [direction, cursor] = turns[turn++ % turns.size()];
        const auto page = worst.time([&] { return ask(cursor, direction, kPageRows); });
        if (!page.ok() || page->rows.empty()) {
            state.SkipWithError("a page is missing");
            return;
        }
    }
    worst.report(state);
}

void pageOfBlocks(benchmark::State& state, BlockFilter filter)
{
    const std::uint64_t heights = bigReader().totals()->height;
    turnPages(
        state, heights / 2,
        [&](auto cursor, Direction direction, std::size_t rows) {
            return bigReader().blocks(filter, cursor, direction, rows);
        },
        [](const BlockRow& row) { return row.height; });
}

void pageOfTransactions(benchmark::State& state, TxFilter filter)
{
    turnPages(
        state, bigReader().totals()->transactions / 2,
        [&](auto cursor, Direction direction, std::size_t rows) {
            return bigReader().transactions(filter, cursor, direction, rows);
        },
        [](const TxRow& row) { return row.seq; });
}

void pageOfMeters(benchmark::State& state, MeterFilter filter)
{
    turnPages(
        state, kMeters / 2,
        [&](auto cursor, Direction direction, std::size_t rows) {
            const auto row = cursor ? std::optional(static_cast<std::uint32_t>(*cursor)) : std::nullopt;
            return bigReader().meters(filter, row, direction, rows);
        },
        [](const MeterRow& row) { return row.entry.id; });
}

Timestamp timeAt(double part)
{
    auto& reader = bigReader();
    const auto height = static_cast<double>(reader.totals()->height);
    return reader.block(static_cast<Height>(1 + (height - 1) * part))->header.time;
}

// ---- Rivals -------------------------------------------------------------------------------------------------------

void pageByOffsetRival(benchmark::State& state)
{
    auto db = std::move(openLedgerFile(bigLedger(), sqlite::Open::ReadOnly)).value();
    auto select = std::move(db.prepare(fmt::format("SELECT {} FROM {} ORDER BY tx.seq DESC LIMIT 100 OFFSET ?",
                                                   kTxColumns, kTxTables)))
                      .value();
    const std::uint64_t size = bigReader().totals()->transactions;
    Worst worst;
    std::size_t turn = 0;
    for (auto _ : state) {
        const std::uint64_t offsets[] = {0, size / 2, size - size / 50};
        const std::uint64_t offset = offsets[turn++ % 3];
        const std::size_t rows = worst.time([&] {
            std::size_t count = 0;
            select.bind(1, offset);
            while (select.step().value()) {
                count += readTxRow(select).ok();
            }
            select.reset();
            return count;
        });
        if (rows != kPageRows) {
            state.SkipWithError("a page is missing");
            return;
        }
    }
    worst.report(state);
}

void totals(benchmark::State& state)
{
    for (auto _ : state) {
        if (bigReader().totals()->transactions < transactionsAsked()) {
            state.SkipWithError("transactions are missing");
            return;
        }
    }
}

void totalsByCountRival(benchmark::State& state)
{
    auto db = std::move(openLedgerFile(bigLedger(), sqlite::Open::ReadOnly)).value();
    for (auto _ : state) {
        const auto count = db.queryInteger("SELECT count(*) FROM tx NOT INDEXED");
        if (static_cast<std::uint64_t>(**count) < transactionsAsked()) {
            state.SkipWithError("transactions are missing");
            return;
        }
    }
}

// ---- Single answers -----------------------------------------------------------------------------------------------

std::vector<Hash256> someTransactionHashes()
{
    std::mt19937_64 random(9);
    std::vector<Hash256> hashes;
    const std::uint64_t size = bigReader().totals()->transactions;
    for (int i = 0; i < 500; ++i) {
        hashes.push_back(bigReader().transaction(random() % size)->hash);
    }
    return hashes;
}

void lookUpByHash(benchmark::State& state)
{
    const auto hashes = someTransactionHashes();
    Worst worst;
    std::size_t turn = 0;
    for (auto _ : state) {
        const Hash256& hash = hashes[turn++ % hashes.size()];
        const auto row = worst.time([&] { return bigReader().transactionByHash(hash); });
        if (!row.ok() || row->hash != hash) {
            state.SkipWithError("another transaction was found");
            return;
        }
    }
    worst.report(state);
}

// The batches of one meter (500 of them on average), as the verifier walks them.
void batchesOfMeter(benchmark::State& state)
{
    Worst worst;
    std::uint32_t meter = 0;
    for (auto _ : state) {
        meter = (meter + 37) % kMeters;
        const auto batches = worst.time([&] { return bigReader().batchesOf(meter + 1); });
        if (!batches.ok() || batches->empty()) {
            state.SkipWithError("a meter has no batches");
            return;
        }
    }
    worst.report(state);
}

// The records of the largest batch there can be: its bytes read, decoded and its leaves counted.
void recordsOfBatch(benchmark::State& state)
{
    const std::uint64_t last = bigReader().totals()->transactions - 1;
    Worst worst;
    for (auto _ : state) {
        const std::size_t leaves = worst.time([&] {
            const auto wire = bigReader().wire(last);
            const auto tx = wire.ok() ? decodeTransaction(*wire) : Result<Transaction>(wire.error());
            return tx.ok() ? tx->leaves.size() : 0;
        });
        if (leaves != kMaxLeavesPerBatch) {
            state.SkipWithError("records are missing");
            return;
        }
    }
    worst.report(state);
}

void organisations(benchmark::State& state)
{
    Worst worst;
    for (auto _ : state) {
        const auto rows = worst.time([&] { return bigReader().organisations(); });
        if (!rows.ok() || rows->size() != world().genesis().organisations.size()) {
            state.SkipWithError("organisations are missing");
            return;
        }
    }
    worst.report(state);
}

// What the monitor's charts ask for: every minute of the ledger's last day, every day of its life.
void activity(benchmark::State& state, bool minutes)
{
    const Timestamp from = timeAt(0);
    const Timestamp to = timeAt(1);
    Worst worst;
    for (auto _ : state) {
        const auto rows = worst.time([&] {
            return minutes ? bigReader().activityPerMinute(Timestamp{to.ms - 86'400'000}, to)
                           : bigReader().activityPerDay(from, to);
        });
        if (!rows.ok() || rows->empty()) {
            state.SkipWithError("activity is missing");
            return;
        }
    }
    worst.report(state);
}

void proofOfInclusion(benchmark::State& state)
{
    const auto hashes = someTransactionHashes();
    Worst worst;
    std::size_t turn = 0;
    for (auto _ : state) {
        const Hash256& hash = hashes[turn++ % hashes.size()];
        const auto proof = worst.time([&] { return bigReader().proof(hash); });
        if (!proof.ok() || !merkle::verifyInclusion(proof->leaf, proof->seq, proof->size, proof->path, proof->root)) {
            state.SkipWithError("the proof does not hold");
            return;
        }
    }
    worst.report(state);
}

void openReader(benchmark::State& state)
{
    bigLedger();
    for (auto _ : state) {
        if (!LedgerReader::open(bigLedger()).ok()) {
            state.SkipWithError("it does not open");
            return;
        }
    }
}

void openChain(benchmark::State& state)
{
    bigLedger();
    for (auto _ : state) {
        if (!EmbeddedChain::open(bigLedger(), world().sealer()).ok()) {
            state.SkipWithError("it does not open");
            return;
        }
    }
}

// Registered when the program starts; the big ledger itself is made by the first benchmark that runs.
[[maybe_unused]] const bool kRegistered = [] {
    using benchmark::kMillisecond;
    const auto blocks = [](const char* name, auto filter) {
        benchmark::RegisterBenchmark(fmt::format("ledger/page/blocks/{}", name).c_str(),
                                     [filter](benchmark::State& state) { pageOfBlocks(state, filter()); })
            ->Unit(kMillisecond)
            ->Iterations(120);
    };
    blocks("all", [] { return BlockFilter{}; });
    blocks("time", [] { return BlockFilter{timeAt(0.01), timeAt(0.99)}; });

    const auto transactions = [](const std::string& name, auto filter) {
        for (const bool timed : {false, true}) {
            benchmark::RegisterBenchmark(
                fmt::format("ledger/page/transactions/{}{}", name, timed ? "+time" : "").c_str(),
                [filter, timed](benchmark::State& state) {
                    TxFilter made = filter;
                    if (timed) {
                        made.from = timeAt(0.01);
                        made.to = timeAt(0.99);
                    }
                    pageOfTransactions(state, made);
                })
                ->Unit(kMillisecond)
                ->Iterations(120);
        }
    };
    const std::optional<std::string> utility("utility");
    transactions("all", TxFilter{});
    transactions("type-convert", TxFilter{TxType::Convert, {}, {}, {}, {}});
    transactions("type-suspend", TxFilter{TxType::Suspend, {}, {}, {}, {}});
    transactions("organisation", TxFilter{{}, {}, utility, {}, {}});
    transactions("organisation+type", TxFilter{TxType::Resume, {}, utility, {}, {}});
    transactions("meter", TxFilter{{}, 17, {}, {}, {}});
    transactions("meter+convert", TxFilter{TxType::Convert, 17, {}, {}, {}});

    const auto meters = [](const char* name, MeterFilter filter) {
        benchmark::RegisterBenchmark(fmt::format("ledger/page/meters/{}", name).c_str(),
                                     [filter](benchmark::State& state) { pageOfMeters(state, filter); })
            ->Unit(kMillisecond)
            ->Iterations(120);
    };
    const std::optional<std::string> maker("Acme Meters");
    const std::optional<std::string> prefix("1000000");
    meters("all", MeterFilter{});
    meters("state", MeterFilter{MeterState::Active, {}, {}});
    meters("manufacturer", MeterFilter{{}, maker, {}});
    meters("state+manufacturer", MeterFilter{MeterState::Active, maker, {}});
    meters("state+manufacturer+prefix", MeterFilter{MeterState::Active, maker, prefix});

    benchmark::RegisterBenchmark("ledger/page/transactions/all/offset-rival", pageByOffsetRival)
        ->Unit(kMillisecond)
        ->Iterations(6);
    benchmark::RegisterBenchmark("ledger/totals", totals)->Unit(kMillisecond);
    benchmark::RegisterBenchmark("ledger/totals/count-rival", totalsByCountRival)->Unit(kMillisecond)->Iterations(3);
    benchmark::RegisterBenchmark("ledger/list/batches-of-meter", batchesOfMeter)->Unit(kMillisecond)->Iterations(300);
    benchmark::RegisterBenchmark("ledger/list/records-of-batch", recordsOfBatch)->Unit(kMillisecond)->Iterations(300);
    benchmark::RegisterBenchmark("ledger/list/organisations", organisations)->Unit(kMillisecond)->Iterations(300);
    benchmark::RegisterBenchmark("ledger/list/minutes-of-a-day", activity, true)->Unit(kMillisecond)->Iterations(100);
    benchmark::RegisterBenchmark("ledger/list/days", activity, false)->Unit(kMillisecond)->Iterations(100);
    benchmark::RegisterBenchmark("ledger/look-up", lookUpByHash)->Unit(kMillisecond)->Iterations(500);
    benchmark::RegisterBenchmark("ledger/proof", proofOfInclusion)->Unit(kMillisecond)->Iterations(500);
    benchmark::RegisterBenchmark("ledger/open/reader", openReader)->Unit(kMillisecond);
    benchmark::RegisterBenchmark("ledger/open/chain", openChain)->Unit(kMillisecond)->Iterations(3);
    return true;
}();

}  // namespace
