// MerkleTreePanel: a MerkleTreeView with its buttons, what the selected node is in words, and a legend.
#pragma once

#include "widgets/merkle_tree_view.h"

class QLabel;
class QToolButton;

namespace meterseal::ui {

class MerkleTreePanel : public QWidget {
    Q_OBJECT
public:
    explicit MerkleTreePanel(const Format& format, QWidget* parent = nullptr);
    MerkleTreeView* view() const { return m_view; }

private:
    void refresh();
    void retranslate();

    MerkleTreeView* m_view;
    QLabel *m_what, *m_legend;
    QToolButton *m_out, *m_in, *m_all, *m_copyHash, *m_copyProof;
};

}  // namespace meterseal::ui
