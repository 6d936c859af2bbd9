// A new passphrase, typed twice, with what is still missing said below. Test names: <prefix>Passphrase,
// <prefix>PassphraseAgain.
#pragma once

#include "meterseal/crypto/secret.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace meterseal::ui {

class PassphraseFields : public QWidget {
    Q_OBJECT
public:
    explicit PassphraseFields(const QString& prefix, QWidget* parent = nullptr);
    bool good() const;
    crypto::SecretBytes passphrase() const;
    void clear();
    QLineEdit* first() const { return m_pass; }

signals:
    void changed();
    void submitted();  // Return in the second field, both being good

private:
    void refresh();

    QLabel *m_passLabel, *m_againLabel, *m_hint;
    QLineEdit *m_pass, *m_again;
};

}  // namespace meterseal::ui
