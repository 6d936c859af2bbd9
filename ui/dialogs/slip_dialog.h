// The activation slips of meters that are registered already.
#pragma once

#include "dialogs/activation_slip.h"
#include "dialogs/task_dialog.h"

namespace meterseal::ui {

class SlipDialog : public TaskDialog {
    Q_OBJECT
public:
    // `without`: how many of those asked for have none here. Precondition: a slip.
    SlipDialog(const PageContext& context, std::vector<ActivationSlip> slips, std::size_t without, QWidget* parent);

protected:
    void retranslate() override;
    void submit() override {}

private:
    QString m_mn;
    std::size_t m_count, m_without;
};

}  // namespace meterseal::ui
