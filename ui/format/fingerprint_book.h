// FingerprintBook: the ledgers whose fingerprint this person compared with another party, each once, in the person's
// own settings. Evidence bundles and opened ledgers share it.
//
// Thread-safety: event loop only.
#pragma once

#include "format/settings.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace meterseal::ui {

struct ComparedLedger {
    QString fingerprint, chain;  // hex; the chain is empty where only a bundle was compared
    qint64 comparedMs = 0;       // milliseconds since 1970; 0: not known
};

class FingerprintBook {
public:
    // The setting that changes: AppSettings::valueChanged.
    static const QString kKey;

    explicit FingerprintBook(AppSettings& settings) : m_settings(settings) {}

    // The latest first.
    std::vector<ComparedLedger> list() const;
    std::optional<ComparedLedger> find(const QString& fingerprint) const;
    // A compared ledger of the same name with another fingerprint: one of the two is not what its name says.
    std::optional<ComparedLedger> namesake(const QString& chain, const QString& fingerprint) const;
    void remember(const ComparedLedger& ledger);
    void forget(const QString& fingerprint);

private:
    AppSettings& m_settings;
};

}  // namespace meterseal::ui
