#include "widgets/chart_panel.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QChart>
#include <QComboBox>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QGraphicsLineItem>
#include <QHBoxLayout>
#include <QLegendMarker>
#include <QLineSeries>
#include <QToolButton>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace meterseal::ui {

namespace {

constexpr qint64 kRanges[] = {60'000, 600'000, 3'600'000, 0};  // 0: everything
constexpr Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
constexpr qint64 kDay = 86'400'000;
constexpr double kDotPart = 1.0 / 400;  // of the range: how wide a point between two gaps is drawn

// 1, 2 or 5 times a power of ten, so that four steps make whole numbers.
double niceTop(double highest)
{
    if (highest <= 0) {
        return 1;
    }
    const double power = std::pow(10.0, std::floor(std::log10(highest)));
    for (const double step : {1.0, 2.0, 4.0, 6.0, 8.0}) {
        if (highest <= step * power) {
            return step * power;
        }
    }
    return 10 * power;
}

QPen penOf(const QPalette& palette, std::size_t line)
{
    return QPen(theme::seriesColour(palette, static_cast<int>(line)), 1.6, kStyles[line % 4]);
}

}  // namespace

std::vector<QPointF> thinned(const std::vector<QPointF>& points, int columns)
{
    if (columns < 1 || points.size() <= static_cast<std::size_t>(columns) * 2) {
        return points;
    }
    std::vector<QPointF> kept;
    kept.reserve(static_cast<std::size_t>(columns) * 2 + 2);
    const double first = points.front().x();
    const double width = (points.back().x() - first) / columns;
    for (std::size_t begin = 0; begin < points.size();) {
        const auto column = [&](std::size_t i) { return width > 0 ? std::floor((points[i].x() - first) / width) : 0; };
        std::size_t end = begin, low = begin, high = begin;
        for (; end < points.size() && column(end) == column(begin) &&
               std::isnan(points[end].y()) == std::isnan(points[begin].y());
             ++end) {
            low = points[end].y() < points[low].y() ? end : low;
            high = points[end].y() > points[high].y() ? end : high;
        }
        kept.push_back(points[std::min(low, high)]);
        if (low != high) {
            kept.push_back(points[std::max(low, high)]);
        }
        begin = end;
    }
    return kept;
}

ChartPanel::ChartPanel(const QString& name, const Format& format, QWidget* parent)
    : ChartFrame(name, format, parent),
      m_time(new QDateTimeAxis(m_chart)),
      m_value(new QValueAxis(m_chart)),
      m_cross(new QGraphicsLineItem(m_chart)),
      m_range(new QComboBox(this)),
      m_pause(new QToolButton(this))
{
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_value, Qt::AlignLeft);
    m_time->setTickCount(5);
    m_value->setRange(0, 1);
    m_cross->setZValue(10);
    m_cross->hide();
    m_range->setObjectName(QStringLiteral("chartRange"));
    m_pause->setObjectName(QStringLiteral("chartPause"));
    m_pause->setIcon(icon(QStringLiteral("pause")));
    m_pause->setAutoRaise(true);
    m_pause->setCheckable(true);
    m_range->addItems({QString(), QString(), QString(), QString()});
    m_range->setCurrentIndex(1);
    m_bar->insertWidget(m_bar->count() - 2, m_range);
    m_bar->insertWidget(m_bar->count() - 2, m_pause);
    connect(m_range, &QComboBox::activated, this, &ChartPanel::redraw);
    retranslate();
    restyle();
}

void ChartPanel::hideControls()
{
    m_range->setCurrentIndex(m_range->count() - 1);
    m_range->hide();
    m_pause->hide();
}

bool ChartPanel::paused() const
{
    return m_pause->isChecked();
}

void ChartPanel::setLines(std::vector<ChartLine> lines)
{
    if (paused() && !m_lines.empty()) {
        return;
    }
    m_lines = std::move(lines);
    redraw();
}

ChartPanel::Span ChartPanel::inRange(const ChartLine& line) const
{
    const qint64 span = kRanges[m_range->currentIndex()];
    if (span == 0 || line.points.empty()) {
        return {0, line.points.size()};
    }
    double last = 0;
    for (const ChartLine& one : m_lines) {
        last = one.points.empty() ? last : std::max(last, one.points.back().x());
    }
    const auto first = std::lower_bound(line.points.begin(), line.points.end(), last - static_cast<double>(span),
                                        [](const QPointF& point, double x) { return point.x() < x; });
    return {static_cast<std::size_t>(first - line.points.begin()), line.points.size()};
}

