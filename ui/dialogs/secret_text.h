// Secrets where Qt forces a QString: typed into a field, or drawn on paper. Both are overwritten as soon as may be.
//
// Thread-safety: takeSecret() on the event loop; SecretString is a value.
#pragma once

#include "meterseal/crypto/secret.h"

#include <QString>

class QLineEdit;

namespace meterseal::ui {

// What was typed, as secret bytes. The field is emptied and its buffer overwritten.
crypto::SecretBytes takeSecret(QLineEdit& field);

class SecretString {
public:
    explicit SecretString(const crypto::SecretBytes& secret);
    ~SecretString();
    SecretString(const SecretString&) = delete;
    SecretString& operator=(const SecretString&) = delete;
    const QString& text() const { return m_text; }

private:
    QString m_text;
};

}  // namespace meterseal::ui
