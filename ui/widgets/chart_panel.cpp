#include "widgets/chart_panel.h"

#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include <QChart>
#include <QChartView>
#include <QComboBox>
#include <QDateTimeAxis>
#include <QEvent>
#include <QFileDialog>
#include <QGraphicsLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLegendMarker>
#include <QLineSeries>
#include <QMouseEvent>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTableWidget>
#include <QToolButton>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace meterseal::ui {

namespace {

constexpr int kTableRows = 500;                                // the latest; the CSV has them all
constexpr qint64 kRanges[] = {60'000, 600'000, 3'600'000, 0};  // 0: everything
constexpr Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};

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
    : QWidget(parent),
      m_format(format),
      m_chart(new QChart),
      m_view(new QChartView(m_chart, this)),
      m_time(new QDateTimeAxis(m_chart)),
      m_value(new QValueAxis(m_chart)),
      m_titleLabel(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_valueLabel(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_range(new QComboBox(this)),
      m_pause(new QToolButton(this)),
      m_tableButton(new QToolButton(this)),
      m_export(new QToolButton(this)),
      m_table(new QTableWidget(this)),
      m_stack(new QStackedWidget(this))
{
    setObjectName(name);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_value, Qt::AlignLeft);
    m_chart->setMargins(QMargins(0, 0, 0, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    m_chart->legend()->setAlignment(Qt::AlignTop);
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    m_time->setFormat(QStringLiteral("HH:mm:ss"));
    m_time->setTickCount(6);
    m_value->setMin(0);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->setMouseTracking(true);
    m_view->viewport()->installEventFilter(this);
    m_view->setMinimumHeight(160);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_table);
    buildBar();
    connect(&format, &Format::changed, this, &ChartPanel::redraw);
    retranslate();
    restyle();
}

void ChartPanel::buildBar()
{
    m_valueLabel->setObjectName(QStringLiteral("chartValue"));
    m_range->setObjectName(QStringLiteral("chartRange"));
    m_pause->setObjectName(QStringLiteral("chartPause"));
    m_tableButton->setObjectName(QStringLiteral("chartTable"));
    m_export->setObjectName(QStringLiteral("chartExport"));
    m_pause->setIcon(icon(QStringLiteral("pause")));
    m_tableButton->setIcon(icon(QStringLiteral("table")));
    m_export->setIcon(icon(QStringLiteral("export")));
    for (QToolButton* button : {m_pause, m_tableButton, m_export}) {
        button->setAutoRaise(true);
    }
    m_pause->setCheckable(true);
    m_tableButton->setCheckable(true);
    m_range->addItems({QString(), QString(), QString(), QString()});
    m_range->setCurrentIndex(1);
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_titleLabel);
    bar->addWidget(m_valueLabel, 1);
    for (QWidget* widget : {static_cast<QWidget*>(m_range), static_cast<QWidget*>(m_pause),
                            static_cast<QWidget*>(m_tableButton), static_cast<QWidget*>(m_export)}) {
        bar->addWidget(widget);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kTight);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);
    connect(m_range, &QComboBox::activated, this, &ChartPanel::redraw);
    connect(m_tableButton, &QToolButton::toggled, this, [this](bool table) {
        m_stack->setCurrentIndex(table ? 1 : 0);
        redraw();
    });
    connect(m_export, &QToolButton::clicked, this, &ChartPanel::save);
}

