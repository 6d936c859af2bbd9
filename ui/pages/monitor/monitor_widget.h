// The Monitor page. Charts are redrawn five times a second, whatever the load; the history is read once a second by a
// worker, from the workspace's journal, so that a restart and a locked key store still show it.
#pragma once

#include "pages/monitor/upload_series.h"
#include "shell/page.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;

namespace meterseal::ui {

class Banner;
class BarPanel;
class ChartFrame;
class ChartPanel;
class Figures;
class NodesPanel;
class ToneLabel;

class MonitorWidget : public PageWidget {
    Q_OBJECT
public:
    static constexpr int kRedrawMs = 200;

    MonitorWidget(const PageContext& context, QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildCharts();
    void follow();  // the current uploader
    void readHistory();
    void tick();
    void draw();
    void refreshState();
    void retranslate();
    const UploadSeries::Range& range() const;
    // Charts end now while the uploader runs, else where the history ends.
    std::optional<Timestamp> end() const;

    PageContext m_context;
    QLabel* m_title;
    ToneLabel* m_state;
    QLabel* m_rangeLabel;
    QComboBox* m_range;
    QPushButton* m_pause;
    Banner *m_banner, *m_told;
    ChartPanel *m_transactions, *m_records, *m_latency, *m_buffers;
    BarPanel* m_shares;
    Figures* m_figures;
    NodesPanel* m_nodes;
    UploadSeries m_series;
    QTimer m_tick;
    int m_ticks = 0;
    TaskHandle m_reading;
    TaskRunner m_reader{"ms-ui-history"};  // last: joined first
};

}  // namespace meterseal::ui
