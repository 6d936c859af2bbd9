// One sheet for many meters: what will be signed and what is left for a person to judge, in whose name, then progress
// that can be stopped, then what became of each, in the same list, which can be saved.
// Test names: bulkDialog, bulkTable, bulkSummary, bulkReason, bulkActivate, signer_<id>, dialogPrimary, dialogCancel.
#pragma once

#include "dialogs/bulk_work.h"
#include "dialogs/task_dialog.h"
#include "models/rows_model.h"

#include <QTimer>

#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace meterseal::ui {

class DataTable;

class BulkDialog : public TaskDialog {
    Q_OBJECT
public:
    BulkDialog(const PageContext& context, BulkKind kind, std::vector<std::uint32_t> ids, QWidget* parent);
    void reject() override;

signals:
    void changed();  // something is on the ledger now

protected:
    void retranslate() override;
    void submit() override;

private:
    void read();
    void findSigning();
    void signNext();
    void end();
    void refresh();
    std::vector<int> ready() const;  // rows that will be signed
    QString title() const;
    void retranslateTitle(std::uint64_t clear);

    const BulkKind m_kind;
    const std::vector<std::uint32_t> m_ids;
    RowsModel<BulkMeter>* m_model;
    DataTable* m_table;
    QLabel *m_summary, *m_signerLabel, *m_reasonLabel;
    QLineEdit* m_reason;
    QCheckBox* m_activate;
    QWidget* m_order;
    std::vector<std::pair<Organisation, QCheckBox*>> m_signers;
    ProgressStrip* m_progress;
    std::shared_ptr<Shared<std::size_t>> m_seen = std::make_shared<Shared<std::size_t>>();
    std::vector<int> m_left;  // rows not signed yet
    std::size_t m_asked = 0;
    enum class Step { Reading, Asking, Signing, Done } m_step = Step::Reading;
    bool m_stop = false;
    QTimer m_poll;
    TaskHandle m_task, m_looking;
};

}  // namespace meterseal::ui
