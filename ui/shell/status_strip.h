// The line at the bottom: which ledger, how far it is and how old, in whose name this program writes, and the lock.
#pragma once

#include "shell/page.h"

#include <QTimer>

class QLabel;
class QToolButton;

namespace meterseal::ui {

class ToneLabel;

class StatusStrip : public QWidget {
    Q_OBJECT
public:
    StatusStrip(const PageContext& context, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    PageContext m_context;
    QLabel *m_ledger, *m_height, *m_role, *m_queue;
    QToolButton* m_lock;
    QTimer m_timer;
};

}  // namespace meterseal::ui
