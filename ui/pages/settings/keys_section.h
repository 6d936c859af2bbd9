// The key store: unlock, lock now, lock by itself after a while without use, another passphrase.
#pragma once

#include "pages/settings/section.h"

class QComboBox;
class QLineEdit;

namespace meterseal::ui {

class ToneLabel;

class KeysSection : public SettingsSection {
    Q_OBJECT
public:
    explicit KeysSection(const PageContext& context);
    void focusPassphrase();

protected:
    void retranslate() override;

private:
    void buildLock();
    void buildPassphrase();
    void unlock();
    void changePassphrase();
    void checkNew();
    void refresh();

    ToneLabel* m_state;
    QLabel *m_text, *m_passLabel, *m_idleLabel, *m_idleNote, *m_newHeading;
    QLineEdit* m_pass;
    QPushButton *m_unlock, *m_lock;
    QComboBox* m_idle;
    QWidget* m_newCard;
    QLabel *m_oldLabel, *m_newLabel, *m_againLabel, *m_newHint;
    QLineEdit *m_old, *m_new, *m_again;
    QPushButton* m_change;
    TaskHandle m_task;
};

}  // namespace meterseal::ui
