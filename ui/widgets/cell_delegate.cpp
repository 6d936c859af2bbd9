#include "widgets/cell_delegate.h"

#include "models/table_model.h"
#include "theme/icons.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace meterseal::ui {

Qt::TextElideMode elideOf(const QString& text)
{
    const bool words = std::any_of(text.begin(), text.end(), [](QChar c) { return c == u' ' || c.unicode() > 0x7f; });
    return words ? Qt::ElideRight : Qt::ElideMiddle;
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    // The background goes from edge to edge, the text keeps a distance to its neighbour's.
    QStyleOptionViewItem background(cell);
    background.text.clear();
    background.icon = {};
    QStyle* const style = option.widget->style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &background, painter, option.widget);
    cell.backgroundBrush = Qt::NoBrush;
    cell.rect.adjust(theme::kGap - 2, 0, 2 - theme::kGap, 0);
    const QRect text = style->subElementRect(QStyle::SE_ItemViewItemText, &cell, option.widget);
    if (!cell.icon.isNull()) {
        cell.icon.paint(painter, style->subElementRect(QStyle::SE_ItemViewItemDecoration, &cell, option.widget),
                        Qt::AlignCenter);
    }
    painter->save();
    painter->setFont(cell.font);
    painter->setPen(cell.palette.color(QPalette::Text));
    painter->drawText(text.adjusted(2, 0, -2, 0), static_cast<int>(cell.displayAlignment) | Qt::TextSingleLine,
                      QFontMetrics(cell.font).elidedText(cell.text, elideOf(cell.text), text.width() - 4));
    painter->restore();
}

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
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(theme::symbolOf(tone), tone);
        const int side = option->widget->style()->pixelMetric(QStyle::PM_SmallIconSize, option, option->widget);
        option->decorationSize = QSize(side, side);
        option->palette.setColor(QPalette::Text, theme::colourOf(option->palette, tone));
    }
}

}  // namespace meterseal::ui
