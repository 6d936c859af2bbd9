#include "widgets/filter_chips.h"

#include "theme/icons.h"
#include "widgets/flow_layout.h"

#include <QToolButton>

namespace meterseal::ui {

FilterChips::FilterChips(QWidget* parent) : QWidget(parent)
{
    new FlowLayout(this);
    hide();
}

void FilterChips::setChips(const std::vector<Chip>& chips)
{
    // Later, not now: a chip is often taken off by its own click.
    for (QToolButton* button : m_buttons) {
        layout()->removeWidget(button);
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    const auto add = [this](const QString& name, const QString& text, const QString& toolTip) {
        auto* button = new QToolButton(this);
        button->setObjectName(name);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setText(text);
        button->setToolTip(toolTip);
        button->setAccessibleName(toolTip);
        layout()->addWidget(button);
        button->show();
        m_buttons.push_back(button);
        return button;
    };
    for (const Chip& chip : chips) {
        QToolButton* const button =
            add(QStringLiteral("chip_") + chip.id, chip.text, tr("Remove the filter “%1”").arg(chip.text));
        button->setIcon(icon(QStringLiteral("close")));
        connect(button, &QToolButton::clicked, this, [this, id = chip.id] { emit removed(id); });
    }
    if (chips.size() > 1) {
        QToolButton* const all =
            add(QStringLiteral("clearChips"), tr("Remove all"), tr("Remove all filters of this list"));
        all->setAutoRaise(true);
        connect(all, &QToolButton::clicked, this, &FilterChips::cleared);
    }
    setVisible(!chips.empty());
    updateGeometry();
}

}  // namespace meterseal::ui
