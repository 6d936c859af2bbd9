// DecisionDialog: one signed decision about a meter, with its consequence named before and a reason that stays on the
// ledger for ever: approve, reject, suspend, resume, retire.
#pragma once

#include "dialogs/signers.h"
#include "dialogs/task_dialog.h"

class QComboBox;
class QLineEdit;

namespace meterseal::ui {

class DecisionDialog : public TaskDialog {
    Q_OBJECT
public:
    enum class Kind { Approve, Reject, Suspend, Resume, Retire };
    // Submits and waits for the block. Runs on the writing worker.
    using Work = std::function<Result<Hash256>(OpenKeys&, const std::string& organisation, const std::string& reason)>;

    DecisionDialog(const PageContext& context, Kind kind, const QString& mn, std::vector<Organisation> signers,
                   Work work, QWidget* parent);

signals:
    void done(const QString& txHash);  // committed

protected:
    void retranslate() override;
    void submit() override;

private:
    void check();

    Kind m_kind;
    QString m_mn;
    std::vector<Organisation> m_signers;
    Work m_work;
    QComboBox* m_signer;
    QLineEdit* m_reason;
    QLabel *m_signerLabel, *m_reasonLabel, *m_fault;
    TaskHandle m_task;
};

}  // namespace meterseal::ui
