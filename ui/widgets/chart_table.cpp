#include "widgets/chart_table.h"

#include "format/texts.h"

#include <cmath>

namespace meterseal::ui {

namespace {
Qt::Alignment alignmentOf(int column)
{
    return (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}
}  // namespace

ChartTable::ChartTable(const Format& format, QObject* parent) : QAbstractTableModel(parent), m_format(format)
{}

void ChartTable::setData(ChartData data)
{
    if (data.rows() != m_data.rows() || data.titles.size() != m_data.titles.size()) {
        beginResetModel();
        m_data = std::move(data);
        endResetModel();
        return;
    }
    m_data = std::move(data);
    if (rowCount() > 0) {
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

int ChartTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_data.rows());
}

int ChartTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_data.titles.size());
}

QVariant ChartTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(alignmentOf(index.column()));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const auto shown = static_cast<std::size_t>(index.row());
    const std::size_t row = m_data.times.empty() ? shown : m_data.rows() - 1 - shown;
    if (index.column() == 0) {
        return m_data.times.empty() ? m_data.names[index.row()] : m_format.time(Timestamp{m_data.times[row]});
    }
    const double value = m_data.value(row, static_cast<std::size_t>(index.column()) - 1);
    return std::isnan(value) ? texts::unknown() : m_format.decimal(value);
}

QVariant ChartTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    return role == Qt::DisplayRole         ? QVariant(m_data.titles[section])
           : role == Qt::TextAlignmentRole ? QVariant::fromValue(alignmentOf(section))
                                           : QVariant();
}

}  // namespace meterseal::ui
