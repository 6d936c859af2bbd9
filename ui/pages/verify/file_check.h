// FileCheck: one verification of a file on a worker, with a ledger reader of its own, so that browsing stays quick.
// Progress and new findings are taken by a timer a few times a second; stop() is heard within a fraction of a second
// and what was found until then is kept.
//
//   start (progressed)* finished
//
// Thread-safety: event loop only; what it owns works elsewhere.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/verify/file_verification.h"
#include "pages/verify/finding_row.h"
#include "pages/verify/finding_spill.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <filesystem>
#include <functional>

namespace meterseal::ui {

// What is known so far; whole once finished.
struct CheckState {
    FileVerificationProgress at;
    std::array<std::uint64_t, kCategoryCount> found{};  // findings told, by category
    FileVerification result;

    const VerifySummary& summary() const { return result.summary; }
};

class FileCheck : public QObject {
    Q_OBJECT
public:
    using Open = OpenReader;
    // Rows kept for the table, of each category; all others are in the spill.
    static constexpr std::size_t kKept = 10'000;

    explicit FileCheck(Open open, QObject* parent = nullptr);
    ~FileCheck() override;

    void start(const FileVerificationRequest& request);
    void stop();
    bool running() const { return m_task.running(); }
    const FileVerificationRequest& request() const { return m_request; }
    const CheckState& state() const { return m_state; }
    const std::shared_ptr<FindingSpill>& spill() const { return m_spill; }
    // Those that came since the last call.
    std::vector<FindingRow> takeRows();

signals:
    void progressed();
    void finished();
    void failed(const Error& error);

private:
    struct Desk {  // what worker and event loop share
        CheckState state;
        std::vector<FindingRow> rows;
    };
    struct Run;
    void look();

    Open m_open;
    FileVerificationRequest m_request;
    CheckState m_state;
    std::shared_ptr<FindingSpill> m_spill;
    std::shared_ptr<Shared<Desk>> m_desk;
    std::vector<FindingRow> m_rows;
    std::stop_source m_stop;
    QTimer m_timer;
    TaskHandle m_task;
    TaskRunner m_runner{"ms-ui-verify"};  // last: joined before the others go
};

}  // namespace meterseal::ui
