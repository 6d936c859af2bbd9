// One list of the ledger with its filter row: what blocks, transactions and records have in common. The list is made
// with its filters, its model and the way one becomes the other's.
#pragma once

#include "pages/ledger/list_filters.h"

class QLabel;

namespace meterseal::ui {

class DataTable;
class PagedModelBase;

class LedgerList : public QWidget {
    Q_OBJECT
public:
    struct Texts {
        QString title, emptyIcon, empty, emptyDetail, note;  // in the current language; note: above the rows, or none
    };
    struct Parts {
        QString tableName;
        int filters = 0;
        int sortColumn = 0;  // of the model; its order is the ledger's
        PagedModelBase* model = nullptr;
        std::function<void(const ListFilters&)> apply;  // gives the model its filter
        std::function<Texts()> texts;
    };
    LedgerList(const PageContext& context, const Parts& parts, QWidget* parent);
    bool hasHeightForWidth() const override { return false; }  // it fills the room it is given
    DataTable* table() const { return m_table; }
    ListFilters* filters() const { return m_filters; }
    // Only this meter's rows; for lists that have a meter filter.
    void showMeter(const QString& mn);

signals:
    void languageChanged();

private:
    void retranslate();

    Parts m_parts;
    ListFilters* m_filters;
    QLabel* m_note;
    DataTable* m_table;
};

LedgerList* makeBlocksList(const PageContext& context, QWidget* parent);
LedgerList* makeTransactionsList(const PageContext& context, QWidget* parent);
LedgerList* makeRecordsList(const PageContext& context, QWidget* parent);

}  // namespace meterseal::ui
