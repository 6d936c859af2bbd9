#include "dialogs/secret_text.h"

#include <QLineEdit>

namespace meterseal::ui {

namespace {

// Only for a string that nobody else shares: data() would detach and the copy would be wiped instead.
void overwrite(QString& text)
{
    crypto::wipe(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    text.clear();
}

}  // namespace

crypto::SecretBytes takeSecret(QLineEdit& field)
{
    QString typed = field.text();
    field.setText({});  // also forgets the undo history; `typed` is now the only owner of the buffer
    QByteArray utf8 = typed.toUtf8();
    overwrite(typed);
    crypto::SecretBytes secret(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
    crypto::wipe(utf8.data(), static_cast<std::size_t>(utf8.size()));
    return secret;
}

SecretString::SecretString(const crypto::SecretBytes& secret)
    : m_text(
          QString::fromUtf8(reinterpret_cast<const char*>(secret.view().data()), static_cast<qsizetype>(secret.size())))
{}

SecretString::~SecretString()
{
    overwrite(m_text);
}

}  // namespace meterseal::ui
