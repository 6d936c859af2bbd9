// A message over the page's lower right corner: it says what an action came to and never moves the page. It stays eight
// seconds, or until it is closed where it holds something to keep or an error.
#pragma once

#include "widgets/banner.h"

#include <QTimer>

namespace meterseal::ui {

class Toast : public Banner {
    Q_OBJECT
public:
    explicit Toast(QWidget* over);
    void tell(Tone tone, const QString& title, const QString& detail);
    void tellUntilClosed(Tone tone, const QString& title, const QString& detail);
    void tellError(const Error& error);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    QTimer m_gone;
};

}  // namespace meterseal::ui
