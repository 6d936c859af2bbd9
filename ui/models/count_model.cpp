#include "models/count_model.h"

namespace meterseal::ui {

CountModel::CountModel(const ColumnInfo& name, const ColumnInfo& count, const Format& format, QObject* parent)
    : TableModel(format, parent), m_name(name), m_count(count)
{}

void CountModel::setRows(std::vector<CountRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    emit stateChanged();
}

int CountModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CountModel::rowOfKey(quint64 key) const
{
    return key < m_rows.size() ? static_cast<int>(key) : -1;
}

QVariant CountModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const CountRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool name = index.column() == 0;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return name ? row.name : format().number(row.count);
    case FullTextRole:
        return name ? row.exact : QString::number(row.count);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column(index.column()).alignment);
    case LoadedRole:
        return true;
    case KeyRole:
        return QVariant::fromValue<quint64>(static_cast<quint64>(index.row()));
    default:
        return {};
    }
}

}  // namespace meterseal::ui
