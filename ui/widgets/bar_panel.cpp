#include "widgets/bar_panel.h"

#include "theme/theme.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QHorizontalBarSeries>
#include <QLegend>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace meterseal::ui {

namespace {
constexpr Qt::BrushStyle kFillings[] = {Qt::SolidPattern, Qt::BDiagPattern};
constexpr double kWhole = 100;
constexpr double kNameScale = 0.8;  // one in each bar's height: a name that does not fit is not drawn at all
}  // namespace

BarPanel::BarPanel(const QString& name, const Format& format, QWidget* parent)
    : ChartFrame(name, format, parent),
      m_series(new QHorizontalBarSeries),
      m_category(new QBarCategoryAxis),
      m_value(new QValueAxis)
{
    m_chart->addSeries(m_series);
    m_chart->addAxis(m_category, Qt::AlignLeft);
    m_chart->addAxis(m_value, Qt::AlignBottom);
    m_series->attachAxis(m_category);
    m_series->attachAxis(m_value);
    m_series->setBarWidth(0.75);
    m_category->setGridLineVisible(false);
    m_category->setTruncateLabels(false);
    m_value->setRange(0, kWhole);
    m_value->setTickCount(5);
    m_value->setLabelFormat(QStringLiteral("%.0f"));
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeRectangle);
    retranslate();
    restyle();
}

void BarPanel::setBars(const QStringList& bars, std::vector<BarSet> sets)
{
    const bool other = bars != m_bars;
    m_bars = bars;
    m_sets = std::move(sets);
    if (other) {
        // The axis counts from the bottom.
        QStringList upwards(m_bars);
        std::reverse(upwards.begin(), upwards.end());
        m_category->setCategories(upwards);
        m_category->setVisible(!m_bars.isEmpty());  // it goes on showing its last names
        for (QBarSet* set : m_drawn) {
            set->remove(0, set->count());
        }
    }
    redraw();
}

void BarPanel::drawChart()
{
    while (m_drawn.size() < m_sets.size()) {
        m_drawn.push_back(new QBarSet({}));
        m_series->append(m_drawn.back());
        restyle();
    }
    const auto count = static_cast<int>(m_bars.size());
    for (std::size_t s = 0; s < m_sets.size(); ++s) {
        QBarSet* const set = m_drawn[s];
        set->setLabel(m_sets[s].name);
        for (int i = 0; i < count; ++i) {
            const double value = m_sets[s].values[static_cast<std::size_t>(count - 1 - i)];
            const double drawn = std::isnan(value) ? 0 : value;
            if (i >= set->count()) {
                set->append(drawn);
            } else if (set->at(i) != drawn) {
                set->replace(i, drawn);
            }
        }
    }
}

ChartData BarPanel::data() const
{
    ChartData data;
    data.names = m_bars;
    data.titles << m_barTitle;
    for (const BarSet& set : m_sets) {
        data.titles << tr("%1 (%2)").arg(set.name, m_unit);
        data.values.push_back(set.values);
    }
    return data;
}

QString BarPanel::valueAt(const std::optional<QPointF>& where)
{
    const auto unknown = [](double value) { return std::isnan(value); };
    if (m_bars.isEmpty() || m_sets.empty() ||
        std::all_of(m_sets.front().values.begin(), m_sets.front().values.end(), unknown)) {
        return QString(QChar(0x2014));
    }
    if (!where || !m_chart->plotArea().contains(*where)) {
        QStringList parts;
        for (const double value : m_sets.front().values) {
            parts << figure(value, m_unit);
        }
        return m_sets.front().name + QStringLiteral("   ") + parts.join(QStringLiteral(" · "));
    }
    const auto fromBottom = static_cast<qsizetype>(std::round(m_chart->mapToValue(*where, m_series).y()));
    const qsizetype bar = std::clamp<qsizetype>(m_bars.size() - 1 - fromBottom, 0, m_bars.size() - 1);
    QStringList parts;
    for (const BarSet& set : m_sets) {
        parts << tr("%1: %2").arg(set.name, figure(set.values[static_cast<std::size_t>(bar)], m_unit));
    }
    return m_bars[bar] + QStringLiteral("   ") + parts.join(QStringLiteral(" · "));
}

void BarPanel::restyle()
{
    ChartFrame::restyle();
    QFont names = font();
    names.setPointSizeF(font().pointSizeF() * kNameScale);
    m_category->setLabelsFont(names);
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
        const QColor colour = theme::seriesColour(palette(), static_cast<int>(i));
        m_drawn[i]->setPen(QPen(colour, 1));
        m_drawn[i]->setBrush(QBrush(colour, kFillings[i % 2]));
    }
}

}  // namespace meterseal::ui
