// StartWatch: tells once when a page has been painted with rows from the ledger: the moment from which the program is
// of use. For measuring a start.
#pragma once

#include <QObject>

namespace meterseal::ui {

class StartWatch : public QObject {
    Q_OBJECT
public:
    // Watches the whole application from now on.
    explicit StartWatch(QObject* parent = nullptr);

signals:
    void usable();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace meterseal::ui
