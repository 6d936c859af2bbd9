// The batches of a meter before the one that is shown, followed back along `prev`, each link checked; more of them come
// as the table is scrolled. Says in words whether the chain led to the meter's first batch.
// Test names: traceSummary, traceTable.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

class DataTable;
class ScaledLabel;
class ToneLabel;
class TraceModel;

class TracePanel : public QWidget {
    Q_OBJECT
public:
    TracePanel(const PageContext& context, QWidget* parent);
    void follow(const ConvertBody& batch);

private:
    void refresh();

    PageContext m_context;
    bool m_first = false;  // the shown batch is the meter's first
    ScaledLabel* m_title;
    ToneLabel* m_summary;
    TraceModel* m_model;
    DataTable* m_table;
};

}  // namespace meterseal::ui
