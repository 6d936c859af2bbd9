#include "pages/monitor/nodes_panel.h"

#include "pages/monitor/nodes_model.h"
#include "theme/icons.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace meterseal::ui {

namespace {

constexpr int kLatencies[] = {0, 20, 100, 500, 2000};  // ms

void slowDown(UploadEngine& engine, std::size_t node, std::chrono::milliseconds latency)
{
    NodeScript script = engine.simulated->script(node);
    script.latency = latency;
    engine.simulated->setScript(node, script);
}

}  // namespace

NodesPanel::NodesPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_model(new NodesModel(context.format)),
      m_table(new DataTable(QStringLiteral("nodesTable"), m_model, this)),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_hint(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_actions(new QWidget(this)),
      m_latencyLabel(new QLabel(m_actions)),
      m_toggle(new QPushButton(m_actions)),
      m_latency(new QComboBox(m_actions)),
      m_settings(new QPushButton(this))
{
    setObjectName(QStringLiteral("nodesPanel"));
    m_hint->setObjectName(QStringLiteral("nodesHint"));
    m_hint->setWordWrap(true);
    m_toggle->setObjectName(QStringLiteral("nodeToggle"));
    m_latency->setObjectName(QStringLiteral("nodeLatency"));
    m_settings->setObjectName(QStringLiteral("nodesSettings"));
    m_settings->setIcon(icon(QStringLiteral("settings")));
    m_latencyLabel->setBuddy(m_latency);
    for (const int ms : kLatencies) {
        m_latency->addItem({}, ms);
    }
    m_latency->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* row = new QHBoxLayout(m_actions);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kGap);
    row->addWidget(m_toggle);
    row->addSpacing(theme::kGap);
    row->addWidget(m_latencyLabel);
    row->addWidget(m_latency);
    m_table->addFilter(m_actions);
    m_table->addFilter(m_settings);
    auto* head = new QHBoxLayout;
    head->setSpacing(theme::kMargin);
    head->addWidget(m_title, 0, Qt::AlignTop);
    head->addWidget(m_hint, 1, Qt::AlignVCenter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kTight);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    connect(m_toggle, &QPushButton::clicked, this, &NodesPanel::toggleSelected);
    connect(m_latency, &QComboBox::activated, this, &NodesPanel::slowDownSelected);
    connect(m_settings, &QPushButton::clicked, this,
            [this] { m_context.navigator.go(QStringLiteral("settings/nodes")); });
    connect(m_table, &DataTable::currentChanged, this, &NodesPanel::refreshActions);
    retranslate();
}

void NodesPanel::refresh()
{
    const UploadBridge* const upload = m_context.session.upload();
    if (upload != nullptr && upload->snapshot()) {
        m_model->setNodes(upload->snapshot()->nodes, upload->simulatedNodes());
        if (!m_table->currentKey() && !m_model->rows().empty()) {
            m_table->showKey(0);  // so that the buttons beside it mean something
        }
    } else {
        m_model->setNodes({}, {});
    }
    refreshActions();
}

std::optional<std::size_t> NodesPanel::selected() const
{
    const auto key = m_table->currentKey();
    return key && *key < m_model->rows().size() && m_model->rows()[*key].simulated
               ? std::optional(static_cast<std::size_t>(*key))
               : std::nullopt;
}

QString NodesPanel::latencyText(int ms)
{
    return ms == 0 ? tr("no delay") : tr("%1 ms").arg(ms);
}

QString NodesPanel::hint() const
{
    const Session& session = m_context.session;
    if (!session.unlocked()) {
        return {};
    }
    return session.upload()->simulated()
               ? tr("Simulated: these nodes stand before one ledger on this machine. Take one down and watch its share "
                    "move to the others.")
               : tr("Transactions go straight to the ledger on this machine. Simulated nodes, to try what happens when "
                    "one fails, are switched on under Settings.");
}

void NodesPanel::refreshActions()
{
    const bool simulated = m_context.session.unlocked() && m_context.session.upload()->simulated();
    m_actions->setVisible(simulated);
    m_settings->setVisible(m_context.session.unlocked() && !simulated);
    m_hint->setText(hint());
    const auto node = selected();
    const bool free = node && !m_doing.running();
    m_toggle->setEnabled(free);
    m_latency->setEnabled(free);
    const bool down = node && m_model->rows()[*node].simulated->down;
    m_toggle->setText(down ? tr("Bring the node back") : tr("Take the node down"));
    m_toggle->setIcon(icon(down ? QStringLiteral("play") : QStringLiteral("pause")));
    m_toggle->setToolTip(node ? m_model->rows()[*node].name : tr("Choose a node in the table first."));
    if (node && !m_latency->view()->isVisible()) {
        const auto latency = static_cast<int>(m_model->rows()[*node].simulated->latency.count());
        if (m_latency->findData(latency) < 0) {
            m_latency->addItem(latencyText(latency), latency);  // set by somebody else
        }
        m_latency->setCurrentIndex(m_latency->findData(latency));
    }
}

void NodesPanel::toggleSelected()
{
    const auto node = selected();
    if (!node) {
        return;
    }
    const bool down = m_model->rows()[*node].simulated->down;
    m_doing = m_context.session.upload()->run(
        this,
        [node = *node, down](UploadEngine& engine) {
            down ? engine.simulated->up(node) : engine.simulated->down(node);
            return true;
        },
        [this](bool) { refreshActions(); });
    refreshActions();
}

void NodesPanel::slowDownSelected()
{
    const auto node = selected();
    if (!node) {
        return;
    }
    m_doing = m_context.session.upload()->run(
        this,
        [node = *node, latency = std::chrono::milliseconds(m_latency->currentData().toInt())](UploadEngine& engine) {
            slowDown(engine, node, latency);
            return true;
        },
        [this](bool) { refreshActions(); });
}

void NodesPanel::retranslate()
{
    m_title->setText(tr("Nodes"));
    m_table->setTitle(tr("Nodes"));
    m_latencyLabel->setText(tr("Answers after"));
    m_settings->setText(tr("Simulate nodes…"));
    m_latency->setAccessibleName(m_latencyLabel->text());
    for (int i = 0; i < m_latency->count(); ++i) {
        m_latency->setItemText(i, latencyText(m_latency->itemData(i).toInt()));
    }
    m_table->setEmptyText(QStringLiteral("monitor"), tr("No nodes to show"),
                          tr("Nodes are seen while the uploader runs, and it runs while the key store is unlocked."));
    refreshActions();
}

}  // namespace meterseal::ui
