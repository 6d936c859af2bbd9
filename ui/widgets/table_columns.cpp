#include "widgets/table_columns.h"

#include <QHeaderView>
#include <QTableView>

namespace meterseal::ui {

bool restoreColumns(QTableView& view, const TableModel& model, const QString& name)
{
    QHeaderView* const header = view.horizontalHeader();
    const double scale = model.format().settings().textPercent() / 100.0;
    view.verticalHeader()->setDefaultSectionSize(view.fontMetrics().height() + 10);
    // Text may use the room that is left; a number would stand far from its column.
    int last = 0;
    for (int i = 0; i < model.columnCount(); ++i) {
        last = model.column(i).shown ? i : last;
    }
    header->setStretchLastSection(model.column(last).alignment.testFlag(Qt::AlignLeft));
    const QByteArray state = model.format().settings().layout(name);
    // What was saved by a version with other columns is not for these.
    if (!state.isEmpty() && header->restoreState(state) && header->count() == model.columnCount()) {
        header->setSectionsMovable(true);
        return true;
    }
    for (int i = 0; i < model.columnCount(); ++i) {
        const ColumnInfo& info = model.column(i);
        header->resizeSection(i, static_cast<int>(info.width * scale));
        header->setSectionHidden(i, !info.shown);
    }
    return false;
}

void saveColumns(const QTableView& view, const TableModel& model, const QString& name)
{
    model.format().settings().setLayout(name, view.horizontalHeader()->saveState());
}

}  // namespace meterseal::ui
