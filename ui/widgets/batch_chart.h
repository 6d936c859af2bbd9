// A stem for each batch: how many records it has, over the time of its first record. Batches closer than the picture
// can show are drawn as their largest one. The value under the mouse is shown as a tool tip.
#pragma once

#include "format/format.h"

#include <QChartView>

#include <cstdint>
#include <vector>

class QDateTimeAxis;
class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace meterseal::ui {

class BatchChart : public QChartView {
    Q_OBJECT
public:
    struct Point {
        Timestamp time;
        std::uint64_t records = 0;
    };
    static constexpr std::size_t kMostPoints = 1500;

    BatchChart(const Format& format, QWidget* parent);
    void setPoints(std::vector<Point> points);
    // At most kMostPoints, the largest of each equal stretch of time.
    static std::vector<Point> thinned(const std::vector<Point>& points);

private:
    void refresh();
    void colour();

    const Format& m_format;
    std::vector<Point> m_points;
    QLineSeries* m_stems;
    QScatterSeries* m_heads;
    QDateTimeAxis* m_time;
    QValueAxis* m_records;
};

}  // namespace meterseal::ui
