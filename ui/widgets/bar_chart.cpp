#include "widgets/bar_chart.h"

#include "theme/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace meterseal::ui {

namespace {
constexpr int kLines = 2;          // of the grid, between the foot and the end
constexpr double kWidest = 48;     // pixels of one upright bar
constexpr double kBarShare = 0.7;  // of a bar's room
constexpr int kLeastHeight = 96;
}  // namespace

BarChart::BarChart(Qt::Orientation bars, QWidget* parent)
    : QWidget(parent), m_orientation(bars), m_numberText([](std::uint64_t value) { return QString::number(value); })
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

std::uint64_t BarChart::axisEnd(std::uint64_t largest)
{
    std::uint64_t power = 1;
    while (power < largest / 10) {
        power *= 10;
    }
    for (const std::uint64_t step : {1, 2, 4, 5, 6, 8, 10, 15, 20, 40, 50, 60, 80, 100}) {
        if (step * power >= largest) {
            return step * power;
        }
    }
    return largest;
}

void BarChart::setBars(std::vector<Bar> bars)
{
    m_bars = std::move(bars);
    if (m_current >= count()) {
        setCurrent(-1);
    }
    updateGeometry();
    update();
}

QSize BarChart::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return m_orientation == Qt::Vertical ? QSize(160, std::max(kLeastHeight, 6 * line))
                                         : QSize(160, std::max(kLeastHeight, count() * (line + theme::kTight)));
}

QSize BarChart::sizeHint() const
{
    return minimumSizeHint().expandedTo(QSize(320, m_orientation == Qt::Vertical ? 160 : 0));
}

BarChart::Frame BarChart::frame() const
{
    Frame frame;
    std::uint64_t largest = 0;
    int names = 0;
    int figures = 0;
    for (const Bar& bar : m_bars) {
        largest = std::max(largest, bar.value);
        names = std::max(names, fontMetrics().horizontalAdvance(bar.name));
        figures = std::max(figures, fontMetrics().horizontalAdvance(bar.figure));
    }
    // Lying bars have their figures beside them and no axis that would need a round end.
    frame.end = std::max<std::uint64_t>(1, m_orientation == Qt::Vertical ? axisEnd(largest) : largest);
    const int line = fontMetrics().height();
    if (m_orientation == Qt::Vertical) {
        const int left = fontMetrics().horizontalAdvance(m_numberText(frame.end)) + theme::kGap;
        frame.plot = rect().adjusted(left, line / 2, -theme::kTight, -line - theme::kTight);
    } else {
        frame.plot = rect().adjusted(std::min(names, width() * 2 / 5) + theme::kGap, 0, -figures - theme::kGap, 0);
    }
    return frame;
}

QRect BarChart::barAt(const Frame& frame, int bar) const
{
    const QRect& plot = frame.plot;
    const double share =
        static_cast<double>(m_bars[static_cast<std::size_t>(bar)].value) / static_cast<double>(frame.end);
    if (m_orientation == Qt::Vertical) {
        const double room = static_cast<double>(plot.width()) / count();
        const double width = std::max(1.0, std::min(kWidest, room * kBarShare));
        const double height = share > 0 ? std::max(1.0, share * plot.height()) : 0;
        return QRectF(plot.left() + room * (bar + 0.5) - width / 2, plot.bottom() - height + 1, width, height).toRect();
    }
    const double room = std::min(static_cast<double>(plot.height()) / count(), fontMetrics().height() * 2.0);
    const double height = room * kBarShare;
    const double width = share > 0 ? std::max(1.0, share * plot.width()) : 0;
    return QRectF(plot.left(), plot.top() + room * (bar + 0.5) - height / 2, width, height).toRect();
}

int BarChart::barUnder(const QPoint& where) const
{
    if (m_bars.empty()) {
        return -1;
    }
    const Frame now = frame();
    if (m_orientation == Qt::Horizontal) {
        for (int i = 0; i < count(); ++i) {
            const QRect bar = barAt(now, i);
            if (where.y() >= bar.top() && where.y() <= bar.bottom()) {
                return i;
            }
        }
        return -1;
    }
    if (where.x() < now.plot.left() || where.x() > now.plot.right()) {
        return -1;
    }
    return std::min(count() - 1, (where.x() - now.plot.left()) * count() / std::max(1, now.plot.width()));
}

