// IdleLock: locks the key store once nobody has touched the program for a while. Keys, mouse, wheel and touch anywhere
// in the program count as use. While the uploader has unfinished work the lock is put off until that is done, since
// without keys it would stop; a paused uploader stops nothing.
//
// Thread-safety: event loop only.
#pragma once

#include "shell/session.h"

#include <QTimer>

namespace meterseal::ui {

class AppSettings;

class IdleLock : public QObject {
    Q_OBJECT
public:
    // `minute`: how long one is; tests have shorter ones.
    IdleLock(Session& session, const AppSettings& settings, std::chrono::milliseconds minute = std::chrono::minutes(1),
             QObject* parent = nullptr);

    // 0: never. 15 where nothing was chosen.
    static int minutes(const AppSettings& settings);
    static void setMinutes(AppSettings& settings, int minutes);

signals:
    void locked(int minutes);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void restart();
    void timeIsUp();

    Session& m_session;
    const AppSettings& m_settings;
    const std::chrono::milliseconds m_minute;
    QTimer* m_timer;
};

}  // namespace meterseal::ui
