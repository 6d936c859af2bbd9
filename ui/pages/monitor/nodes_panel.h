// NodesPanel: the nodes as a table; where they are simulated, with what a person may do to them: take one down, bring
// it back, make it slow.
#pragma once

#include "shell/page.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace meterseal::ui {

class DataTable;
class NodesModel;

class NodesPanel : public QWidget {
    Q_OBJECT
public:
    NodesPanel(const PageContext& context, QWidget* parent);
    // Shows what the uploader sees now; nothing while it does not run.
    void refresh();
    const NodesModel& model() const { return *m_model; }
    void retranslate();

private:
    void refreshActions();
    void toggleSelected();
    void slowDownSelected();
    std::optional<std::size_t> selected() const;
    QString hint() const;
    static QString latencyText(int ms);

    PageContext m_context;
    NodesModel* m_model;
    DataTable* m_table;
    QLabel *m_title, *m_hint;
    QWidget* m_actions;  // on simulated nodes
    QLabel* m_latencyLabel;
    QPushButton* m_toggle;
    QComboBox* m_latency;
    QPushButton* m_settings;
    TaskHandle m_doing;
};

}  // namespace meterseal::ui
