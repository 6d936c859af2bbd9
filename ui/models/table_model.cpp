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
        return info.width == kTimeWide
                   ? QCoreApplication::translate("Columns", "%1 (%2)", "a time and its zone")
                         .arg(QCoreApplication::translate("Columns", info.title), m_format.zoneName())
                   : QCoreApplication::translate("Columns", info.title);
    case Qt::ToolTipRole:
        return info.toolTip != nullptr ? QCoreApplication::translate("Columns", info.toolTip) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(info.alignment);
    default:
        return {};
    }
}

TaskHandle TableModel::exportRows(QObject* context, std::shared_ptr<RowWriter> writer, std::vector<int> columns,
                                  ExportStep from, std::function<void(Result<ExportStep>)> done)
{
    Status status;
    for (int row = 0; row < rowCount() && status.ok(); ++row) {
        std::vector<std::string> cells;
        for (const int column : columns) {
            cells.push_back(index(row, column).data(FullTextRole).toString().toStdString());
        }
        status = writer->row(cells);
        ++from.rows;
    }
    // Answered later, as the long lists do.
    QMetaObject::invokeMethod(
        context,
        [status, from, done = std::move(done)] {
            done(status.ok() ? Result<ExportStep>(from) : Result<ExportStep>(status.error()));
        },
        Qt::QueuedConnection);
    return {};
}

void TableModel::setNewRows(qint64 rows)
{
    if (rows != m_newRows) {
        m_newRows = rows;
        emit newRowsChanged();
    }
}

}  // namespace meterseal::ui
