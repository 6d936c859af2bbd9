#include "format/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QLibraryInfo>
#include <QTimeZone>

#include <cmath>

namespace meterseal::ui {

namespace {

constexpr std::int64_t kSecondMs = 1000;
constexpr int kMinuteSeconds = 60;

QString offsetText(int seconds)
{
    const QChar sign = seconds < 0 ? u'-' : u'+';
    const int minutes = std::abs(seconds) / 60;
    return QStringLiteral("%1%2:%3")
        .arg(sign)
        .arg(minutes / 60, 2, 10, QChar(u'0'))
        .arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString inZone(Timestamp time, bool utc)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(time.ms, utc ? Qt::UTC : Qt::LocalTime);
    const QString digits = moment.toString(time.ms % kSecondMs == 0 ? QStringLiteral("yyyy-MM-dd HH:mm:ss")
                                                                    : QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
    return digits + u' ' + (utc ? QStringLiteral("UTC") : offsetText(moment.offsetFromUtc()));
}

}  // namespace

Format::Format(AppSettings& settings, QObject* parent) : QObject(parent), m_settings(settings)
{
    installLanguage();
    connect(&settings, &AppSettings::languageChanged, this, [this] {
        installLanguage();
        emit changed();
    });
    connect(&settings, &AppSettings::zoneChanged, this, [this] {
        emit zoneChanged();
        emit changed();
    });
}

Format::~Format()
{
    for (const auto& translator : m_translators) {
        QCoreApplication::removeTranslator(translator.get());
    }
}

void Format::installLanguage()
{
    for (const auto& translator : m_translators) {
        QCoreApplication::removeTranslator(translator.get());
    }
    m_translators.clear();
    const QLocale system = QLocale::system();
    const Language choice = m_settings.language();
    const bool chinese =
        choice == Language::Chinese || (choice == Language::System && system.language() == QLocale::Chinese);
    m_locale = chinese ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English, QLocale::UnitedStates);
    QLocale::setDefault(m_locale);
    const auto install = [this](const QString& file) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(file)) {
            QCoreApplication::installTranslator(translator.get());
            m_translators.push_back(std::move(translator));
        }
    };
    if (chinese) {
        install(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + QStringLiteral("/qtbase_zh_CN.qm"));
    }
    // One catalogue an area, so that pages are translated side by side.
    const QString suffix = chinese ? QStringLiteral("*_zh_CN.qm") : QStringLiteral("*_en.qm");
    for (const QString& name : QDir(QStringLiteral(":/i18n")).entryList({suffix}, QDir::Files, QDir::Name)) {
        install(QStringLiteral(":/i18n/") + name);
    }
}

QString Format::number(std::uint64_t value) const
{
    return m_locale.toString(static_cast<qulonglong>(value));
}

QString Format::decimal(double value) const
{
    return m_locale.toString(value, 'g', QLocale::FloatingPointShortest);
}

QString Format::percent(double share) const
{
    return m_locale.toString(share * 100.0, 'f', share > 0 && share < 0.1 ? 1 : 0) + QStringLiteral(" %");
}

QString Format::bytes(std::uint64_t count) const
{
    return m_locale.formattedDataSize(static_cast<qint64>(count), 1, QLocale::DataSizeIecFormat);
}

QString Format::time(Timestamp time) const
{
    return inZone(time, m_settings.zone() == ZoneShown::Utc);
}

QString Format::cellTime(Timestamp time) const
{
    const bool utc = m_settings.zone() == ZoneShown::Utc;
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(time.ms, utc ? Qt::UTC : Qt::LocalTime);
    const QString digits = moment.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    const int offset = moment.offsetFromUtc();
    const bool asInTheHeader = utc || offset == QDateTime::currentDateTime().offsetFromUtc();
    return asInTheHeader ? digits : digits + u' ' + offsetText(offset);
}

QString Format::zoneName() const
{
    const int minutes =
        m_settings.zone() == ZoneShown::Utc ? 0 : QDateTime::currentDateTime().offsetFromUtc() / kMinuteSeconds;
    if (minutes == 0) {
        return QStringLiteral("UTC");
    }
    const QString hours = QStringLiteral("UTC%1%2").arg(QChar(minutes < 0 ? u'-' : u'+')).arg(std::abs(minutes) / 60);
    return minutes % 60 == 0 ? hours : hours + QStringLiteral(":%1").arg(std::abs(minutes) % 60, 2, 10, QChar(u'0'));
}

QString Format::timeOr(const std::optional<Timestamp>& time, const QString& otherwise) const
{
    return time ? this->time(*time) : otherwise;
}

QString Format::timeInFull(Timestamp time) const
{
    return tr("Local: %1\nUTC: %2\nISO 8601: %3").arg(inZone(time, false), inZone(time, true), isoTime(time));
}

QString Format::age(Timestamp time, Timestamp now) const
{
    if (time > now) {
        return now.ms - time.ms > -2000 ? tr("just now") : tr("%1 ahead of this clock").arg(duration(time.ms - now.ms));
    }
    return now.ms - time.ms < 1000 ? tr("just now") : tr("%1 ago").arg(duration(now.ms - time.ms));
}

QString Format::duration(std::int64_t milliseconds) const
{
    const auto seconds = milliseconds / 1000;
    if (milliseconds < 1000) {
        return tr("%1 ms").arg(m_locale.toString(static_cast<qlonglong>(milliseconds)));
    }
    if (seconds < 60) {
        return tr("%1 s").arg(seconds);
    }
    if (seconds < 3600) {
        return tr("%1 min").arg(seconds / 60);
    }
    if (seconds < 86400) {
        return tr("%1 h").arg(seconds / 3600);
    }
    return tr("%n day(s)", nullptr, static_cast<int>(seconds / 86400));
}

QString Format::shortHash(const QString& hex)
{
    return hex.size() <= 14 ? hex : hex.left(8) + QChar(0x2026) + hex.right(4);
}

QString Format::spokenHash(const QString& hex)
{
    QString spoken;
    for (qsizetype i = 0; i < hex.size(); i += 4) {
        spoken += hex.mid(i, 4) + u' ';
    }
    return spoken.trimmed();
}

}  // namespace meterseal::ui
