#include "pages/settings/nodes_section.h"

#include "theme/theme.h"
#include "widgets/labels.h"

#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kMostNodes = 16;
}

NodesSection::NodesSection(const PageContext& context) : SettingsSection(context)
{
    QVBoxLayout* const column = columnIn(addCard());
    m_label = new QLabel;
    m_nodes = new QSpinBox;
    m_nodes->setObjectName(QStringLiteral("simulatedNodes"));
    m_nodes->setRange(0, kMostNodes);
    m_nodes->setEnabled(!context.session.readOnly());
    m_label->setBuddy(m_nodes);
    m_apply = button("applyNodes", this);
    theme::setRole(m_apply, theme::Role::Primary);
    m_now = new ScaledLabel(ScaledLabel::Kind::Muted);
    m_now->setObjectName(QStringLiteral("nodesNow"));
    m_now->setWordWrap(true);
    column->addLayout(row({m_label, m_nodes, m_apply}));
    column->addWidget(m_now);
    const QString folder = QString::fromStdString(context.session.workspace()->folder().string());
    m_nodes->setValue(static_cast<int>(context.settings.simulatedNodes(folder)));
    connect(m_nodes, &QSpinBox::valueChanged, this, &NodesSection::refresh);
    connect(m_apply, &QPushButton::clicked, this, [this, folder] {
        const auto nodes = static_cast<std::size_t>(m_nodes->value());
        m_context.settings.setSimulatedNodes(folder, nodes);
        m_context.session.setSimulatedNodes(nodes);
        recordSetting("simulatedNodes", QString::number(m_nodes->value()));
        m_changed = m_context.session.unlocked();
        refresh();
    });
    connect(&context.session, &Session::lockChanged, this, [this] {
        m_changed = false;
        refresh();
    });
    retranslate();
}

void NodesSection::refresh()
{
    const QString folder = QString::fromStdString(m_context.session.workspace()->folder().string());
    const auto saved = m_context.settings.simulatedNodes(folder);
    m_apply->setEnabled(!m_context.session.readOnly() && static_cast<std::size_t>(m_nodes->value()) != saved);
    QString now = saved == 0 ? tr("Uploads go straight to the ledger of this workspace.")
                             : tr("Uploads go through %n simulated node(s).", nullptr, static_cast<int>(saved));
    if (m_changed) {
        now += u' ' + tr("This begins when the key store is locked and unlocked again.");
    }
    m_now->setText(now);
}

void NodesSection::retranslate()
{
    setTexts(tr("Access nodes"),
             tr("On a consortium chain, batches are handed in at several nodes. This ledger is kept on this machine "
                "alone, so its nodes are simulated: they show how the load moves, and prove nothing to others."));
    m_label->setText(tr("Simulated nodes"));
    m_nodes->setAccessibleName(m_label->text());
    m_nodes->setSpecialValueText(tr("none"));
    m_apply->setText(tr("Apply"));
    refresh();
}

}  // namespace meterseal::ui
