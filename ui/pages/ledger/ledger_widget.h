// Places: "" and "blocks" the blocks, "transactions", "records" (both also with "/<mn>": only that meter's),
// "block/<height>", "tx/<hash>", "tx/<hash>/<leaf>", "check".
#pragma once

#include "shell/page.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace meterseal::ui {

class BlockView;
class CheckView;
class LedgerList;
class TransactionView;

class LedgerWidget : public PageWidget {
    Q_OBJECT
public:
    LedgerWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;
    QString windowTitleNow() const override;

private:
    void retranslate();

    PageContext m_context;
    QLabel* m_title;
    QPushButton* m_meters;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    LedgerList *m_blocks, *m_transactions, *m_records;
    BlockView* m_block;
    TransactionView* m_transaction;
    CheckView* m_check;
    QString m_rest;
};

}  // namespace meterseal::ui
