#include "models/table_model.h"

#include <QCoreApplication>

namespace meterseal::ui {

TableModel::TableModel(const Format& format, QObject* parent) : QAbstractTableModel(parent), m_format(format)
{
    connect(&format, &Format::changed, this, [this] {
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        if (rowCount() > 0) {
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        }
    });
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const ColumnInfo& info = column(section);
    switch (role) {
    case Qt::DisplayRole:
        return QCoreApplication::translate("Columns", info.title);
    case Qt::ToolTipRole:
        return info.toolTip != nullptr ? QCoreApplication::translate("Columns", info.toolTip) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(info.alignment);
    default:
        return {};
    }
}

void TableModel::setNewRows(qint64 rows)
{
    if (rows != m_newRows) {
        m_newRows = rows;
        emit newRowsChanged();
    }
}

}  // namespace meterseal::ui