void ChartPanel::setTexts(const QString& title, const QString& unit)
{
    m_title = title;
    m_unit = unit;
    m_titleLabel->setText(title);
    m_value->setTitleText(unit);
    m_view->setAccessibleName(title);
    m_table->setAccessibleName(title);
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

std::vector<QPointF> ChartPanel::inRange(const ChartLine& line) const
{
    const qint64 span = kRanges[m_range->currentIndex()];
    double last = 0;
    for (const ChartLine& one : m_lines) {
        last = one.points.empty() ? last : std::max(last, one.points.back().x());
    }
    if (span == 0) {
        return line.points;
    }
    const auto first = std::lower_bound(line.points.begin(), line.points.end(), last - static_cast<double>(span),
                                        [](const QPointF& point, double x) { return point.x() < x; });
    return {first, line.points.end()};
}

void ChartPanel::redraw()
{
    if (m_stack->currentIndex() == 1) {
        redrawTable();
        return;
    }
    m_series.resize(m_lines.size());
    double first = 0, last = 0, highest = 0;
    const int columns = std::max(1, static_cast<int>(m_chart->plotArea().width()));
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const std::vector<QPointF> points = thinned(inRange(m_lines[i]), columns);
        std::vector<QList<QPointF>> stretches;
        bool gap = true;
        for (const QPointF& point : points) {
            first = first == 0 ? point.x() : std::min(first, point.x());
            last = std::max(last, point.x());
            if (std::isnan(point.y())) {
                gap = true;
                continue;
            }
            if (gap) {
                stretches.emplace_back();
                gap = false;
            }
            stretches.back().append(point);
            highest = std::max(highest, point.y());
        }
        auto& series = m_series[i];
        while (series.size() < std::max<std::size_t>(1, stretches.size())) {
            auto* added = new QLineSeries(m_chart);
            m_chart->addSeries(added);
            added->attachAxis(m_time);
            added->attachAxis(m_value);
            added->setPen(QPen(theme::seriesColour(palette(), static_cast<int>(i)), 1.6, kStyles[i % 4]));
            for (QLegendMarker* marker : m_chart->legend()->markers(added)) {
                marker->setVisible(series.empty());
            }
            series.push_back(added);
        }
        for (std::size_t s = 0; s < series.size(); ++s) {
            series[s]->replace(s < stretches.size() ? stretches[s] : QList<QPointF>());
        }
        series.front()->setName(m_lines[i].name);
    }
    if (last > first) {
        m_time->setRange(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(first)),
                         QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(last)));
    }
    // A little air above, and no line drawn on the frame when all is zero.
    m_value->setRange(0, highest > 0 ? highest * 1.1 : 1);
}

void ChartPanel::redrawTable()
{
    const auto& points = m_lines.empty() ? std::vector<QPointF>() : m_lines.front().points;
    const int rows = static_cast<int>(std::min<std::size_t>(points.size(), kTableRows));
    QStringList header{tr("Time")};
    for (const ChartLine& line : m_lines) {
        header << line.name;
    }
    m_table->setColumnCount(static_cast<int>(header.size()));
    m_table->setHorizontalHeaderLabels(header);
    m_table->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const std::size_t at = points.size() - 1 - static_cast<std::size_t>(row);  // newest first
        m_table->setItem(row, 0,
                         new QTableWidgetItem(m_format.time(Timestamp{static_cast<std::int64_t>(points[at].x())})));
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const bool known = at < m_lines[i].points.size() && !std::isnan(m_lines[i].points[at].y());
            m_table->setItem(row, static_cast<int>(i) + 1,
                             new QTableWidgetItem(known ? m_format.decimal(m_lines[i].points[at].y()) : tr("unknown")));
        }
    }
    m_table->resizeColumnsToContents();
}

void ChartPanel::showValueAt(const QPointF& where)
{
    QStringList parts;
    const double x = m_chart->mapToValue(where).x();
    double nearest = x;
    for (const ChartLine& line : m_lines) {
        const auto at = std::lower_bound(line.points.begin(), line.points.end(), x,
                                         [](const QPointF& point, double value) { return point.x() < value; });
        if (at != line.points.end()) {
            nearest = at->x();
            parts << tr("%1: %2 %3")
                         .arg(line.name, std::isnan(at->y()) ? tr("unknown") : m_format.decimal(at->y()), m_unit);
        }
    }
    m_valueLabel->setText(parts.isEmpty() ? QString()
                                          : m_format.time(Timestamp{static_cast<std::int64_t>(nearest)}) +
                                                QStringLiteral("   ") + parts.join(QStringLiteral(" · ")));
}

