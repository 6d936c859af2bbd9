#include "dialogs/slip_dialog.h"

#include "dialogs/slip_view.h"

#include <QVBoxLayout>

namespace meterseal::ui {

SlipDialog::SlipDialog(const PageContext& context, std::vector<ActivationSlip> slips, std::size_t without,
                       QWidget* parent)
    : TaskDialog(context, QStringLiteral("slipDialog"), parent),
      m_mn(text(slips.front().mn)),
      m_count(slips.size()),
      m_without(without)
{
    auto* view = new SlipView(context, this);
    view->setSlips(std::move(slips));
    bodyLayout()->addWidget(view);
    setPrimaryVisible(false);
    resize(820, 640);
    retranslate();
}

void SlipDialog::retranslate()
{
    setCancelText(tr("Close"));
    const QString without = m_without == 0
                                ? QString()
                                : tr("%1 of those chosen have no slip: they are active already, or were registered on "
                                     "another machine.")
                                      .arg(m_context.format.number(m_without));
    setTexts(m_count == 1 ? tr("Activation slip of meter %1").arg(m_mn)
                          : tr("Activation slips of %1 meters").arg(m_context.format.number(m_count)),
             without, {});
}

}  // namespace meterseal::ui
