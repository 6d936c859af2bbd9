// AppSettings: what the program remembers about this person's taste, typed, with one signal when any of it changes.
// The store is injected, so that a test never touches the real one.
//
// Thread-safety: event loop only.
#pragma once

#include "theme/theme.h"

#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QString>

#include <memory>

namespace meterseal::ui {

enum class Language { System, Chinese, English };
enum class ZoneShown { Local, Utc };

class AppSettings : public QObject {
    Q_OBJECT
public:
    // An ini file; empty: the desktop's usual place.
    explicit AppSettings(const QString& file = {}, QObject* parent = nullptr);
    ~AppSettings() override;

    Language language() const;
    void setLanguage(Language language);
    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    int textPercent() const;  // 100, 125 or 150
    void setTextPercent(int percent);
    ZoneShown zone() const;
    void setZone(ZoneShown zone);

    QString lastWorkspace() const;
    void setLastWorkspace(const QString& folder);
    // How many simulated nodes the uploader of this workspace deals to; 0: straight to the chain.
    std::size_t simulatedNodes(const QString& folder) const;
    void setSimulatedNodes(const QString& folder, std::size_t nodes);

    // Window and table layouts by object name.
    QByteArray layout(const QString& name) const;
    void setLayout(const QString& name, const QByteArray& state);
    // Anything else a page remembers: "page/key".
    QVariant value(const QString& key, const QVariant& otherwise = {}) const;
    void setValue(const QString& key, const QVariant& value);

signals:
    void languageChanged();
    void themeChanged();
    void textPercentChanged();
    void zoneChanged();

private:
    static QString nodesKey(const QString& folder);

    std::unique_ptr<QSettings> m_store;
};

}  // namespace meterseal::ui