QString ChartPanel::asCsv() const
{
    QString csv = QChar(0xfeff) + QStringLiteral("time");
    for (const ChartLine& line : m_lines) {
        csv += u',' + QStringLiteral("\"%1\"").arg(QString(line.name).replace(u'"', QLatin1String("\"\"")));
    }
    csv += QLatin1String("\r\n");
    const std::size_t rows = m_lines.empty() ? 0 : m_lines.front().points.size();
    for (std::size_t row = 0; row < rows; ++row) {
        csv += Format::isoTime(Timestamp{static_cast<std::int64_t>(m_lines.front().points[row].x())});
        for (const ChartLine& line : m_lines) {
            const bool known = row < line.points.size() && !std::isnan(line.points[row].y());
            csv +=
                u',' + (known ? QString::number(line.points[row].y(), 'g', QLocale::FloatingPointShortest) : QString());
        }
        csv += QLatin1String("\r\n");
    }
    return csv;
}

void ChartPanel::save()
{
    auto* dialog = new QFileDialog(this, tr("Export the chart"));
    dialog->setObjectName(QStringLiteral("chartExportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Numbers, CSV (*.csv)"), tr("Picture, PNG (*.png)")});
    dialog->selectFile(objectName() + QStringLiteral(".csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& name) {
        QSaveFile file(name);
        bool written = file.open(QIODevice::WriteOnly);
        if (written && name.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) {
            written = m_view->grab().save(&file, "PNG");
        } else if (written) {
            const QByteArray csv = asCsv().toUtf8();
            written = file.write(csv) == csv.size();
        }
        m_valueLabel->setText(written && file.commit() ? tr("Saved: %1").arg(name)
                                                       : tr("Could not be written: %1").arg(name));
    });
    dialog->open();
}

void ChartPanel::restyle()
{
    m_chart->setBackgroundBrush(palette().color(QPalette::Base));
    const QColor text = theme::colourOf(palette(), Tone::Muted);
    m_chart->legend()->setLabelColor(palette().color(QPalette::WindowText));
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.9);
    m_chart->legend()->setFont(font());
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(m_time), static_cast<QAbstractAxis*>(m_value)}) {
        axis->setLabelsColor(text);
        axis->setTitleBrush(text);
        axis->setLabelsFont(small);
        axis->setTitleFont(small);
        axis->setGridLineColor(theme::lineOf(palette()));
        axis->setLinePenColor(theme::lineOf(palette()));
    }
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        for (QLineSeries* series : m_series[i]) {
            series->setPen(QPen(theme::seriesColour(palette(), static_cast<int>(i)), 1.6, kStyles[i % 4]));
        }
    }
}

void ChartPanel::retranslate()
{
    const QStringList ranges{tr("1 minute"), tr("10 minutes"), tr("1 hour"), tr("All")};
    for (int i = 0; i < ranges.size(); ++i) {
        m_range->setItemText(i, ranges[i]);
    }
    m_range->setAccessibleName(tr("Range of time"));
    const auto label = [](QToolButton* button, const QString& words) {
        button->setToolTip(words);
        button->setAccessibleName(words);
    };
    label(m_pause, tr("Pause: keep what is drawn"));
    label(m_tableButton, tr("Show the numbers as a table"));
    label(m_export, tr("Export as CSV or PNG"));
}

bool ChartPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view->viewport()) {
        if (event->type() == QEvent::MouseMove) {
            showValueAt(static_cast<QMouseEvent*>(event)->position());
        } else if (event->type() == QEvent::Leave) {
            m_valueLabel->clear();
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ChartPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        restyle();
    }
}

}  // namespace meterseal::ui
