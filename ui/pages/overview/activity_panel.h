// The overview's two charts: records anchored over time, and records by alarm code. They look at the ledger when it has
// grown, at most every other second.
// Test names: activityCard, alarmCard.
#pragma once

#include "pages/overview/activity.h"
#include "shell/page.h"

#include <QTimer>

namespace meterseal::ui {

class BarCard;
class CountModel;

class ActivityPanel : public QWidget {
    Q_OBJECT
public:
    ActivityPanel(const PageContext& context, QWidget* parent);

private:
    void read();
    void show();
    QString nameOf(Timestamp time) const;
    void retranslate();

    PageContext m_context;
    std::vector<ActivityRow> m_activity;
    AlarmTotals m_alarms;
    bool m_known = false;
    CountModel *m_activityModel, *m_alarmModel;
    BarCard *m_activityCard, *m_alarmCard;
    QTimer m_soon;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
