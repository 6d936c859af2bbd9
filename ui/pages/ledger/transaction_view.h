// One transaction: the decoded header beside the raw one, and every signature checked.
#pragma once

#include "shell/page.h"

class QLabel;
class QPlainTextEdit;

namespace meterseal::ui {

class Banner;
class Facts;

class TransactionView : public QWidget {
    Q_OBJECT
public:
    TransactionView(const PageContext& context, QWidget* parent);
    void showTransaction(const QString& hash);
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
    void addBody(const TransactionHeader& header);

    PageContext m_context;
    QString m_hash;
    std::optional<Shown> m_shown;
    std::optional<Transaction> m_transaction;
    QLabel *m_title, *m_decodedTitle, *m_rawTitle;
    Facts *m_facts, *m_body;
    QPlainTextEdit* m_raw;
    Banner* m_banner;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
