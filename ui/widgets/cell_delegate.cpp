#include "widgets/cell_delegate.h"

#include "models/table_model.h"
#include "theme/icons.h"

namespace meterseal::ui {

void CellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    // The row is what is current, not the cell: no dotted frame inside the selected row.
    option->state &= ~QStyle::State_HasFocus;
    const auto* model = qobject_cast<const TableModel*>(index.model());
    if (model != nullptr && model->column(index.column()).mono) {
        option->font = theme::monoFont(option->font);
    }
    const QVariant toneValue = index.data(TableModel::ToneRole);
    if (toneValue.isValid()) {
        const Tone tone = static_cast<Tone>(toneValue.toInt());
        const bool selected = option->state.testFlag(QStyle::State_Selected);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(theme::symbolOf(tone), selected ? Tone::Neutral : tone);
        const int side = option->fontMetrics.height();
        option->decorationSize = QSize(side, side);
        option->palette.setColor(QPalette::Text, theme::colourOf(option->palette, tone));
    }
}

}  // namespace meterseal::ui
