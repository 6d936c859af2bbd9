// LedgerBridge: a stored ledger as the event loop sees it. It owns its readers, one a lane, each used by that lane's
// worker alone; every question is asked with query() and answered later. It looks for new blocks four times a second
// and says so at most that often.
//
// Interactive is for what a person waits for (pages, details, search), Background for totals, charts and scans.
// Cancelling a query interrupts the reader, so that a long one ends at once.
//
// Thread-safety: belongs to the event loop's thread. `open` and `work` run on workers.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/ledger/reader.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace meterseal::ui {

class LedgerBridge : public QObject {
    Q_OBJECT
public:
    using Open = std::function<Result<LedgerReader>()>;
    enum class Lane { Interactive, Background };

    explicit LedgerBridge(Open open, QObject* parent = nullptr);
    ~LedgerBridge() override;

    // work: Result<T>(LedgerReader&) on a worker; done: void(Result<T>) on the event loop.
    template <typename Work, typename Done>
    [[nodiscard]] TaskHandle query(QObject* context, Lane lane, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work&, LedgerReader&>;
        auto& one = lane == Lane::Interactive ? m_interactive : m_background;
        return one.runner.run(
            context,
            [&one, work = std::move(work)](std::stop_token stop) mutable -> Answer {
                if (const Status opened = one.ensureOpen(); !opened) {
                    return opened.error();
                }
                Answer answer = [&] {
                    const std::stop_callback interrupt(stop, [&one] { one.reader->interrupt(); });
                    return work(*one.reader);
                }();
                one.afterwards(answer.status());
                return answer;
            },
            std::move(done));
    }
    template <typename Work, typename Done>
    [[nodiscard]] TaskHandle query(QObject* context, Work work, Done done)
    {
        return query(context, Lane::Interactive, std::move(work), std::move(done));
    }

    // What the last look found; empty before the first.
    const std::optional<LedgerTotals>& totals() const { return m_totals; }
    // The error of the last look, if it failed; the totals are then the last known ones.
    const std::optional<Error>& error() const { return m_error; }
    void setPollInterval(int milliseconds) { m_timer.setInterval(milliseconds); }

public slots:
    void poll();

signals:
    void totalsChanged();  // the ledger has grown, or the first look succeeded
    void errorChanged();

private:
    struct LaneState {
        LaneState(Open openReader, std::string name) : open(std::move(openReader)), runner(std::move(name)) {}
        Status ensureOpen();
        void afterwards(const Status& status);

        Open open;
        std::optional<LedgerReader> reader;  // the worker's own
        TaskRunner runner;                   // last: joined before the reader goes
    };

    LaneState m_interactive;
    LaneState m_background;
    QTimer m_timer;
    TaskHandle m_look;
    std::optional<LedgerTotals> m_totals;
    std::optional<Error> m_error;
};

}  // namespace meterseal::ui
