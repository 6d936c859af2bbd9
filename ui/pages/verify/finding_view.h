// FindingView: one finding in full: what was expected and found, which field changed where that can be proved, its
// batch's tree with the leaf's path, and the calculation as text to copy.
#pragma once

#include "pages/verify/calculation.h"
#include "pages/verify/finding_row.h"
#include "shell/page.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace meterseal::ui {

class Banner;
class EmptyState;
class Facts;
class MerkleTreePanel;

class FindingView : public QWidget {
    Q_OBJECT
public:
    enum class Of { List, Record };  // what it is empty for
    FindingView(const PageContext& context, Of of, QWidget* parent);
    void showFinding(const FindingRow& row);
    void clear();

signals:
    void evidenceWanted(const Finding& finding);

private:
    void buildTabs();
    void read();
    void refresh();
    void fillFacts();
    void addChange();
    void retranslate();

    PageContext m_context;
    Of m_of;
    std::optional<FindingRow> m_row;
    std::optional<Calculation> m_calculation;
    EmptyState* m_empty;
    QTabWidget* m_tabs;
    Banner* m_banner;
    Facts* m_facts;
    QPushButton *m_open, *m_evidence, *m_copy;
    QLabel *m_noTree, *m_how;
    MerkleTreePanel* m_tree;
    QPlainTextEdit* m_text;
    TaskHandle m_reading;
};

}  // namespace meterseal::ui
