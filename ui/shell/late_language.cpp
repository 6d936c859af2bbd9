#include "shell/late_language.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace meterseal::ui {

LateLanguage::LateLanguage()
{
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &LateLanguage::deliverOne);
}

bool LateLanguage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::LanguageChange || watched == m_served) {
        return false;
    }
    auto* const page = static_cast<QWidget*>(watched);
    if (std::find(m_waiting.begin(), m_waiting.end(), page) == m_waiting.end()) {
        m_waiting.insert(page->isVisible() ? m_waiting.begin() : m_waiting.end(), page);
    }
    m_turn.start();
    return true;
}

void LateLanguage::deliverOne()
{
    while (!m_waiting.empty()) {
        const QPointer<QWidget> page = m_waiting.front();
        m_waiting.erase(m_waiting.begin());
        if (page != nullptr) {
            m_served = page;
            QEvent change(QEvent::LanguageChange);
            QCoreApplication::sendEvent(page, &change);
            m_served = nullptr;
            break;
        }
    }
    if (!m_waiting.empty()) {
        m_turn.start();
    }
}

}  // namespace meterseal::ui
