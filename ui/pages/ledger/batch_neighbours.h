// From one batch of a meter to the one before and the one after, as the ledger has them now; and its evidence.
// Test names: previousBatch, nextBatch, evidenceOfBatch.
#pragma once

#include "shell/page.h"

class QPushButton;

namespace meterseal::ui {

class BatchNeighbours : public QWidget {
    Q_OBJECT
public:
    BatchNeighbours(const PageContext& context, QWidget* parent);
    // Hidden for what is not a batch. Keeps looking for a next one as the ledger grows.
    void setBatch(const TxRow& row, const TransactionHeader& header);
    void clear();

private:
    void lookForNext();
    void refresh();

    PageContext m_context;
    QString m_before, m_after;  // places; empty: none
    std::optional<TxRow> m_row;
    QPushButton *m_evidence, *m_previous, *m_next;
    std::optional<Timestamp> m_start, m_end;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
