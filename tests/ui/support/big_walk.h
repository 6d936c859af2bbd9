// A person's walk over a big ledger while the uploader works at full load: every page, scrolling, sorting, copying,
// filters, searches, details, a change of language. What each action cost the event loop goes to whoever asks:
// tst_event_loop holds it against this machine's unit, bench_event_loop prints it.
#pragma once

#include "support/big_ledger.h"
#include "support/temporary_folder.h"
#include "ui/support/desktop.h"
#include "ui/support/watchdog.h"

#include <QString>
#include <QTableView>

#include <functional>
#include <memory>
#include <vector>

namespace meterseal::test {

struct WalkStep {
    QString what;
    double computingMs = 0;  // the longest turn, computed by the thread itself
    double turnMs = 0;       // the longest turn, with what it waited for
    bool busy = false;       // the uploader had work all the while
};

class BigWalk {
public:
    // Makes or finds the ledger (METERSEAL_UI_TXS transactions, 1,000,000; kept in build/bench-data) and opens the
    // desktop on it. False where that fails.
    bool open();
    // Twice over everything. Every action ends in one call.
    void run(const std::function<void(const WalkStep&)>& step);

private:
    void watch(const QString& what, const std::function<void()>& action);
    bool keepBusy();
    QTableView* shownTable();
    void scrollAndSort(const QString& place);

    TemporaryFolder m_folder, m_own;
    std::unique_ptr<Desktop> m_desktop;
    std::unique_ptr<EventLoopWatchdog> m_watchdog;
    LedgerBuilder m_builder{kBigLedgerSeed};
    std::size_t m_round = 0;
    std::function<void(const WalkStep&)> m_step;
};

}  // namespace meterseal::test
