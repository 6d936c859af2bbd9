// Format: core values as text for people, in the chosen language and time zone; and the language itself.
//
// A page holds a pointer to the one Format of the program and redraws on changed(). Static functions need no choice.
// Thread-safety: event loop only, but for the static functions, which are pure.
#pragma once

#include "format/settings.h"
#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"

#include <QLocale>
#include <QObject>
#include <QString>
#include <QTranslator>

#include <memory>
#include <optional>
#include <vector>

namespace meterseal::ui {

inline QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

class Format : public QObject {
    Q_OBJECT
public:
    explicit Format(AppSettings& settings, QObject* parent = nullptr);
    ~Format() override;

    const QLocale& locale() const { return m_locale; }
    AppSettings& settings() const { return m_settings; }

    QString number(std::uint64_t value) const;
    // Shortest form that reads back as the same value; ids never go through here.
    QString decimal(double value) const;
    QString percent(double share) const;  // 0..1
    QString bytes(std::uint64_t count) const;

    // In the zone shown: "2026-11-22 16:00:00 +08:00" or "... UTC"; a fraction of a second where it has one.
    QString time(Timestamp time) const;
    // For a column whose header says the zone: "2026-11-22 16:00:00", whole seconds. In a season with another offset
    // than today's the offset stands behind it.
    QString cellTime(Timestamp time) const;
    QString zoneName() const;  // "UTC+8", "UTC"
    QString timeOr(const std::optional<Timestamp>& time, const QString& otherwise) const;
    // Both zones and ISO 8601, for a tooltip.
    QString timeInFull(Timestamp time) const;
    // "12 s ago", "3 min ago"; a time ahead of this clock says so.
    QString age(Timestamp time, Timestamp now) const;
    QString duration(std::int64_t milliseconds) const;

    // "3f9a1c…d04b", whole where it is short.
    static QString shortHash(const QString& hex);
    static QString shortHash(const Hash256& hash) { return shortHash(text(hash.hex())); }
    // What a screen reader should say for a hash: groups, not one long word.
    static QString spokenHash(const QString& hex);
    static QString isoTime(Timestamp time) { return text(formatTimestamp(time)); }

signals:
    void zoneChanged();  // times have to be written again
    void changed();      // language or zone; widgets use onWords() of theme/follow.h

private:
    void installLanguage();

    AppSettings& m_settings;
    QLocale m_locale;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

}  // namespace meterseal::ui
