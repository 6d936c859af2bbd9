#include "widgets/table_columns.h"

#include "theme/theme.h"

#include <QHeaderView>
#include <QTableView>

namespace meterseal::ui {

namespace {

constexpr int kDesignHeight = 18;  // of the font at 100 %, in which the columns' widths are thought
constexpr int kArrowRoom = 18;

// By what the column holds, in the present font; never narrower than its title.
int naturalWidth(const QTableView& view, const TableModel& model, int column)
{
    const ColumnInfo& info = model.column(column);
    const QFontMetrics metrics = view.fontMetrics();
    QFont bold = view.font();
    bold.setWeight(QFont::DemiBold);
    const QString title = model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const int least = QFontMetrics(bold).horizontalAdvance(title) + 2 * theme::kGap + (info.sortable ? kArrowRoom : 2);
    const int cell = info.width == kTimeWide
                         ? metrics.horizontalAdvance(QStringLiteral("0000-00-00 00:00:00")) + 3 * theme::kGap
                         : info.width * metrics.height() / kDesignHeight;
    return std::max(least, cell);
}

}  // namespace

void scaleColumns(QTableView& view, double by)
{
    QHeaderView* const header = view.horizontalHeader();
    for (int i = 0; i < header->count(); ++i) {
        header->resizeSection(i, qRound(header->sectionSize(i) * by));
    }
    view.verticalHeader()->setDefaultSectionSize(theme::rowHeight(view.fontMetrics()));
}

bool restoreColumns(QTableView& view, const TableModel& model, const QString& name)
{
    QHeaderView* const header = view.horizontalHeader();
    view.verticalHeader()->setDefaultSectionSize(theme::rowHeight(view.fontMetrics()));
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
        header->resizeSection(i, naturalWidth(view, model, i));
        header->setSectionHidden(i, !info.shown);
    }
    return false;
}

void saveColumns(const QTableView& view, const TableModel& model, const QString& name)
{
    model.format().settings().setLayout(name, view.horizontalHeader()->saveState());
}

}  // namespace meterseal::ui
