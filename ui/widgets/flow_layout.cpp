#include "widgets/flow_layout.h"

#include "theme/theme.h"

#include <QWidget>

#include <algorithm>

namespace meterseal::ui {

FlowLayout::FlowLayout(QWidget* parent) : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(theme::kGap);
}

FlowLayout::~FlowLayout()
{
    for (QLayoutItem* item : m_items) {
        delete item;
    }
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    QLayoutItem* const item = itemAt(index);
    if (item != nullptr) {
        m_items.erase(m_items.begin() + index);
    }
    return item;
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (const QLayoutItem* item : m_items) {
        least = least.expandedTo(item->isEmpty() ? QSize() : item->minimumSize());
    }
    const QMargins margins = contentsMargins();
    return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const QLayoutItem* item : m_items) {
        if (!item->isEmpty()) {
            width += (width > 0 ? spacing() : 0) + item->sizeHint().width();
            height = std::max(height, item->sizeHint().height());
        }
    }
    const QMargins margins = contentsMargins();
    return {width + margins.left() + margins.right(), height + margins.top() + margins.bottom()};
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool place) const
{
    const QRect room = rect.marginsRemoved(contentsMargins());
    int x = room.x();
    int y = room.y();
    std::size_t lineBegin = 0;
    int lineHeight = 0;
    // Items of one line stand on one middle line.
    const auto endLine = [&](std::size_t lineEnd) {
        int at = room.x();
        for (std::size_t i = lineBegin; place && i < lineEnd; ++i) {
            if (!m_items[i]->isEmpty()) {
                const QSize size = m_items[i]->sizeHint().boundedTo(QSize(room.width(), lineHeight));
                m_items[i]->setGeometry(QRect(QPoint(at, y + (lineHeight - size.height()) / 2), size));
                at += size.width() + spacing();
            }
        }
        lineBegin = lineEnd;
    };
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i]->isEmpty()) {
            continue;
        }
        const QSize size = m_items[i]->sizeHint();
        if (x > room.x() && x + size.width() > room.x() + room.width()) {
            endLine(i);
            x = room.x();
            y += lineHeight + spacing();
            lineHeight = 0;
        }
        x += size.width() + spacing();
        lineHeight = std::max(lineHeight, size.height());
    }
    endLine(m_items.size());
    return y + lineHeight - rect.y() + contentsMargins().bottom();
}

}  // namespace meterseal::ui
