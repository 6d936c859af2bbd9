// The Evidence page: one bundle opened read-only, its verdict in three lines, and every part behind it. It needs no
// ledger: without a workspace the start page's third door leads here.
//
// Places: "" empty or as it was, "file/<path, percent-encoded>" that bundle. Files may be dropped on it.
#pragma once

#include "paper/opened_evidence.h"
#include "shell/page.h"

class QLabel;
class QPushButton;
class QTabWidget;

namespace meterseal::ui {

class Banner;
class ContentsView;
class EmptyState;
class ProgressStrip;
class RecordsView;
class StepsView;
class ThreeLines;
class TrustView;

class EvidenceWidget : public PageWidget {
    Q_OBJECT
public:
    EvidenceWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;
    void openFile(const QString& file);
    bool running() const { return m_task.running(); }
    // As PDF; answers with reported().
    void writeReport(const QString& file);
    // Null until a bundle was inspected.
    const OpenedEvidence* opened() const { return m_opened.get(); }

signals:
    void ended();  // with a verdict or an error
    void reported(bool written);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void ask();
    void inspect(bool again);
    void take(Result<OpenedEvidence> opened);
    void showVerdict();
    void askReport();
    void showParts(bool result);
    void retranslate();

    PageContext m_context;
    QString m_file;
    std::shared_ptr<const OpenedEvidence> m_opened;
    QLabel *m_title, *m_name;
    QPushButton *m_start, *m_another, *m_confirm, *m_report;
    EmptyState* m_drop;
    QWidget* m_empty = nullptr;
    Banner* m_banner;
    ProgressStrip* m_progress;
    ThreeLines* m_lines;
    QTabWidget* m_tabs;
    StepsView* m_steps;
    RecordsView* m_records;
    TrustView* m_trust;
    ContentsView* m_contents;
    TaskHandle m_task, m_reporting;
    TaskRunner m_runner{"ms-ui-evidence"};
};

}  // namespace meterseal::ui
