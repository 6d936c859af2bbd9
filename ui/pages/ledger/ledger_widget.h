// Places: "" and "blocks" the blocks, "transactions", "block/<height>", "tx/<hash>",
// "tx/<hash>/<leaf>" with the leaf's path in the batch's tree.
#pragma once

#include "shell/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTabBar;

namespace meterseal::ui {

class Banner;
class BlockView;
class BlocksModel;
class DataTable;
class TransactionView;
class TransactionsModel;

class LedgerWidget : public PageWidget {
    Q_OBJECT
public:
    LedgerWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;
    QString windowTitleNow() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void jump();

    PageContext m_context;
    QLabel* m_title;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    BlocksModel* m_blocksModel;
    TransactionsModel* m_transactionsModel;
    DataTable *m_blocks, *m_transactions;
    QComboBox* m_type;
    QLineEdit* m_jump;
    BlockView* m_block;
    TransactionView* m_transaction;
    QString m_rest;
};

}  // namespace meterseal::ui
