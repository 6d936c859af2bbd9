#include "format/settings.h"

#include <QUrl>

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr int kPercents[] = {100, 125, 150};

// A hand-edited or future value falls back to the first choice rather than to something out of range.
template <typename Enum>
Enum readEnum(const QSettings& store, const QString& key, int count)
{
    const int value = store.value(key, 0).toInt();
    return static_cast<Enum>(value >= 0 && value < count ? value : 0);
}

}  // namespace

AppSettings::AppSettings(const QString& file, QObject* parent)
    : QObject(parent),
      m_store(file.isEmpty() ? std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope,
                                                           QStringLiteral("meterseal"), QStringLiteral("meterseal"))
                             : std::make_unique<QSettings>(file, QSettings::IniFormat))
{}

AppSettings::~AppSettings() = default;

Language AppSettings::language() const
{
    return readEnum<Language>(*m_store, QStringLiteral("language"), 3);
}
void AppSettings::setLanguage(Language language)
{
    if (language != this->language()) {
        m_store->setValue(QStringLiteral("language"), static_cast<int>(language));
        emit languageChanged();
    }
}

ThemeChoice AppSettings::theme() const
{
    return readEnum<ThemeChoice>(*m_store, QStringLiteral("theme"), 3);
}
void AppSettings::setTheme(ThemeChoice theme)
{
    if (theme != this->theme()) {
        m_store->setValue(QStringLiteral("theme"), static_cast<int>(theme));
        emit themeChanged();
    }
}

int AppSettings::textPercent() const
{
    const int percent = m_store->value(QStringLiteral("textPercent"), 100).toInt();
    for (const int known : kPercents) {
        if (known == percent) {
            return percent;
        }
    }
    return 100;
}
void AppSettings::setTextPercent(int percent)
{
    if (percent != textPercent()) {
        m_store->setValue(QStringLiteral("textPercent"), percent);
        emit textPercentChanged();
    }
}

ZoneShown AppSettings::zone() const
{
    return readEnum<ZoneShown>(*m_store, QStringLiteral("zone"), 2);
}
void AppSettings::setZone(ZoneShown zone)
{
    if (zone != this->zone()) {
        m_store->setValue(QStringLiteral("zone"), static_cast<int>(zone));
        emit zoneChanged();
    }
}

QString AppSettings::lastWorkspace() const
{
    return m_store->value(QStringLiteral("lastWorkspace")).toString();
}
void AppSettings::setLastWorkspace(const QString& folder)
{
    m_store->setValue(QStringLiteral("lastWorkspace"), folder);
}

// A folder's own slashes would make groups of it.
QString AppSettings::nodesKey(const QString& folder)
{
    return QStringLiteral("simulatedNodes/") + QString::fromLatin1(QUrl::toPercentEncoding(folder));
}
std::size_t AppSettings::simulatedNodes(const QString& folder) const
{
    constexpr uint kMost = 64;
    return std::min(m_store->value(nodesKey(folder), 0).toUInt(), kMost);
}
void AppSettings::setSimulatedNodes(const QString& folder, std::size_t nodes)
{
    m_store->setValue(nodesKey(folder), static_cast<uint>(nodes));
}

QByteArray AppSettings::layout(const QString& name) const
{
    return m_store->value(QStringLiteral("layout/") + name).toByteArray();
}
void AppSettings::setLayout(const QString& name, const QByteArray& state)
{
    m_store->setValue(QStringLiteral("layout/") + name, state);
}

QVariant AppSettings::value(const QString& key, const QVariant& otherwise) const
{
    return m_store->value(key, otherwise);
}
void AppSettings::setValue(const QString& key, const QVariant& value)
{
    m_store->setValue(key, value);
}

}  // namespace meterseal::ui
