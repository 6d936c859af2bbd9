#include "widgets/table_header.h"

#include "theme/theme.h"

#include <QPaintEvent>
#include <QPainter>

namespace meterseal::ui {

namespace {
constexpr int kArrow = 14;
}

void TableHeader::paintEvent(QPaintEvent* event)
{
    QHeaderView::paintEvent(event);
    // Right of the last column the style would draw its own.
    QPainter painter(viewport());
    const QRect rest(length() - offset(), 0, viewport()->width(), height());
    painter.fillRect(rest, palette().color(QPalette::AlternateBase));
    painter.setPen(theme::lineOf(palette()));
    painter.drawLine(rest.bottomLeft(), rest.bottomRight());
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->save();
    painter->fillRect(rect, palette().color(QPalette::AlternateBase));
    painter->setPen(theme::lineOf(palette()));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    QFont font(this->font());
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    QRect text = rect.adjusted(theme::kGap, 0, -theme::kGap, 0);
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    if (sorted) {
        const bool down = sortIndicatorOrder() == Qt::DescendingOrder;
        painter->setPen(theme::colourOf(palette(), Tone::Info));
        painter->drawText(QRect(text.right() - kArrow, text.top(), kArrow, text.height()), Qt::AlignCenter,
                          QString(QChar(down ? 0x2193 : 0x2191)));
        text.adjust(0, 0, -kArrow - 2, 0);
    }
    painter->setPen(theme::colourOf(palette(), Tone::Muted));
    const auto alignment = model()->headerData(section, orientation(), Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(text, static_cast<int>(alignment) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(model()->headerData(section, orientation()).toString(),
                                                    Qt::ElideRight, text.width()));
    painter->restore();
}

QSize TableHeader::sectionSizeFromContents(int section) const
{
    QSize size = QHeaderView::sectionSizeFromContents(section);
    size.setHeight(theme::rowHeight(fontMetrics()));
    return size;
}

}  // namespace meterseal::ui
