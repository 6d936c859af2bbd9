// Places: "" the list, "<mn>" one meter.
#pragma once

#include "dialogs/bulk_work.h"
#include "shell/page.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace meterseal::ui {

class DataTable;
class MetersModel;
class MeterView;

class MetersWidget : public PageWidget {
    Q_OBJECT
public:
    MetersWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;
    QString windowTitleNow() const override;

private:
    void buildList();
    void makeMany(QPushButton* button, const char* name, BulkKind kind);
    void applyFilter();
    void refreshActions();
    void registerOne();
    void registerList();
    void makeSlips();
    void retranslate();

    PageContext m_context;
    QStackedWidget* m_stack;
    QWidget* m_list;
    QLabel *m_title, *m_why;
    QPushButton *m_register, *m_registerList;
    MetersModel* m_model;
    DataTable* m_table;
    QComboBox* m_state;
    QLineEdit *m_maker, *m_prefix;
    QPushButton *m_suspendMany, *m_resumeMany, *m_activateMany, *m_slips;
    MeterView* m_view;
    QTimer m_filterSoon;
    TaskHandle m_making;
    QString m_rest;
};

}  // namespace meterseal::ui
