// ChartTable: the numbers behind a chart as a model, newest first where the rows are times. A new set of the same size
// changes the cells and leaves the reader's place alone.
#pragma once

#include "format/format.h"
#include "widgets/chart_data.h"

#include <QAbstractTableModel>

namespace meterseal::ui {

class ChartTable : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit ChartTable(const Format& format, QObject* parent = nullptr);
    void setData(ChartData data);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Format& m_format;
    ChartData m_data;
};

}  // namespace meterseal::ui
