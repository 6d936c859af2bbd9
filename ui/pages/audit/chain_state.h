// The state of the audit log's hash chain, big and in words: whole, or broken where. Checks on a worker when it is
// made, when asked, and by itself after growth while the log is small.
//
// Test names: chainState, chainHead, chainDetail, chainCheck, chainCopy.
#pragma once

#include "meterseal/workspace/audit_log.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QPushButton;

namespace meterseal::ui {

class Banner;
class HashLabel;
class IconLabel;
class ProgressStrip;

class ChainState : public QWidget {
    Q_OBJECT
public:
    ChainState(const PageContext& context, AuditLog log, QWidget* parent);

public slots:
    void check();
    // The log has more entries than were checked.
    void grown(quint64 bytes);

signals:
    void checked(bool whole);

private:
    void refresh();
    void retranslate();
    QString detailText() const;

    PageContext m_context;
    const AuditLog m_log;
    IconLabel* m_symbol;
    QLabel *m_state, *m_detail, *m_headLabel;
    HashLabel* m_head;
    QPushButton* m_check;
    ProgressStrip* m_progress;
    Banner* m_banner;
    std::optional<AuditCheck> m_result;
    bool m_isGrown = false;
    std::shared_ptr<Shared<std::pair<std::uint64_t, std::uint64_t>>> m_shared;
    QTimer m_poll;
    TaskHandle m_task;
};

}  // namespace meterseal::ui
