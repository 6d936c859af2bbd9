// BarPanel: a few named shares side by side, as bars, with all that a ChartFrame has. Sets differ in colour and in
// filling.
#pragma once

#include "widgets/chart_frame.h"

class QBarCategoryAxis;
class QBarSet;
class QHorizontalBarSeries;
class QValueAxis;

namespace meterseal::ui {

struct BarSet {
    QString name;                // in the current language
    std::vector<double> values;  // one a bar; NaN: unknown, no bar
};

class BarPanel : public ChartFrame {
    Q_OBJECT
public:
    BarPanel(const QString& name, const Format& format, QWidget* parent = nullptr);

    // `bars` from top to bottom; each set has one value for each. The number of sets stays what it was first.
    void setBars(const QStringList& bars, std::vector<BarSet> sets);
    // The title of the first column of the table.
    void setBarTitle(const QString& title) { m_barTitle = title; }
    ChartData data() const override;

protected:
    void drawChart() override;
    QString valueAt(const std::optional<QPointF>& where) override;
    void restyle() override;

private:
    QString m_barTitle;
    QStringList m_bars;
    std::vector<BarSet> m_sets;
    std::vector<QBarSet*> m_drawn;
    QHorizontalBarSeries* m_series;
    QBarCategoryAxis* m_category;
    QValueAxis* m_value;
};

}  // namespace meterseal::ui
