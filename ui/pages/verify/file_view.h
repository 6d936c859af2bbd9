// FileView: a whole file against the ledger: choice, progress, verdict, findings, report. Files may be dropped on it.
//
// Driven without hands: setFile(), then start() once ready(); result() and model() afterwards.
#pragma once

#include "pages/verify/file_check.h"
#include "shell/page.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;

namespace meterseal::ui {

class Banner;
class DataTable;
class EmptyState;
class FileChoice;
class FindingView;
class FindingsModel;
class ProgressStrip;
class VerdictPanel;

class FileView : public QWidget {
    Q_OBJECT
public:
    FileView(const PageContext& context, QWidget* parent);

    void setFile(const QString& file);
    QString file() const;
    void start(const FileVerificationRequest& request);
    void stop() { m_check->stop(); }
    bool running() const { return m_check->running(); }
    const CheckState& result() const { return m_check->state(); }
    FindingsModel* model() const { return m_model; }
    // PDF, CSV or JSON Lines by the name's ending.
    void writeReport(const QString& file);

signals:
    void ended();  // with a verdict, stopped, or with an error

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildResult();
    void followCheck();
    void record(const Status& result);
    void followTable();
    void take();
    void showProgress();
    void showResult();
    void selectFirst();
    void showNothing();
    void askReport();
    void makeEvidence(const Finding* finding);
    void refreshFilter();
    void retranslate();

    PageContext m_context;
    FileCheck* m_check;
    EmptyState* m_drop;
    QWidget* m_empty = nullptr;
    FileChoice* m_choice;
    ProgressStrip* m_progress;
    Banner *m_banner, *m_told;
    VerdictPanel* m_verdict;
    QPushButton *m_report, *m_evidence;
    QLabel* m_about;
    FindingsModel* m_model;
    DataTable* m_table;
    QComboBox* m_filter;
    FindingView* m_finding;
    QSplitter* m_splitter;
    bool m_hasResult = false;
    TaskHandle m_reporting;
    TaskRunner m_reporter{"ms-ui-report"};
};

}  // namespace meterseal::ui
