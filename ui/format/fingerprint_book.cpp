#include "format/fingerprint_book.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace meterseal::ui {

// A list of fingerprints in hex: what is compared is what stands here, whoever put it.
const QString FingerprintBook::kKey = QStringLiteral("evidence/fingerprints");

namespace {

const QString kBookDetails = QStringLiteral("fingerprintBook");  // names and times, where they are known

QJsonObject detailsOf(const AppSettings& settings)
{
    return QJsonDocument::fromJson(settings.value(kBookDetails).toString().toUtf8()).object();
}

void saveDetails(AppSettings& settings, const QJsonObject& details)
{
    settings.setValue(kBookDetails, QString::fromUtf8(QJsonDocument(details).toJson(QJsonDocument::Compact)));
}

}  // namespace

std::vector<ComparedLedger> FingerprintBook::list() const
{
    const QJsonObject details = detailsOf(m_settings);
    std::vector<ComparedLedger> all;
    for (const QString& hex : m_settings.value(kKey).toStringList()) {
        const QJsonValue one = details[hex];
        all.push_back({hex, one[QLatin1String("chain")].toString(), one[QLatin1String("compared")].toInteger()});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const ComparedLedger& a, const ComparedLedger& b) { return a.comparedMs > b.comparedMs; });
    return all;
}

std::optional<ComparedLedger> FingerprintBook::find(const QString& fingerprint) const
{
    for (const ComparedLedger& one : list()) {
        if (one.fingerprint == fingerprint) {
            return one;
        }
    }
    return std::nullopt;
}

std::optional<ComparedLedger> FingerprintBook::namesake(const QString& chain, const QString& fingerprint) const
{
    for (const ComparedLedger& one : list()) {
        if (!chain.isEmpty() && one.chain == chain && one.fingerprint != fingerprint) {
            return one;
        }
    }
    return std::nullopt;
}

void FingerprintBook::remember(const ComparedLedger& ledger)
{
    QJsonObject details = detailsOf(m_settings);
    details[ledger.fingerprint] =
        QJsonObject{{QStringLiteral("chain"), ledger.chain}, {QStringLiteral("compared"), ledger.comparedMs}};
    saveDetails(m_settings, details);
    QStringList known = m_settings.value(kKey).toStringList();
    known.removeAll(ledger.fingerprint);
    known << ledger.fingerprint;
    m_settings.setValue(kKey, known);
}

void FingerprintBook::forget(const QString& fingerprint)
{
    QJsonObject details = detailsOf(m_settings);
    details.remove(fingerprint);
    saveDetails(m_settings, details);
    QStringList known = m_settings.value(kKey).toStringList();
    known.removeAll(fingerprint);
    m_settings.setValue(kKey, known);
}

}  // namespace meterseal::ui
