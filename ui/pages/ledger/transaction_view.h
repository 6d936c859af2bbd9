// One transaction: the decoded header beside the raw one, every signature checked, and the Merkle tree of a batch.
#pragma once

#include "shell/page.h"

class QLabel;
class QPlainTextEdit;

namespace meterseal::ui {

class Banner;
class Facts;
class MerkleTreePanel;

class TransactionView : public QWidget {
    Q_OBJECT
public:
    TransactionView(const PageContext& context, QWidget* parent);
    // `leaf`: the one whose path is lit in the tree.
    void showTransaction(const QString& hash, std::optional<std::uint32_t> leaf = std::nullopt);
    QString title() const;
    // What is shown, for other parts of the page (the tree, the proof). Empty while loading.
    const std::optional<Transaction>& transaction() const { return m_transaction; }

signals:
    void titleChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Shown {
        TxRow row;
        Transaction tx;
        std::optional<Error> fault;                         // a check that did not hold
        std::vector<std::pair<std::string, bool>> signers;  // who, and whether the signature holds
    };
    void refresh();
    void fillTree();
    void showLeaf();
    void addBody(const TransactionHeader& header);

    PageContext m_context;
    QString m_hash;
    std::optional<Shown> m_shown;
    std::optional<Transaction> m_transaction;
    std::optional<std::uint32_t> m_leaf;
    QLabel *m_title, *m_decodedTitle, *m_rawTitle, *m_treeTitle;
    Facts *m_facts, *m_body;
    QPlainTextEdit* m_raw;
    MerkleTreePanel* m_tree;
    Banner* m_banner;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
