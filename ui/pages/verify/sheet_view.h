// SheetView: a checkpoint sheet held against the ledger that is open here. A scan or photograph is dropped or chosen, a
// note pasted, or the sheet typed; the verdict says unchanged since, changed, or that this ledger is shorter.
//
// Test names: sheetText, checkSheet, sheetPicture, sheetVerdict, sheetFacts.
#pragma once

#include "meterseal/evidence/kept_check.h"
#include "shell/page.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;
class Facts;

class SheetView : public QWidget {
    Q_OBJECT
public:
    SheetView(const PageContext& context, QWidget* parent);
    // A picture or a text, read on a worker and then checked.
    void setFile(const QString& file);

signals:
    void ended();  // with a verdict or with an error

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void choose();
    void check();
    void record(const Result<KeptCheck>& result);
    void showResult();
    void retranslate();

    PageContext m_context;
    std::optional<Result<KeptCheck>> m_result;
    QLabel *m_title, *m_note, *m_word;
    QPlainTextEdit* m_text;
    QPushButton *m_check, *m_choose;
    Banner* m_verdict;
    Facts* m_facts;
    TaskHandle m_reading, m_checking;
    TaskRunner m_runner{"ms-ui-scan"};
};

}  // namespace meterseal::ui
