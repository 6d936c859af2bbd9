#include "shell/idle_lock.h"

#include "format/settings.h"

#include <QCoreApplication>
#include <QEvent>

namespace meterseal::ui {

namespace {
constexpr int kUsualMinutes = 15;
constexpr int kMostMinutes = 24 * 60;
constexpr int kBusyShare = 60;  // while the uploader works: look again after this part of a minute
const QString kKey = QStringLiteral("keyStore/idleMinutes");
}  // namespace

IdleLock::IdleLock(Session& session, const AppSettings& settings, std::chrono::milliseconds minute, QObject* parent)
    : QObject(parent), m_session(session), m_settings(settings), m_minute(minute), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &IdleLock::timeIsUp);
    connect(&session, &Session::lockChanged, this, &IdleLock::restart);
    connect(&settings, &AppSettings::valueChanged, this, [this](const QString& key) {
        if (key == kKey) {
            restart();
        }
    });
    QCoreApplication::instance()->installEventFilter(this);
}

int IdleLock::minutes(const AppSettings& settings)
{
    return std::clamp(settings.value(kKey, kUsualMinutes).toInt(), 0, kMostMinutes);
}

void IdleLock::setMinutes(AppSettings& settings, int minutes)
{
    settings.setValue(kKey, minutes);
}

void IdleLock::restart()
{
    const int minutes = IdleLock::minutes(m_settings);
    if (minutes == 0 || !m_session.unlocked()) {
        m_timer->stop();
    } else {
        m_timer->start(minutes * m_minute);
    }
}

void IdleLock::timeIsUp()
{
    const UploadBridge* const upload = m_session.upload();
    if (upload != nullptr && upload->busy() && !(upload->snapshot() && upload->snapshot()->paused)) {
        m_timer->start(m_minute / kBusyShare);
        return;
    }
    const int minutes = IdleLock::minutes(m_settings);
    m_session.lock("idle");
    emit locked(minutes);
}

bool IdleLock::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        if (m_session.unlocked()) {
            restart();
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace meterseal::ui
