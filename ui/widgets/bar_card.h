// A bar chart as a page shows it: title, the value of the current bar, an optional choice of range, the same numbers as
// a table (which copies and exports them), and the picture as a file.
// Test names: barChart, barValue, barRange, barTable, barPicture, and "<name>Table" for the table.
#pragma once

#include "bridge/task_runner.h"
#include "models/count_model.h"
#include "widgets/bar_chart.h"
#include "widgets/labels.h"

class QComboBox;
class QStackedWidget;
class QToolButton;

namespace meterseal::ui {

class Banner;
class DataTable;
class EmptyState;

class BarCard : public Card {
    Q_OBJECT
public:
    // Owns the model.
    BarCard(const QString& name, Qt::Orientation bars, CountModel* model, QWidget* parent);
    void setTitle(const QString& title);
    // In the current language; without any there is no choice. Keeps the chosen one.
    void setRanges(const QStringList& ranges);
    int range() const;
    void setRange(int range);
    void setEmptyText(const QString& iconName, const QString& title, const QString& detail);
    // Stands where the current bar's value is, while none is current: what the bars leave out.
    void setNote(const QString& note);
    // Draws what the model holds now; `known` false: nothing was read yet.
    void refresh(bool known);

signals:
    void rangeChosen(int range);

private:
    void buildBar();
    void showValue(int bar);
    void savePicture();
    void write(const QString& file);
    void retranslate();

    CountModel* m_model;
    ScaledLabel *m_title, *m_value;
    QComboBox* m_range;
    QToolButton *m_tableButton, *m_picture;
    BarChart* m_chart;
    DataTable* m_table;
    EmptyState* m_empty;
    Banner* m_told;
    QStackedWidget* m_stack;
    QString m_emptyIcon, m_emptyTitle, m_emptyDetail, m_note;
    bool m_known = false;
    TaskHandle m_writing;
    std::unique_ptr<TaskRunner> m_writer;  // made when first needed; last, so that it is joined first
};

}  // namespace meterseal::ui
