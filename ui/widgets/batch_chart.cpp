#include "widgets/batch_chart.h"

#include "theme/follow.h"
#include "theme/theme.h"

#include <QApplication>
#include <QChart>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QEvent>
#include <QLineSeries>
#include <QScatterSeries>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>

namespace meterseal::ui {

BatchChart::BatchChart(const Format& format, QWidget* parent)
    : QChartView(parent),
      m_format(format),
      m_stems(new QLineSeries),
      m_heads(new QScatterSeries),
      m_time(new QDateTimeAxis),
      m_records(new QValueAxis)
{
    onChange(this, {QEvent::PaletteChange, QEvent::FontChange}, [this] { colour(); });
    setObjectName(QStringLiteral("batchChart"));
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMinimumHeight(140);
    chart()->legend()->hide();
    chart()->setMargins(QMargins(0, 0, 0, 0));
    chart()->setBackgroundRoundness(0);
    chart()->addSeries(m_stems);
    chart()->addSeries(m_heads);
    chart()->addAxis(m_time, Qt::AlignBottom);
    chart()->addAxis(m_records, Qt::AlignLeft);
    for (QXYSeries* series : {static_cast<QXYSeries*>(m_stems), static_cast<QXYSeries*>(m_heads)}) {
        series->attachAxis(m_time);
        series->attachAxis(m_records);
    }
    m_heads->setMarkerSize(7);
    m_time->setTickCount(5);
    m_records->setLabelFormat(QStringLiteral("%d"));
    m_records->setTickCount(4);
    connect(m_heads, &QXYSeries::hovered, this, [this](const QPointF& point, bool inside) {
        if (inside) {
            QToolTip::showText(QCursor::pos(),
                               tr("%1 records, first at %2")
                                   .arg(m_format.number(static_cast<std::uint64_t>(point.y())),
                                        m_format.time(Timestamp{static_cast<std::int64_t>(point.x())})),
                               this);
        } else {
            QToolTip::hideText();
        }
    });
    connect(&format, &Format::changed, this, &BatchChart::refresh);
    colour();
}

std::vector<BatchChart::Point> BatchChart::thinned(const std::vector<Point>& points)
{
    if (points.size() <= kMostPoints) {
        return points;
    }
    const std::int64_t first = points.front().time.ms;
    const std::int64_t whole = std::max<std::int64_t>(1, points.back().time.ms - first + 1);
    std::vector<Point> kept;
    std::int64_t bin = -1;
    for (const Point& point : points) {
        const std::int64_t own = (point.time.ms - first) * static_cast<std::int64_t>(kMostPoints) / whole;
        if (own != bin) {
            bin = own;
            kept.push_back(point);
        } else if (point.records > kept.back().records) {
            kept.back() = point;
        }
    }
    return kept;
}

void BatchChart::setPoints(std::vector<Point> points)
{
    m_points = thinned(points);
    refresh();
}

void BatchChart::refresh()
{
    QList<QPointF> stems;
    QList<QPointF> heads;
    std::uint64_t most = 1;
    for (const Point& point : m_points) {
        const auto x = static_cast<double>(point.time.ms);
        const auto y = static_cast<double>(point.records);
        stems << QPointF(x, 0) << QPointF(x, y) << QPointF(x, 0);
        heads << QPointF(x, y);
        most = std::max(most, point.records);
    }
    m_stems->replace(stems);
    m_heads->replace(heads);
    m_records->setRange(0, static_cast<double>(most) * 1.1);
    if (m_points.empty()) {
        return;
    }
    const bool utc = m_format.settings().zone() == ZoneShown::Utc;
    const auto moment = [utc](std::int64_t ms) {
        return QDateTime::fromMSecsSinceEpoch(ms, utc ? Qt::UTC : Qt::LocalTime);
    };
    const std::int64_t first = m_points.front().time.ms;
    const std::int64_t last = m_points.back().time.ms;
    const std::int64_t rim = std::max<std::int64_t>((last - first) / 40, 60'000);
    m_time->setFormat(last - first < 3LL * 86'400'000 ? QStringLiteral("yyyy-MM-dd HH:mm")
                                                      : QStringLiteral("yyyy-MM-dd"));
    m_time->setRange(moment(first - rim), moment(last + rim));
}

void BatchChart::colour()
{
    const QPalette look = QApplication::palette();
    const QColor line = theme::lineOf(look);
    const QColor quiet = theme::colourOf(look, Tone::Muted);
    chart()->setBackgroundBrush(look.color(QPalette::Base));
    setBackgroundBrush(look.color(QPalette::Base));
    m_stems->setPen(QPen(theme::colourOf(look, Tone::Info), 2));
    m_heads->setColor(theme::colourOf(look, Tone::Info));
    m_heads->setBorderColor(look.color(QPalette::Base));
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(m_time), static_cast<QAbstractAxis*>(m_records)}) {
        axis->setLabelsColor(quiet);
        axis->setLinePenColor(line);
        axis->setGridLineColor(line);
        axis->setLabelsFont(QApplication::font());
    }
}

}  // namespace meterseal::ui
