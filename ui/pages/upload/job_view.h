// One upload job: how far it is, what became of its rows, and what can be done about it.
//
// Test names: jobView, jobState, jobProgress, cancelJob, confirmCancel (the banner's action), saveReceipts,
// saveRejects, whereRow, whereButton, whereAnswer, jobTabs, rejectsTable.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/upload/settled_rows.h"
#include "meterseal/upload/uploader.h"
#include "pages/upload/reject_text.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace meterseal::ui {

class Banner;
class DataTable;
class Facts;
class ProgressStrip;
class RejectsModel;
class ToneLabel;

class JobView : public QWidget {
    Q_OBJECT
public:
    JobView(const PageContext& context, QWidget* parent);
    ~JobView() override;

    void showJob(const JobProgress& job, UploaderState uploader, const QString& timeLeft);
    QString id() const { return text(m_job.id); }

private:
    void buildTop();
    void buildWhere();
    void askCancel();
    void cancel();
    void findRow();
    void loadRejects();
    void chooseFile(bool receipts);
    // JSON Lines, or CSV where the name ends so.
    void writeReceipts(const QString& file);
    void writeRejects(const QString& file);
    void fillFacts();
    void refresh();
    void retranslate();

    PageContext m_context;
    JobProgress m_job;
    UploaderState m_uploader = UploaderState::Locked;
    QString m_left;
    std::uint64_t m_loadedRejects = 0;  // of this job, when they were last read

    ToneLabel* m_state;
    QLabel *m_name, *m_whereLabel;
    QProgressBar* m_progress;
    Banner *m_confirm, *m_banner;
    ProgressStrip* m_working;
    QPushButton *m_cancel, *m_receipts, *m_rejects, *m_where;
    QLineEdit* m_row;
    ToneLabel* m_answer;
    QTabWidget* m_tabs;
    Facts *m_facts, *m_counts;
    RejectsModel* m_model;
    DataTable* m_table;
    std::shared_ptr<Shared<std::pair<std::uint64_t, std::uint64_t>>> m_done;
    QTimer m_look;
    TaskHandle m_cancelling, m_finding, m_loading, m_writing;
    TaskRunner m_worker{"ms-ui-journal"};  // last: joined first
};

}  // namespace meterseal::ui
