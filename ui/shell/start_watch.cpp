#include "shell/start_watch.h"

#include "models/table_model.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTableView>

namespace meterseal::ui {

StartWatch::StartWatch(QObject* parent) : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool StartWatch::eventFilter(QObject* watched, QEvent* event)
{
    const auto* const view = event->type() == QEvent::Paint ? qobject_cast<QTableView*>(watched->parent()) : nullptr;
    if (view != nullptr && view->viewport() == watched && view->model() != nullptr && view->model()->rowCount() > 0 &&
        view->model()->index(0, 0).data(TableModel::LoadedRole).toBool()) {
        QCoreApplication::instance()->removeEventFilter(this);
        // After this event, and so after the painting.
        QMetaObject::invokeMethod(this, &StartWatch::usable, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace meterseal::ui
