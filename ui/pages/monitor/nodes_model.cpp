#include "pages/monitor/nodes_model.h"

#include "format/error_text.h"
#include "format/texts.h"
#include "models/paged_model.h"

#include <QCoreApplication>

#include <algorithm>

namespace meterseal::ui {

namespace {

using Row = NodesModel::Row;

struct NodeTexts {
    Q_DECLARE_TR_FUNCTIONS(NodeTexts)
};

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr Qt::Alignment kRight = Qt::AlignRight | Qt::AlignVCenter;

QString stateText(const Row& row, const Format&)
{
    if (row.status.state == NodeState::Usable) {
        return NodeTexts::tr("White: available");
    }
    return row.simulated && row.simulated->down ? NodeTexts::tr("Grey: taken down")
                                                : NodeTexts::tr("Grey: not available");
}

QString latencyText(const Row& row, const Format& format)
{
    return row.status.latencyMs ? NodeTexts::tr("%1 ms").arg(format.locale().toString(
                                      *row.status.latencyMs, 'f', *row.status.latencyMs < 10 ? 1 : 0))
                                : texts::unknown();
}

QString counted(std::uint64_t value)
{
    return QString::number(value);
}

bool probed(const Row& row)
{
    return row.status.height > 0;
}

const Column<Row> kColumns[] = {
    {{"node", QT_TRANSLATE_NOOP("Columns", "Node"), nullptr, kLeft, 150},
     [](const Row& r, const Format&) { return r.name; }},
    {{"organisation", QT_TRANSLATE_NOOP("Columns", "Organisation"),
      QT_TRANSLATE_NOOP("Columns", "Whose node it is, where the node says so"), kLeft, 115},
     [](const Row&, const Format&) { return texts::none(); },
     [](const Row&) { return QString(); },
     [](const Row&, const Format&) { return NodeTexts::tr("This node does not say whose it is."); }},
    {{"state", QT_TRANSLATE_NOOP("Columns", "State"),
      QT_TRANSLATE_NOOP("Columns", "White: transactions are dealt to it. Grey: none are, until it answers again."),
      kLeft, 150},
     stateText,
     [](const Row& r) {
         return r.status.state == NodeState::Usable ? QStringLiteral("usable") : QStringLiteral("grey");
     },
     stateText,
     {},
     [](const Row& r) {
         return r.status.state == NodeState::Usable ? Tone::Ok
                : r.simulated && r.simulated->down  ? Tone::Bad
                                                    : Tone::Muted;
     }},
    {{"height", QT_TRANSLATE_NOOP("Columns", "Height"), QT_TRANSLATE_NOOP("Columns", "As last probed"), kRight, 80},
     [](const Row& r, const Format& f) { return probed(r) ? f.number(r.status.height) : texts::unknown(); },
     [](const Row& r) { return probed(r) ? counted(r.status.height) : QString(); }},
    {{"lag", QT_TRANSLATE_NOOP("Columns", "Lag"),
      QT_TRANSLATE_NOOP("Columns", "Blocks behind the ledger when it was last probed"), kRight, 60},
     [](const Row& r, const Format& f) { return probed(r) ? f.number(r.status.lag) : texts::unknown(); },
     [](const Row& r) { return probed(r) ? counted(r.status.lag) : QString(); }},
    {{"inFlight", QT_TRANSLATE_NOOP("Columns", "In flight"),
      QT_TRANSLATE_NOOP("Columns", "Transactions dealt to it and not answered yet"), kRight, 80},
     [](const Row& r, const Format& f) { return f.number(r.status.inFlight); },
     [](const Row& r) { return counted(r.status.inFlight); }},
    {{"accepted", QT_TRANSLATE_NOOP("Columns", "Accepted"), nullptr, kRight, 80},
     [](const Row& r, const Format& f) { return f.number(r.status.accepted); },
     [](const Row& r) { return counted(r.status.accepted); }},
    {{"failed", QT_TRANSLATE_NOOP("Columns", "Failed"), nullptr, kRight, 70},
     [](const Row& r, const Format& f) { return f.number(r.status.failed); },
     [](const Row& r) { return counted(r.status.failed); }},
    {{"lost", QT_TRANSLATE_NOOP("Columns", "Lost"),
      QT_TRANSLATE_NOOP("Columns", "Accepted by it, but in no block; offered again"), kRight, 60},
     [](const Row& r, const Format& f) { return f.number(r.status.lost); },
     [](const Row& r) { return counted(r.status.lost); }},
    {{"latency", QT_TRANSLATE_NOOP("Columns", "Latency"), QT_TRANSLATE_NOOP("Columns", "Of its last answer"), kRight,
      80},
     latencyText,
     [](const Row& r) { return r.status.latencyMs ? QString::number(*r.status.latencyMs) : QString(); }},
    {{"lastError", QT_TRANSLATE_NOOP("Columns", "Last error"), nullptr, kLeft, 160},
     [](const Row& r, const Format&) {
         return r.status.lastError.empty() ? texts::none() : reasonSentence(r.status.lastReason, r.status.lastError);
     },
     [](const Row& r) { return text(r.status.lastError); },
     [](const Row& r, const Format&) { return originalText(r.status.lastError); }},
};
constexpr int kColumnCount = static_cast<int>(std::size(kColumns));

}  // namespace

QString nodeName(const NodeStatus& node, std::size_t index, bool simulated)
{
    return simulated                 ? NodeTexts::tr("Node %1 (simulated)").arg(index + 1)
           : node.name == "embedded" ? NodeTexts::tr("Embedded chain")
                                     : text(node.name);
}

NodesModel::NodesModel(const Format& format, QObject* parent) : TableModel(format, parent)
{}

void NodesModel::setNodes(const std::vector<NodeStatus>& nodes, const std::vector<SimulatedNodeState>& simulated)
{
    std::vector<Row> rows;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        Row row{nodes[i], nodeName(nodes[i], i, !simulated.empty()), {}};
        if (i < simulated.size()) {
            row.simulated = simulated[i];
        }
        rows.push_back(std::move(row));
    }
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        emit stateChanged();
    } else if (!rows.empty()) {
        m_rows = std::move(rows);
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

int NodesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int NodesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

const ColumnInfo& NodesModel::column(int index) const
{
    return kColumns[index];
}

int NodesModel::rowOfKey(quint64 key) const
{
    return key < m_rows.size() ? static_cast<int>(key) : -1;
}

QVariant NodesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    if (role == KeyRole) {
        return QVariant::fromValue<quint64>(static_cast<quint64>(index.row()));
    }
    return kColumns[index.column()].value(m_rows[static_cast<std::size_t>(index.row())], role, format());
}

}  // namespace meterseal::ui
