// ChartPanel: lines over time with everything a chart owes its reader: legend, range, pause, the value under the mouse,
// the same numbers as a table, CSV and PNG. Gaps (a point whose value is not a number) are drawn as gaps. Lines differ
// in colour and in pen style.
//
// setLines() replaces all points at once and may be called ten times a second: long lines are thinned to their extremes
// per pixel before they are drawn. Test names: chartRange, chartPause, chartTable, chartExport, chartValue.
#pragma once

#include "format/format.h"

#include <QPointF>
#include <QWidget>

#include <vector>

class QChart;
class QChartView;
class QComboBox;
class QDateTimeAxis;
class QLabel;
class QLineSeries;
class QStackedWidget;
class QTableWidget;
class QToolButton;
class QValueAxis;

namespace meterseal::ui {

struct ChartLine {
    QString name;                 // in the language of now
    std::vector<QPointF> points;  // x: milliseconds since 1970, growing; y: value, NaN for a gap
};

// The lowest and highest point of each of `columns` equal spans, in order; all points where there are few.
std::vector<QPointF> thinned(const std::vector<QPointF>& points, int columns);

class ChartPanel : public QWidget {
    Q_OBJECT
public:
    ChartPanel(const QString& name, const Format& format, QWidget* parent = nullptr);

    void setTexts(const QString& title, const QString& unit);
    // Ignored while paused, but for the first time.
    void setLines(std::vector<ChartLine> lines);
    bool paused() const;
    QString asCsv() const;

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildBar();
    void redraw();
    void redrawTable();
    void restyle();
    void retranslate();
    void showValueAt(const QPointF& where);
    void save();
    std::vector<QPointF> inRange(const ChartLine& line) const;

    const Format& m_format;
    QString m_title, m_unit;
    std::vector<ChartLine> m_lines;
    std::vector<std::vector<QLineSeries*>> m_series;  // by line: one series a stretch without gaps
    QChart* m_chart;
    QChartView* m_view;
    QDateTimeAxis* m_time;
    QValueAxis* m_value;
    QLabel *m_titleLabel, *m_valueLabel;
    QComboBox* m_range;
    QToolButton *m_pause, *m_tableButton, *m_export;
    QTableWidget* m_table;
    QStackedWidget* m_stack;
};

}  // namespace meterseal::ui