void BarChart::setCurrent(int bar)
{
    if (bar == m_current) {
        return;
    }
    m_current = bar;
    setAccessibleDescription(bar < 0 ? QString() : m_bars[static_cast<std::size_t>(bar)].spoken);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    update();
    emit currentChanged(bar);
}

void BarChart::mouseMoveEvent(QMouseEvent* event)
{
    setCurrent(barUnder(event->position().toPoint()));
}

void BarChart::leaveEvent(QEvent*)
{
    if (!hasFocus()) {
        setCurrent(-1);
    }
}

void BarChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && !m_bars.empty() && event->reason() != Qt::MouseFocusReason) {
        setCurrent(m_orientation == Qt::Vertical ? count() - 1 : 0);
    }
}

void BarChart::keyPressEvent(QKeyEvent* event)
{
    const bool upright = m_orientation == Qt::Vertical;
    const int key = event->key();
    int wanted = m_current;
    if (key == (upright ? Qt::Key_Left : Qt::Key_Up)) {
        wanted = std::max(0, m_current - 1);
    } else if (key == (upright ? Qt::Key_Right : Qt::Key_Down)) {
        wanted = m_current + 1;
    } else if (key == Qt::Key_Home) {
        wanted = 0;
    } else if (key == Qt::Key_End) {
        wanted = count() - 1;
    } else {
        QWidget::keyPressEvent(event);
        return;
    }
    setCurrent(std::min(wanted, count() - 1));
}

void BarChart::paintBar(QPainter& painter, const Frame& frame, int bar)
{
    const QRect box = barAt(frame, bar);
    const QColor colour = theme::seriesColour(palette(), 0);
    painter.fillRect(box, colour);
    if (bar == m_current) {
        // A frame, not a colour alone.
        painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(-1, -1, 1, 0));
    }
}

void BarChart::paintUpright(QPainter& painter, const Frame& frame)
{
    const QRect& plot = frame.plot;
    const QColor quiet = theme::colourOf(palette(), Tone::Muted);
    const int line = fontMetrics().height();
    for (int i = 0; i <= kLines; ++i) {
        const std::uint64_t value = frame.end * static_cast<std::uint64_t>(i) / kLines;
        const int y = plot.bottom() + 1 - plot.height() * i / kLines;
        painter.setPen(theme::lineOf(palette()));
        painter.drawLine(plot.left(), y, plot.right(), y);
        // Half of an odd end is no whole number: the line stays without one.
        if (static_cast<std::uint64_t>(i) * frame.end % kLines == 0) {
            painter.setPen(quiet);
            painter.drawText(QRect(0, y - line / 2, plot.left() - theme::kGap, line), Qt::AlignRight | Qt::AlignVCenter,
                             m_numberText(value));
        }
    }
    int widest = 1;
    for (const Bar& bar : m_bars) {
        widest = std::max(widest, fontMetrics().horizontalAdvance(bar.name) + theme::kMargin);
    }
    const int every = std::max(1, (widest * count() + plot.width() - 1) / std::max(1, plot.width()));
    for (int i = 0; i < count(); ++i) {
        paintBar(painter, frame, i);
        // From the latest back, which so always has its name.
        if ((count() - 1 - i) % every == 0) {
            painter.setPen(quiet);
            const int middle = plot.left() + plot.width() * (2 * i + 1) / (2 * count());
            const int x = std::clamp(middle - widest / 2, 0, std::max(0, width() - widest));
            painter.drawText(QRect(x, plot.bottom() + theme::kTight, widest, line), Qt::AlignCenter,
                             m_bars[static_cast<std::size_t>(i)].name);
        }
    }
}

void BarChart::paintLying(QPainter& painter, const Frame& frame)
{
    const int line = fontMetrics().height();
    for (int i = 0; i < count(); ++i) {
        paintBar(painter, frame, i);
        const Bar& bar = m_bars[static_cast<std::size_t>(i)];
        const QRect box = barAt(frame, i);
        const int y = box.center().y() - line / 2;
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRect(0, y, frame.plot.left() - theme::kGap, line), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(bar.name, Qt::ElideMiddle, frame.plot.left() - theme::kGap));
        painter.drawText(QRect(box.right() + theme::kGap, y, width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                         bar.figure);
    }
}

void BarChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_bars.empty()) {
        const Frame now = frame();
        m_orientation == Qt::Vertical ? paintUpright(painter, now) : paintLying(painter, now);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme::colourOf(palette(), Tone::Info), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

}  // namespace meterseal::ui
