// The ledgers whose fingerprint this person compared.
#pragma once

#include "format/fingerprint_book.h"
#include "models/rows_model.h"
#include "shell/page.h"

class QPushButton;

namespace meterseal::ui {

class DataTable;

class BookPanel : public QWidget {
    Q_OBJECT
public:
    BookPanel(const PageContext& context, QWidget* parent);
    bool hasHeightForWidth() const override { return false; }

private:
    void fill();
    void forget();
    void retranslate();

    PageContext m_context;
    RowsModel<ComparedLedger>* m_model;
    DataTable* m_table;
    QPushButton* m_forget;
};

}  // namespace meterseal::ui
