// The activation slip of a meter that is registered already.
#pragma once

#include "dialogs/activation_slip.h"
#include "dialogs/task_dialog.h"

namespace meterseal::ui {

class SlipDialog : public TaskDialog {
    Q_OBJECT
public:
    SlipDialog(const PageContext& context, ActivationSlip slip, QWidget* parent);

protected:
    void retranslate() override;
    void submit() override {}

private:
    QString m_mn;
};

}  // namespace meterseal::ui
