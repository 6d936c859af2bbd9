// The batches of a meter: timeline, findings (gaps and overlaps), and records per batch over time.
//
// Test names: batchTimeline, batchFindingsTable, batchChart, batchSummary.
#pragma once

#include "models/meter_spans.h"
#include "shell/page.h"

class QLabel;

namespace meterseal::ui {

class BatchChart;
class BatchTimeline;
class DataTable;
class EmptyState;
class ToneLabel;

class BatchesPanel : public QWidget {
    Q_OBJECT
public:
    BatchesPanel(const PageContext& context, QWidget* parent);
    void setSpans(const MeterSpans& spans);

private:
    void open(std::uint64_t seq);
    void refresh();

    PageContext m_context;
    MeterSpans m_spans;
    ToneLabel* m_summary;
    QLabel *m_rule, *m_chartTitle, *m_chartNote;
    BatchTimeline* m_timeline;
    SpanFindingsModel* m_model;
    DataTable* m_findings;
    BatchChart* m_chart;
    QWidget* m_content;
    EmptyState* m_empty;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
