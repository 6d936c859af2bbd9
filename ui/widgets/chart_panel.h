// ChartPanel: lines over time, live: legend, range, pause, and all that a ChartFrame has. Gaps (a point whose value is
// not a number) are drawn as gaps. Lines differ in colour and in pen style.
//
// setLines() replaces all points at once and may be called ten times a second: long lines are thinned to their extremes
// per pixel before they are drawn. Test names: chartRange, chartPause.
#pragma once

#include "widgets/chart_frame.h"

#include <QPointF>

class QComboBox;
class QDateTimeAxis;
class QGraphicsLineItem;
class QLineSeries;
class QValueAxis;

namespace meterseal::ui {

struct ChartLine {
    QString name;  // in the current language
    std::vector<QPointF>
        points;         // x: milliseconds since 1970, growing, the same for all lines; y: value, NaN for a gap
    QString unit = {};  // of its own: the line is drawn against an axis at the right
};

// The lowest and highest point of each of `columns` equal spans, in order; all points where there are few.
std::vector<QPointF> thinned(const std::vector<QPointF>& points, int columns);

class ChartPanel : public ChartFrame {
    Q_OBJECT
public:
    ChartPanel(const QString& name, const Format& format, QWidget* parent = nullptr);

    // Where a page has one range and one pause for all of its charts: without own ones, and all that is given is shown.
    void hideControls();
    // The axis ends here at least (a share: 100).
    void setLeastTop(double top) { m_leastTop = top; }
    // Ignored while paused, but for the first time.
    void setLines(std::vector<ChartLine> lines);
    bool paused() const;
    ChartData data() const override;

protected:
    void drawChart() override;
    QString valueAt(const std::optional<QPointF>& where) override;
    void restyle() override;
    void retranslate() override;

private:
    // The points of a line within the range.
    struct Span {
        std::size_t first = 0, end = 0;
    };
    Span inRange(const ChartLine& line) const;
    Span knownRows() const;
    double drawLine(std::size_t index, int columns);  // its highest value
    QLineSeries* addSeries(std::size_t line, bool legend);
    void fitTime();
    void fitValues(double left, double right);
    QValueAxis* axisOf(const ChartLine& line);
    QString nameOf(const ChartLine& line) const;
    double zoneShift(double x) const;

    std::vector<ChartLine> m_lines;
    std::vector<std::vector<QLineSeries*>> m_series;  // by line: one series a stretch without gaps
    QDateTimeAxis* m_time;
    QValueAxis *m_value, *m_right = nullptr;  // the right one is made when a line wants it
    QGraphicsLineItem* m_cross;
    QComboBox* m_range;
    QToolButton* m_pause;
    double m_leastTop = 0;
};

}  // namespace meterseal::ui
