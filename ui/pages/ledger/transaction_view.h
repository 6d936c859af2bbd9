// One transaction: the decoded header beside the raw one, every signature checked, the meter's batches around it, and
// the proof that it stands in the log.
#pragma once

#include "shell/page.h"

class QLabel;
class QScrollArea;

namespace meterseal::ui {

class Banner;
class BatchNeighbours;
class Facts;
class ProofPanel;
class RawPanel;
class TracePanel;
class MerkleTreePanel;

class TransactionView : public QWidget {
    Q_OBJECT
public:
    TransactionView(const PageContext& context, QWidget* parent);
    bool hasHeightForWidth() const override { return false; }  // it fills the room it is given
    // `leaf`: the one whose path is lit in the tree.
    void showTransaction(const QString& hash, std::optional<std::uint32_t> leaf = std::nullopt);
    QString title() const;

signals:
    void titleChanged();

private:
    struct Shown {
        TxRow row;
        Bytes wire;
        Transaction tx;
        std::optional<Error> fault;                         // a check that did not hold
        std::vector<std::pair<std::string, bool>> signers;  // who, and whether the signature holds
    };
    QWidget* buildContent();
    void refresh();
    void refreshParts();
    void fillTree();
    void showLeaf();
    void addBody(const TransactionHeader& header);

    PageContext m_context;
    QString m_hash;
    std::optional<Shown> m_shown;
    std::optional<std::uint32_t> m_leaf;
    QLabel *m_title, *m_decodedTitle, *m_rawTitle, *m_treeTitle;
    Facts *m_facts, *m_body;
    RawPanel* m_raw;
    MerkleTreePanel* m_tree;
    Banner* m_banner;
    BatchNeighbours* m_neighbours;
    TracePanel* m_trace;
    ProofPanel* m_proof;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
