// Every transaction that added, rotated or retired an organisation, with who signed it.
#pragma once

#include "meterseal/ledger/organisation_changes.h"
#include "models/rows_model.h"
#include "shell/page.h"

namespace meterseal::ui {

class DataTable;

class ChangesPanel : public QWidget {
    Q_OBJECT
public:
    ChangesPanel(const PageContext& context, QWidget* parent);
    bool hasHeightForWidth() const override { return false; }
    void setChanges(std::vector<OrganisationChange> changes);

private:
    void retranslate();

    PageContext m_context;
    RowsModel<OrganisationChange>* m_model;
    DataTable* m_table;
    bool m_known = false;
};

}  // namespace meterseal::ui
