#include "pages/meters/batch_timeline.h"

#include "theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace meterseal::ui {

namespace {
constexpr double kLeast = 3;  // a batch is never thinner than this
constexpr int kSide = 2;
}  // namespace

BatchTimeline::BatchTimeline(const Format& format, QWidget* parent) : QWidget(parent), m_format(format)
{
    setObjectName(QStringLiteral("batchTimeline"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&format, &Format::changed, this, qOverload<>(&QWidget::update));
}

void BatchTimeline::setSpans(const MeterSpans& spans)
{
    m_spans = spans;
    m_current = -1;
    if (!m_spans.spans.empty()) {
        m_first = m_spans.spans.front().batch.start;
        m_last = m_first;
        for (const BatchSpan& span : m_spans.spans) {
            m_last = std::max(m_last, span.batch.end);
        }
    }
    updateGeometry();
    update();
}

int BatchTimeline::laneHeight() const
{
    return fontMetrics().height() + theme::kGap;
}

QSize BatchTimeline::sizeHint() const
{
    const int lanes = std::clamp(m_spans.lanes, 1, kMostLanes);
    return {480, lanes * (laneHeight() + theme::kTight) + fontMetrics().height() + theme::kGap};
}

QSize BatchTimeline::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

double BatchTimeline::xOf(Timestamp time) const
{
    const double width = this->width() - 2.0 * kSide;
    const auto whole = static_cast<double>(std::max<std::int64_t>(1, m_last.ms - m_first.ms));
    return kSide + static_cast<double>(time.ms - m_first.ms) / whole * width;
}

QRectF BatchTimeline::rectOf(const BatchSpan& span) const
{
    const double left = xOf(span.batch.start);
    const double right = std::max(xOf(span.batch.end), left + kLeast);
    const int lane = std::min(span.lane, kMostLanes - 1);
    return QRectF(std::min(left, width() - kSide - kLeast), lane * (laneHeight() + theme::kTight), right - left,
                  laneHeight());
}

int BatchTimeline::batchAt(const QPoint& at) const
{
    // From the end: what is drawn last lies on top.
    for (auto i = static_cast<int>(m_spans.spans.size()) - 1; i >= 0; --i) {
        if (rectOf(m_spans.spans[static_cast<std::size_t>(i)]).adjusted(-1, 0, 1, 0).contains(at)) {
            return i;
        }
    }
    return -1;
}

void BatchTimeline::paintGaps(QPainter& painter) const
{
    const QColor warn = theme::colourOf(palette(), Tone::Warn);
    for (const SpanFinding& finding : m_spans.findings) {
        if (finding.kind == SpanFinding::Kind::Gap) {
            const double left = xOf(finding.from);
            const QRectF area(left, 0, std::max(kLeast, xOf(finding.to) - left), laneHeight());
            painter.fillRect(area, QBrush(warn, Qt::BDiagPattern));
            painter.setPen(QPen(warn, 1, Qt::DashLine));
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
        }
    }
}

void BatchTimeline::paintAxis(QPainter& painter) const
{
    painter.setPen(theme::colourOf(palette(), Tone::Muted));
    const QRect line(kSide, height() - fontMetrics().height() - 1, width() - 2 * kSide, fontMetrics().height());
    painter.drawText(line, Qt::AlignLeft, m_format.time(m_first));
    painter.drawText(line, Qt::AlignRight, m_format.time(m_last));
}

void BatchTimeline::paintEvent(QPaintEvent*)
{
    if (m_spans.spans.empty()) {
        return;
    }
    QPainter painter(this);
    painter.fillRect(QRect(kSide, 0, width() - 2 * kSide, laneHeight()), palette().color(QPalette::AlternateBase));
    paintGaps(painter);
    const QColor plain = theme::colourOf(palette(), Tone::Ok);
    const QColor overlapping = theme::colourOf(palette(), Tone::Info);
    double lastRight = -1;
    int lastLane = -1;
    for (std::size_t i = 0; i < m_spans.spans.size(); ++i) {
        const BatchSpan& span = m_spans.spans[i];
        const QRectF area = rectOf(span);
        // Batches that fall onto the same pixels are drawn once: ten thousand cost no more than the widget is wide.
        if (span.lane == lastLane && area.right() <= lastRight && static_cast<int>(i) != m_current) {
            continue;
        }
        lastLane = span.lane;
        lastRight = std::floor(area.right());
        painter.fillRect(area.adjusted(0, 0, area.width() > 4 ? -1 : 0, 0), span.overlaps ? overlapping : plain);
        if (span.overlaps) {
            painter.fillRect(area, QBrush(palette().color(QPalette::Base), Qt::Dense6Pattern));
        }
    }
    if (m_current >= 0 && hasFocus()) {
        const QRectF area = rectOf(m_spans.spans[static_cast<std::size_t>(m_current)]);
        painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(1, 1, -1, -1));
    }
    paintAxis(painter);
}

QString BatchTimeline::describe(int index) const
{
    const BatchSpan& span = m_spans.spans[static_cast<std::size_t>(index)];
    const QString what =
        tr("Batch %1 of %2: %3 records, %4 to %5")
            .arg(m_format.number(static_cast<std::uint64_t>(index) + 1), m_format.number(m_spans.spans.size()),
                 m_format.number(span.batch.count), m_format.time(span.batch.start), m_format.time(span.batch.end));
    return span.overlaps ? what + u'\n' + tr("Overlaps an earlier batch") : what;
}

void BatchTimeline::select(int index)
{
    if (m_spans.spans.empty()) {
        return;
    }
    m_current = std::clamp(index, 0, static_cast<int>(m_spans.spans.size()) - 1);
    setAccessibleDescription(describe(m_current));
    update();
}

void BatchTimeline::mouseReleaseEvent(QMouseEvent* event)
{
    const int index = batchAt(event->pos());
    if (event->button() == Qt::LeftButton && index >= 0) {
        select(index);
        emit opened(m_spans.spans[static_cast<std::size_t>(index)].batch.seq);
    }
}

void BatchTimeline::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Right:
        select(m_current + 1);
        break;
    case Qt::Key_Left:
        select(m_current - 1);
        break;
    case Qt::Key_Home:
        select(0);
        break;
    case Qt::Key_End:
        select(static_cast<int>(m_spans.spans.size()) - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0) {
            emit opened(m_spans.spans[static_cast<std::size_t>(m_current)].batch.seq);
        }
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void BatchTimeline::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0) {
        select(0);
    }
    update();
}

void BatchTimeline::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool BatchTimeline::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = batchAt(help->pos());
        if (index >= 0) {
            QToolTip::showText(help->globalPos(), describe(index), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

}  // namespace meterseal::ui
