#include "shell/rail_delegate.h"

#include "theme/theme.h"
#include "theme/tokens.h"

#include <QIcon>
#include <QPainter>

namespace meterseal::ui {

namespace {

constexpr int kLeast = 132;
constexpr int kBar = 3;

int iconSide(const QStyleOptionViewItem& option)
{
    return option.fontMetrics.height();
}

QFont bold(const QFont& font)
{
    QFont changed(font);
    changed.setWeight(QFont::DemiBold);
    return changed;
}

}  // namespace

void RailDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const theme::Tokens& t = theme::tokensOf(option.palette);
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const QRect box = option.rect.adjusted(theme::kGap, 1, -theme::kGap, -1);
    const bool focused =
        option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange);
    if (current || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(focused ? QPen(t.link, 2) : QPen(Qt::NoPen));
        painter->setBrush(current ? t.soft : t.sunken);
        painter->drawRoundedRect(box, theme::kRadius, theme::kRadius);
    }
    if (current) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.link);
        painter->drawRoundedRect(QRectF(box.left(), box.top() + 8, kBar, box.height() - 16), kBar / 2.0, kBar / 2.0);
    }
    const int side = iconSide(option);
    const QRect iconBox(box.left() + theme::kCards, box.center().y() - side / 2 + 1, side, side);
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, iconBox);
    QRect words = box.adjusted(2 * theme::kCards + side, 0, -theme::kGap, 0);
    if (const QString count = index.data(CountRole).toString(); !count.isEmpty()) {
        const QFont small = bold(theme::captionFont(option.font));
        const QFontMetrics metrics(small);
        const int high = metrics.height() + 2;
        const int wide = std::max(high, metrics.horizontalAdvance(count) + theme::kGap + theme::kTight);
        const QRectF pill(words.right() - wide + 1, box.center().y() - high / 2.0 + 1, wide, high);
        painter->setPen(Qt::NoPen);
        painter->setBrush(current ? t.base : t.soft);
        painter->drawRoundedRect(pill, high / 2.0, high / 2.0);
        painter->setFont(small);
        painter->setPen(t.link);
        painter->drawText(pill, Qt::AlignCenter, count);
        words.setRight(words.right() - wide - theme::kTight);
    }
    painter->setPen(current ? t.link : t.text);
    painter->setFont(current ? bold(option.font) : option.font);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter, index.data(Qt::DisplayRole).toString());
    painter->restore();
}

QSize RailDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics metrics(bold(option.font));
    // With room for a count of two digits, so that the rail keeps its width when one appears.
    const int width = 5 * theme::kCards + iconSide(option) + metrics.horizontalAdvance(QStringLiteral("00")) +
                      metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
    return {std::max(width, kLeast), theme::rowHeight(metrics) + 6};
}

}  // namespace meterseal::ui
