#pragma once

#include "shell/page.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace meterseal::ui {

class Banner;
class HashLabel;
class ToneLabel;

class SettingsWidget : public PageWidget {
    Q_OBJECT
public:
    SettingsWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;  // "unlock" puts the cursor into the passphrase

protected:
    void changeEvent(QEvent* event) override;

private:
    QComboBox* makeChoice(const char* name, QFormLayout* form, QLabel*& label);
    void buildKeys(QVBoxLayout* column);
    void buildLedger(QVBoxLayout* column);
    void unlock();
    void refreshLock();
    void retranslate();

    PageContext m_context;
    QLabel *m_title, *m_looks, *m_keys, *m_ledger;
    QLabel *m_languageLabel = nullptr, *m_themeLabel = nullptr, *m_textLabel = nullptr, *m_zoneLabel = nullptr;
    QComboBox *m_language, *m_theme, *m_text, *m_zone;
    ToneLabel* m_lockState;
    QLabel *m_keysText, *m_passLabel;
    QLineEdit* m_pass;
    QPushButton *m_unlock, *m_lock, *m_close;
    Banner* m_banner;
    QLabel *m_chainLabel, *m_chain, *m_fingerprintLabel, *m_folderLabel, *m_folder;
    HashLabel* m_fingerprint;
};

}  // namespace meterseal::ui
