// CompareView: two to four parties' files of the same meters held against the ledger side by side: a row a place where
// not all hold the anchored record, a column a party, a sentence a row, a summary a party. Where no copy holds the
// anchored record it is searched for, with a limit, progress and a stop.
//
// Test names: addCopy, copyParty1, compareCopies, searchSeconds, registerDigits, compareTable, compareSummary,
// compareSentence, compareBanner.
#pragma once

#include "meterseal/verify/compare.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace meterseal::ui {

class Banner;
class CompareModel;
class CopyRow;
class DataTable;
class EmptyState;
class ProgressStrip;

class CompareView : public QWidget {
    Q_OBJECT
public:
    CompareView(const PageContext& context, QWidget* parent);
    // One more, up to four.
    void addFile(const QString& file);
    bool running() const { return m_task.running(); }
    CompareModel* model() const { return m_model; }

signals:
    void ended();  // with a result or with an error

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void choose();
    void remove(CopyRow* row);
    void start();
    void look();
    void finish(const Result<CompareResult>& result);
    void showResult();
    void showSentence();
    void refresh();
    void retranslate();

    PageContext m_context;
    std::vector<CopyRow*> m_rows;
    int m_added = 0;
    std::shared_ptr<const CompareResult> m_result;
    QStringList m_parties;  // of the result, or of the run
    QLabel *m_note, *m_secondsLabel, *m_digitsLabel, *m_summary, *m_sentence;
    QVBoxLayout* m_list;
    QWidget* m_empty = nullptr;
    EmptyState* m_drop;
    QWidget* m_options;
    QPushButton *m_add, *m_compare;
    QSpinBox *m_seconds, *m_digits;
    ProgressStrip* m_progress;
    Banner* m_banner;
    CompareModel* m_model;
    DataTable* m_table;
    QWidget* m_found;
    std::shared_ptr<Shared<CompareProgress>> m_at;
    std::stop_source m_stop;
    QTimer m_timer;
    TaskHandle m_task;
    TaskRunner m_runner{"ms-ui-compare"};  // last: joined before the others go
};

}  // namespace meterseal::ui
