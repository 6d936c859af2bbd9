#include "dialogs/slip_dialog.h"

#include "dialogs/slip_view.h"

#include <QVBoxLayout>

namespace meterseal::ui {

SlipDialog::SlipDialog(const PageContext& context, ActivationSlip slip, QWidget* parent)
    : TaskDialog(context, QStringLiteral("slipDialog"), parent), m_mn(text(slip.mn))
{
    auto* view = new SlipView(context, this);
    std::vector<ActivationSlip> slips;
    slips.push_back(std::move(slip));
    view->setSlips(std::move(slips));
    bodyLayout()->addWidget(view);
    setPrimaryVisible(false);
    resize(820, 640);
    retranslate();
}

void SlipDialog::retranslate()
{
    setCancelText(tr("Close"));
    setTexts(tr("Activation slip of meter %1").arg(m_mn), {}, {});
}

}  // namespace meterseal::ui
