// The whole ledger checked again from its genesis document: hashes, signatures, rules, totals. Progress, a stop that
// stops, every fault with its place, and a report to keep. What has not been checked says so.
//
// Test names: checkState, checkDetail, checkStart, checkSave, checkProgress, checkBanner, faultsTable.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/ledger/fsck.h"
#include "models/rows_model.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QPushButton;

namespace meterseal::ui {

class Banner;
class DataTable;
class IconLabel;
class ProgressStrip;

// What a check came to. faults: those listed; the summary counts all.
struct LedgerCheck {
    FsckSummary summary;
    std::vector<LedgerFault> faults;
    Timestamp begun, ended;
};
// The report as text, in the chosen language, with core's own words of every fault.
QString checkReport(const LedgerCheck& check, const Workspace& workspace, const Format& format);

class CheckView : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t kMostListed = 100'000;

    CheckView(const PageContext& context, QWidget* parent);
    bool hasHeightForWidth() const override { return false; }  // it fills the room it is given

private:
    struct Now {
        FsckProgress at;
        std::uint64_t faults = 0;
    };
    void start();
    void stop();
    void ended(Result<LedgerCheck> check);
    void save();
    void write(const QString& file);
    void showProgress();
    void refresh();
    void retranslate();

    PageContext m_context;
    IconLabel* m_symbol;
    QLabel *m_state, *m_detail;
    QPushButton *m_start, *m_save;
    ProgressStrip* m_progress;
    Banner* m_banner;
    RowsModel<LedgerFault>* m_model;
    DataTable* m_table;
    std::optional<LedgerCheck> m_done;
    bool m_stopped = false;
    std::shared_ptr<Shared<Now>> m_now;
    QTimer m_poll;
    TaskHandle m_checking, m_writing;
    TaskRunner m_runner{"ms-ui-fsck"};  // last: joined first
};

}  // namespace meterseal::ui
