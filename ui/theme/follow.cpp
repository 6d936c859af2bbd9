#include "theme/follow.h"

#include <algorithm>
#include <vector>

namespace meterseal::ui {

namespace {

class Follower : public QObject {
public:
    Follower(QWidget* widget, std::vector<QEvent::Type> types, std::function<void()> again)
        : QObject(widget), m_types(std::move(types)), m_again(std::move(again))
    {
        widget->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == parent() && std::find(m_types.begin(), m_types.end(), event->type()) != m_types.end()) {
            m_again();
        }
        return false;
    }

private:
    std::vector<QEvent::Type> m_types;
    std::function<void()> m_again;
};

}  // namespace

void onChange(QWidget* widget, std::initializer_list<QEvent::Type> types, std::function<void()> again)
{
    new Follower(widget, std::vector<QEvent::Type>(types), std::move(again));
}

void onLooks(QWidget* widget, std::function<void()> again)
{
    onChange(
        widget,
        {QEvent::PaletteChange, QEvent::FontChange, QEvent::ApplicationFontChange, QEvent::ApplicationPaletteChange},
        std::move(again));
}

void onLanguage(QWidget* widget, std::function<void()> again)
{
    onChange(widget, {QEvent::LanguageChange}, std::move(again));
}

void onWords(QWidget* widget, const Format& format, const std::function<void()>& again)
{
    onLanguage(widget, again);
    QObject::connect(&format, &Format::zoneChanged, widget, again);
}

}  // namespace meterseal::ui
