#include "shell/rail_delegate.h"

#include "theme/theme.h"

#include <QApplication>
#include <QIcon>
#include <QPainter>

namespace meterseal::ui {

namespace {
constexpr int kIcon = 20;
constexpr int kPad = 10;
constexpr int kLeast = 132;
}  // namespace

void RailDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRect box = option.rect.adjusted(theme::kGap, 2, 0, -2);
    if (current || hovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(current ? theme::fillOf(option.palette, Tone::Info) : theme::lineOf(option.palette));
        painter->drawRoundedRect(box, theme::kRadius, theme::kRadius);
    }
    const QColor colour = theme::colourOf(option.palette, current ? Tone::Info : Tone::Neutral);
    if (current) {
        painter->fillRect(QRect(box.left(), box.top() + 6, 3, box.height() - 12), colour);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(colour, 1, Qt::DotLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(1, 1, -1, -1), theme::kRadius, theme::kRadius);
    }
    const QRect iconBox(box.left() + kPad, box.center().y() - kIcon / 2 + 1, kIcon, kIcon);
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, iconBox);
    painter->setPen(colour);
    QFont font = option.font;
    font.setWeight(current ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->drawText(box.adjusted(kPad + kIcon + kPad, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      index.data(Qt::DisplayRole).toString());
    painter->restore();
}

QSize RailDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    const int width =
        theme::kGap + kPad * 3 + kIcon + metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
    return {std::max(width, kLeast), std::max(metrics.height(), kIcon) + 2 * kPad};
}

}  // namespace meterseal::ui