// Within the range, without what only holds the axis open at either edge.
ChartPanel::Span ChartPanel::knownRows() const
{
    Span rows = m_lines.empty() ? Span{} : inRange(m_lines.front());
    const auto unknown = [this](std::size_t row) {
        return std::all_of(m_lines.begin(), m_lines.end(), [row](const ChartLine& line) {
            return row >= line.points.size() || std::isnan(line.points[row].y());
        });
    };
    while (rows.first < rows.end && unknown(rows.first)) {
        ++rows.first;
    }
    while (rows.end > rows.first && unknown(rows.end - 1)) {
        --rows.end;
    }
    return rows;
}

ChartData ChartPanel::data() const
{
    ChartData data;
    data.titles << tr("Time");
    const auto [begin, end] = knownRows();
    for (const ChartLine& line : m_lines) {
        data.titles << nameOf(line);
        std::vector<double>& column = data.values.emplace_back();
        for (std::size_t i = begin; i < std::min(end, line.points.size()); ++i) {
            column.push_back(line.points[i].y());
            if (data.values.size() == 1) {
                data.times.push_back(static_cast<std::int64_t>(line.points[i].x()));
            }
        }
    }
    return data;
}

QString ChartPanel::nameOf(const ChartLine& line) const
{
    const QString& unit = line.unit.isEmpty() ? m_unit : line.unit;
    return unit.isEmpty() || line.name.contains(unit) ? line.name : tr("%1 (%2)").arg(line.name, unit);
}

// The axis writes local time; where UTC is wanted, points are moved so that it reads so.
double ChartPanel::zoneShift(double x) const
{
    return m_format.settings().zone() == ZoneShown::Utc
               ? -1000.0 * QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(x)).offsetFromUtc()
               : 0;
}

void ChartPanel::drawChart()
{
    m_series.resize(std::max(m_series.size(), m_lines.size()));
    const int columns = std::max(1, static_cast<int>(m_chart->plotArea().width()));
    double left = m_leastTop, right = 0;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const double highest = drawLine(i, columns);
        const bool own = i < m_lines.size() && !m_lines[i].unit.isEmpty();
        (own ? right : left) = std::max(own ? right : left, highest);
    }
    fitTime();
    fitValues(left, right);
}

double ChartPanel::drawLine(std::size_t index, int columns)
{
    std::vector<QList<QPointF>> stretches;
    double highest = 0;
    if (index < m_lines.size()) {
        const ChartLine& line = m_lines[index];
        const Span span = inRange(line);
        const std::vector<QPointF> points = thinned({line.points.begin() + static_cast<std::ptrdiff_t>(span.first),
                                                     line.points.begin() + static_cast<std::ptrdiff_t>(span.end)},
                                                    columns);
        const double shift = points.empty() ? 0 : zoneShift(points.back().x());
        const double dot = points.empty() ? 0 : (points.back().x() - points.front().x()) * kDotPart;
        bool gap = true;
        for (const QPointF& point : points) {
            if (std::isnan(point.y())) {
                gap = true;
                continue;
            }
            if (gap) {
                stretches.emplace_back();
                gap = false;
            }
            stretches.back().append({point.x() + shift, point.y()});
            highest = std::max(highest, point.y());
        }
        for (QList<QPointF>& stretch : stretches) {
            if (stretch.size() == 1) {
                stretch.append({stretch.front().x() + dot, stretch.front().y()});
            }
        }
    }
    auto& series = m_series[index];
    while (series.size() < std::max<std::size_t>(1, stretches.size())) {
        series.push_back(addSeries(index, series.empty()));
    }
    for (std::size_t s = 0; s < series.size(); ++s) {
        series[s]->replace(s < stretches.size() ? stretches[s] : QList<QPointF>());
    }
    if (index < m_lines.size()) {
        const ChartLine& line = m_lines[index];
        series.front()->setName(line.unit.isEmpty() ? line.name : tr("%1 (right)").arg(line.unit));
    }
    return highest;
}

QLineSeries* ChartPanel::addSeries(std::size_t line, bool legend)
{
    auto* series = new QLineSeries(m_chart);
    m_chart->addSeries(series);
    series->attachAxis(m_time);
    series->attachAxis(axisOf(m_lines[line]));
    series->setPen(penOf(palette(), line));
    for (QLegendMarker* marker : m_chart->legend()->markers(series)) {
        marker->setVisible(legend);
    }
    return series;
}

QValueAxis* ChartPanel::axisOf(const ChartLine& line)
{
    if (line.unit.isEmpty()) {
        return m_value;
    }
    if (m_right == nullptr) {
        m_right = new QValueAxis(m_chart);
        m_right->setGridLineVisible(false);
        m_chart->addAxis(m_right, Qt::AlignRight);
        restyle();
    }
    return m_right;
}

