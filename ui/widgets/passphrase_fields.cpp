#include "widgets/passphrase_fields.h"

#include "theme/follow.h"
#include "widgets/labels.h"

#include <QFormLayout>
#include <QLineEdit>

namespace meterseal::ui {

namespace {
constexpr int kLeastPassphrase = 8;
}

PassphraseFields::PassphraseFields(const QString& prefix, QWidget* parent)
    : QWidget(parent),
      m_passLabel(new QLabel(this)),
      m_againLabel(new QLabel(this)),
      m_hint(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_pass(new QLineEdit(this)),
      m_again(new QLineEdit(this))
{
    onLanguage(this, [this] { refresh(); });
    m_pass->setObjectName(prefix + QStringLiteral("Passphrase"));
    m_again->setObjectName(prefix + QStringLiteral("PassphraseAgain"));
    m_hint->setWordWrap(true);
    m_passLabel->setBuddy(m_pass);
    m_againLabel->setBuddy(m_again);
    for (QLineEdit* edit : {m_pass, m_again}) {
        edit->setEchoMode(QLineEdit::Password);
        connect(edit, &QLineEdit::textChanged, this, [this] {
            refresh();
            emit changed();
        });
    }
    connect(m_again, &QLineEdit::returnPressed, this, [this] {
        if (good()) {
            emit submitted();
        }
    });
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(m_passLabel, m_pass);
    form->addRow(m_againLabel, m_again);
    form->addRow(QString(), m_hint);
    refresh();
}

bool PassphraseFields::good() const
{
    return m_pass->text().size() >= kLeastPassphrase && m_pass->text() == m_again->text();
}

crypto::SecretBytes PassphraseFields::passphrase() const
{
    const QByteArray utf8 = m_pass->text().toUtf8();
    return crypto::SecretBytes(std::string_view(utf8.data(), static_cast<std::size_t>(utf8.size())));
}

void PassphraseFields::clear()
{
    m_pass->clear();
    m_again->clear();
}

void PassphraseFields::refresh()
{
    m_passLabel->setText(tr("Choose a passphrase"));
    m_againLabel->setText(tr("Once more"));
    m_pass->setAccessibleName(m_passLabel->text());
    m_again->setAccessibleName(m_againLabel->text());
    m_hint->setText(
        m_pass->text().size() < kLeastPassphrase
            ? tr("At least %n character(s). It protects the keys on this machine; nobody can recover it for you.",
                 nullptr, kLeastPassphrase)
        : m_pass->text() != m_again->text() ? tr("The two entries are not the same yet.")
                                            : tr("Keep it safe: nobody can recover it for you."));
}

}  // namespace meterseal::ui
