// Scrolling a table of METERSEAL_BENCH_TXS transactions (5,000,000): a page at a time with the wheel's step, and jumps
// to anywhere. `held` is what the event loop is held for: scrolling and painting; `shown` is until the rows are there.
//
// Rival in the same run: pages by OFFSET, read on the event loop, as a model without keys does it.
#include "bench/ui/bench_ui.h"
#include "ledger/reader_impl.h"
#include "ledger/schema.h"
#include "models/ledger_models.h"
#include "support/big_ledger.h"
#include "support/temporary_folder.h"
#include "widgets/data_table.h"

#include <QApplication>
#include <QScrollBar>
#include <QTest>

#include <random>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

constexpr int kPages = 200;

const std::filesystem::path& ledger()
{
    static const std::filesystem::path file =
        test::cachedBigLedger(test::transactionsAsked("METERSEAL_BENCH_TXS", 5'000'000));
    return file;
}

struct Table {
    Table()
        : settings(QString::fromStdString((folder / "settings.ini").string())),
          format(settings),
          bridge([] { return LedgerReader::open(ledger()); }),
          model(new TransactionsModel(bridge, format)),
          table(QStringLiteral("scrolled"), model)
    {
        table.resize(1100, 700);
        table.show();
        good = QTest::qWaitFor([this] { return model->rowCount() > 0 && shown(); }, 60'000);
    }
    // Whether every row in sight is here.
    bool shown() const
    {
        const int first = table.view()->rowAt(0);
        const int last = table.view()->rowAt(table.view()->viewport()->height() - 1);
        return first >= 0 && model->index(first, 0).data(TableModel::LoadedRole).toBool() &&
               model->index(last < 0 ? model->rowCount() - 1 : last, 0).data(TableModel::LoadedRole).toBool();
    }

    test::TemporaryFolder folder;
    AppSettings settings;
    Format format;
    LedgerBridge bridge;
    TransactionsModel* model;
    DataTable table;
    bool good = false;
};

enum class Way { Pages, Jumps };

void scroll(benchmark::State& state, Way way)
{
    ledger();  // made here, where nobody waits for a page of it
    Table it;
    if (!it.good) {
        state.SkipWithError("the ledger does not open");
        return;
    }
    QScrollBar* const bar = it.table.view()->verticalScrollBar();
    bench::Turns held, shown;
    std::mt19937 random(11);
    for (auto _ : state) {
        const auto rows = static_cast<unsigned>(bar->maximum());
        const int to = way == Way::Jumps ? static_cast<int>(random() % rows)
                                         : std::min(bar->value() + bar->pageStep(), bar->maximum());
        shown.time([&] {
            held.time([&] {
                bar->setValue(to);
                it.table.view()->viewport()->repaint();
            });
            if (!QTest::qWaitFor([&] { return it.shown(); }, 60'000)) {
                state.SkipWithError("rows do not come");
            }
            it.table.view()->viewport()->repaint();
        });
    }
    held.report(state, "held");
    shown.report(state, "shown");
    state.counters["rows"] = static_cast<double>(it.model->rowCount());
    state.counters["of"] = static_cast<double>(it.model->knownTotal().value_or(0));
}

void offsetRival(benchmark::State& state)
{
    auto db = std::move(openLedgerFile(ledger(), sqlite::Open::ReadOnly)).value();
    auto select = std::move(db.prepare(std::string("SELECT ") + std::string(kTxColumns) + " FROM " +
                                       std::string(kTxTables) + " ORDER BY tx.seq DESC LIMIT 128 OFFSET ?"))
                      .value();
    const std::uint64_t size = LedgerReader::open(ledger())->totals()->transactions;
    std::mt19937_64 random(11);
    bench::Turns held;
    for (auto _ : state) {
        held.time([&] {
            std::size_t rows = 0;
            select.bind(1, random() % (size - 128));
            while (select.step().value()) {
                rows += readTxRow(select).ok();
            }
            select.reset();
            if (rows != 128) {
                state.SkipWithError("a page is missing");
            }
        });
    }
    held.report(state, "held");
}

[[maybe_unused]] const bool kRegistered = [] {
    using benchmark::kMillisecond;
    benchmark::RegisterBenchmark("ui/table/pages", [](benchmark::State& s) { scroll(s, Way::Pages); })
        ->Unit(kMillisecond)
        ->UseRealTime()
        ->Iterations(kPages);
    benchmark::RegisterBenchmark("ui/table/jumps", [](benchmark::State& s) { scroll(s, Way::Jumps); })
        ->Unit(kMillisecond)
        ->UseRealTime()
        ->Iterations(kPages);
    benchmark::RegisterBenchmark("ui/table/jumps/offset-rival", offsetRival)
        ->Unit(kMillisecond)
        ->UseRealTime()
        ->Iterations(6);
    return true;
}();

}  // namespace
