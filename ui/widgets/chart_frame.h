// ChartFrame: what every chart owes its reader around the drawing: a title, the value under the mouse (else the
// latest), the same numbers as a table, CSV and PNG. Subclasses draw and say which numbers.
//
// Files are written by a worker; saved() or saveFailed() tells. Test names: chartTable, chartExport, chartValue,
// chartNumbers, and chartExportDialog while one is chosen.
#pragma once

#include "bridge/task_runner.h"
#include "format/format.h"
#include "meterseal/base/result.h"
#include "widgets/chart_data.h"

#include <QWidget>

#include <memory>

class QChart;
class QChartView;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace meterseal::ui {

class ChartTable;

class ChartFrame : public QWidget {
    Q_OBJECT
public:
    ChartFrame(const QString& name, const Format& format, QWidget* parent);
    ~ChartFrame() override;

    // `unit` is that of the values.
    void setTexts(const QString& title, const QString& unit);
    // What is shown now: the numbers, and the picture with its title, for the screen's reader or a file.
    virtual ChartData data() const = 0;
    QImage picture() const;
    QString asCsv() const { return QString::fromUtf8(csvOf(data())); }

signals:
    void saved(const QString& file);
    void saveFailed(const Error& error);

protected:
    // Called when the data, the size, the language or the view (chart or table) has changed.
    void redraw();
    virtual void drawChart() = 0;
    // The text for a place of the view; none: the latest.
    virtual QString valueAt(const std::optional<QPointF>& where) = 0;
    virtual void restyle();
    virtual void retranslate();
    QString figure(double value, const QString& unit) const;  // as a person reads it; NaN: unknown

    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

    const Format& m_format;
    QString m_title, m_unit;
    QChart* m_chart;
    QHBoxLayout* m_bar;  // title, stretch, then the subclass's own controls before the two buttons

private:
    void buildBar();
    QString heading() const;
    void showExportMenu();
    void askForFile(bool picture);
    void save(const QString& file, bool picture);

    QChartView* m_view;
    QLabel *m_titleLabel, *m_valueLabel;
    QToolButton *m_tableButton, *m_export;
    ChartTable* m_numbers;
    QTableView* m_table;
    QStackedWidget* m_stack;
    std::optional<QPointF> m_mouse;  // over the chart, in its own coordinates
    TaskHandle m_saving;
    std::unique_ptr<TaskRunner> m_writer;  // made when first needed; last, so that it is joined first
};

}  // namespace meterseal::ui