void ChartPanel::fitTime()
{
    double first = 0, last = 0;
    for (const ChartLine& line : m_lines) {
        const Span span = inRange(line);
        if (span.first < span.end) {
            first = first == 0 ? line.points[span.first].x() : std::min(first, line.points[span.first].x());
            last = std::max(last, line.points[span.end - 1].x());
        }
    }
    if (last <= first) {
        return;
    }
    const auto span = static_cast<qint64>(last - first);
    const QString format = span > 2 * kDay    ? QStringLiteral("MM-dd")
                           : span > 3'000'000 ? QStringLiteral("HH:mm")
                                              : QStringLiteral("HH:mm:ss");
    if (m_time->format() != format) {
        m_time->setFormat(format);
    }
    const double shift = zoneShift(last);
    m_time->setRange(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(first + shift)),
                     QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(last + shift)));
}

void ChartPanel::fitValues(double left, double right)
{
    const auto fit = [](QValueAxis* axis, double highest) {
        const double top = niceTop(highest);
        if (axis->max() != top || axis->min() != 0) {
            axis->setRange(0, top);
        }
        axis->setTickCount(3);
        axis->setLabelFormat(top >= 2 ? QStringLiteral("%.0f") : QStringLiteral("%.2g"));
    };
    fit(m_value, left);
    if (m_right != nullptr) {
        fit(m_right, right);
    }
    // One line needs no key: the title says what it is.
    m_chart->legend()->setVisible(m_lines.size() > 1);
}

QString ChartPanel::valueAt(const std::optional<QPointF>& where)
{
    const QRectF area = m_chart->plotArea();
    const bool hovering = where && area.contains(*where) && !m_lines.empty();
    if (hovering) {
        m_cross->setLine(where->x(), area.top(), where->x(), area.bottom());
    }
    m_cross->setVisible(hovering);
    QStringList parts;
    std::optional<double> shown;
    for (const ChartLine& line : m_lines) {
        const Span span = inRange(line);
        std::size_t at = span.end;
        if (hovering && !line.points.empty()) {
            // The nearer one of the two points around the mouse.
            const double x = m_chart->mapToValue(*where).x() - zoneShift(line.points.back().x());
            const auto next =
                std::lower_bound(line.points.begin() + static_cast<std::ptrdiff_t>(span.first), line.points.end(), x,
                                 [](const QPointF& point, double value) { return point.x() < value; });
            at = static_cast<std::size_t>(next - line.points.begin());
            if (at > span.first && (at == span.end || x - line.points[at - 1].x() < line.points[at].x() - x)) {
                --at;
            }
        } else {
            // The latest one that is known.
            while (at > span.first && std::isnan(line.points[at - 1].y())) {
                --at;
            }
            at = at > span.first ? at - 1 : span.end;
        }
        if (at < span.end) {
            shown = shown ? std::max(*shown, line.points[at].x()) : line.points[at].x();
            const QString& unit = line.unit.isEmpty() ? m_unit : line.unit;
            const QString value = figure(line.points[at].y(), unit);
            parts << (unit.contains(line.name) ? value : tr("%1: %2").arg(line.name, value));
        }
    }
    if (!shown) {
        return QString(QChar(0x2014));
    }
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(*shown + zoneShift(*shown)));
    const bool old = std::abs(static_cast<double>(now().ms) - *shown) > static_cast<double>(kDay);
    return time.toString(old ? QStringLiteral("MM-dd HH:mm:ss") : QStringLiteral("HH:mm:ss")) + QStringLiteral("   ") +
           parts.join(QStringLiteral(" · "));
}

void ChartPanel::restyle()
{
    ChartFrame::restyle();
    m_cross->setPen(QPen(theme::colourOf(palette(), Tone::Muted), 1, Qt::DashLine));
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        for (QLineSeries* series : m_series[i]) {
            series->setPen(penOf(palette(), i));
        }
    }
}

void ChartPanel::retranslate()
{
    ChartFrame::retranslate();
    const QStringList ranges{tr("1 minute"), tr("10 minutes"), tr("1 hour"), tr("All")};
    for (int i = 0; i < ranges.size(); ++i) {
        m_range->setItemText(i, ranges[i]);
    }
    m_range->setAccessibleName(tr("Range of time"));
    m_pause->setToolTip(tr("Pause: keep what is drawn"));
    m_pause->setAccessibleName(m_pause->toolTip());
}

}  // namespace meterseal::ui
