// Changing the language writes every page again. Of the pages of a window this lets one through in each turn of the
// event loop, the one that is shown first, so that the person sees the answer before all of them are done.
#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <vector>

namespace meterseal::ui {

class LateLanguage : public QObject {
    Q_OBJECT
public:
    LateLanguage();
    void add(QWidget* page) { page->installEventFilter(this); }
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void deliverOne();

    std::vector<QPointer<QWidget>> m_waiting;
    QWidget* m_served = nullptr;
    QTimer m_turn;
};

}  // namespace meterseal::ui
