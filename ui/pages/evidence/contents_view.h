// What was handed in: the file, what it says of itself, the checkpoint and who vouches for it, what it does not show,
// and its members.
#pragma once

#include "models/rows_model.h"
#include "paper/opened_evidence.h"
#include "shell/page.h"

class QLabel;

namespace meterseal::ui {

class DataTable;
class Facts;

class ContentsView : public QWidget {
    Q_OBJECT
public:
    ContentsView(const PageContext& context, QWidget* parent);
    void setOpened(const std::shared_ptr<const OpenedEvidence>& opened);

private:
    void fillFile();
    void fillLedger();
    void retranslate();

    PageContext m_context;
    std::shared_ptr<const OpenedEvidence> m_opened;
    QLabel *m_fileTitle, *m_ledgerTitle, *m_limitsTitle, *m_limits, *m_membersTitle;
    Facts *m_file, *m_ledger;
    RowsModel<BundledMember>* m_model;
    DataTable* m_members;
};

}  // namespace meterseal::ui
