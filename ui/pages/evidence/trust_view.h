// What the person who inspects brings: which ledger's fingerprint was compared, and checkpoints kept elsewhere. Neither
// ever comes from the bundle. Fingerprints that were confirmed are remembered in the settings, by ledger.
//
// Test names: fingerprintShown, fingerprintTyped, compareFingerprint, fingerprintCompared, trustBanner, sheetTyped,
// addSheet, sheetFile, sheetList, removeSheets, timeAuthority.
#pragma once

#include "meterseal/evidence/inspect.h"
#include "shell/page.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;

class TrustView : public QWidget {
    Q_OBJECT
public:
    TrustView(const PageContext& context, QWidget* parent);
    EvidenceTrust trust() const;
    void setReport(const EvidenceReport& report);
    // The text of a sheet or note: read, and held against the bundle from now on.
    void addSheet(const QString& text);

signals:
    void changed();  // trust() is another one

private:
    void build();
    void compare();
    void setConfirmed(bool confirmed);
    QStringList remembered() const;
    void openSheet();
    void openAuthority();
    void refresh();
    void retranslate();

    PageContext m_context;
    std::optional<Hash256> m_fingerprint;  // of the bundle shown
    std::string m_chain;
    std::vector<KeptCheckpoint> m_sheets;
    std::string m_authorities;  // certificates, PEM
    QStringList m_authorityFiles;
    QLabel *m_ledgerTitle, *m_ledgerNote, *m_shown, *m_words, *m_same;
    QLabel *m_typedLabel, *m_sheetTitle, *m_sheetNote, *m_list;
    QLineEdit* m_typed;
    QPushButton *m_compare, *m_add, *m_file, *m_remove, *m_authority;
    QCheckBox* m_compared;
    Banner *m_banner, *m_sheetBanner;
    QPlainTextEdit* m_sheet;
    TaskHandle m_reading;
    TaskRunner m_runner{"ms-ui-trust"};
};

}  // namespace meterseal::ui
