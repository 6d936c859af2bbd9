#include "pages/settings/keys_section.h"

#include "dialogs/secret_text.h"
#include "dialogs/unlock_dialog.h"
#include "shell/idle_lock.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kFieldWidth = 320;
constexpr int kLeastPassphrase = 8;
constexpr int kMinutes[] = {1, 5, 15, 30, 60, 0};  // 0: never

QLineEdit* passphraseField(const char* name, QLabel*& label, QFormLayout* form)
{
    auto* field = new QLineEdit;
    field->setObjectName(QString::fromLatin1(name));
    field->setEchoMode(QLineEdit::Password);
    field->setMinimumWidth(kFieldWidth);
    label = new QLabel;
    label->setBuddy(field);
    form->addRow(label, field);
    return field;
}

// The present passphrase is asked for again: an unlocked program is no proof of who sits before it.
Result<bool> replacePassphrase(OpenKeys& unlocked, const crypto::SecretBytes& present,
                               const crypto::SecretBytes& wanted)
{
    MS_TRY(crypto::KeyStore::open(unlocked.keys.file(), present).status());
    MS_TRY(unlocked.keys.changePassphrase(wanted));
    return true;
}

}  // namespace

KeysSection::KeysSection(const PageContext& context) : SettingsSection(context)
{
    buildLock();
    buildPassphrase();
    retranslate();
    connect(&context.session, &Session::lockChanged, this, &KeysSection::refresh);
}

void KeysSection::buildLock()
{
    QVBoxLayout* const column = columnIn(addCard());
    m_state = new ToneLabel;
    m_text = new ScaledLabel(ScaledLabel::Kind::Muted);
    m_text->setWordWrap(true);
    m_passLabel = new QLabel;
    m_pass = new QLineEdit;
    m_pass->setObjectName(QStringLiteral("unlockPassphrase"));
    m_pass->setEchoMode(QLineEdit::Password);
    m_pass->setMinimumWidth(kFieldWidth);
    m_passLabel->setBuddy(m_pass);
    m_unlock = button("unlockButton", this);
    m_lock = button("lockButton", this);
    m_idle = new QComboBox;
    m_idle->setObjectName(QStringLiteral("idleChoice"));
    m_idle->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const int minutes : kMinutes) {
        m_idle->addItem({}, minutes);
    }
    m_idleLabel = new QLabel;
    m_idleLabel->setBuddy(m_idle);
    m_idleNote = new ScaledLabel(ScaledLabel::Kind::Muted);
    m_idleNote->setWordWrap(true);
    column->addWidget(m_state);
    column->addWidget(m_text);
    column->addLayout(row({m_passLabel, m_pass, m_unlock}));
    column->addWidget(m_lock, 0, Qt::AlignLeft);
    column->addLayout(row({m_idleLabel, m_idle}));
    column->addWidget(m_idleNote);
    m_idle->setCurrentIndex(m_idle->findData(IdleLock::minutes(m_context.settings)));
    connect(m_unlock, &QPushButton::clicked, this, &KeysSection::unlock);
    connect(m_pass, &QLineEdit::returnPressed, this, &KeysSection::unlock);
    connect(m_lock, &QPushButton::clicked, this, [this] { m_context.session.lock(); });
    connect(m_idle, &QComboBox::activated, this, [this] {
        const int minutes = m_idle->currentData().toInt();
        IdleLock::setMinutes(m_context.settings, minutes);
        recordSetting("idleLockMinutes", QString::number(minutes));
    });
}

void KeysSection::buildPassphrase()
{
    m_newCard = addCard(m_newHeading);
    QFormLayout* const form = formIn(m_newCard);
    m_old = passphraseField("oldPassphrase", m_oldLabel, form);
    m_new = passphraseField("newPassphrase", m_newLabel, form);
    m_again = passphraseField("newPassphraseAgain", m_againLabel, form);
    m_newHint = new ScaledLabel(ScaledLabel::Kind::Muted);
    m_newHint->setObjectName(QStringLiteral("newPassphraseHint"));
    m_newHint->setWordWrap(true);
    m_newHint->setMinimumWidth(kFieldWidth);
    m_change = button("changePassphrase", this);
    theme::setRole(m_change, theme::Role::Primary);
    form->addRow(QString(), m_newHint);
    form->addRow(QString(), row({m_change}));
    for (QLineEdit* field : {m_old, m_new, m_again}) {
        connect(field, &QLineEdit::textChanged, this, &KeysSection::checkNew);
    }
    connect(m_again, &QLineEdit::returnPressed, m_change, &QPushButton::click);
    connect(m_change, &QPushButton::clicked, this, &KeysSection::changePassphrase);
}

void KeysSection::focusPassphrase()
{
    m_pass->setFocus();
}

void KeysSection::unlock()
{
    if (m_pass->text().isEmpty() || !m_unlock->isEnabled()) {
        return;
    }
    m_unlock->setEnabled(false);
    banner().clear();
    m_context.session.unlock(takeSecret(*m_pass), this, [this](const Status& status) {
        m_unlock->setEnabled(true);
        if (!status.ok()) {
            m_pass->setFocus();
            banner().showError(status.error());
            if (status.error().reason.starts_with("clock.") || status.error().reason == "workspace.restored") {
                whenUnlocked(
                    m_context, this, [] {}, status.error());
            }
        }
    });
}

void KeysSection::checkNew()
{
    const bool longEnough = m_new->text().size() >= kLeastPassphrase;
    const bool same = m_new->text() == m_again->text();
    m_newHint->setText(!longEnough
                           ? tr("At least %n character(s). Nobody can recover it for you.", nullptr, kLeastPassphrase)
                       : !same ? tr("The two entries are not the same yet.")
                               : tr("Backups made before still open with the former passphrase."));
    m_change->setEnabled(longEnough && same && !m_old->text().isEmpty() && !m_task.running());
}

void KeysSection::changePassphrase()
{
    banner().clear();
    m_change->setEnabled(false);
    m_again->clear();
    m_task = m_context.session.change(
        this, AuditNote{"key-store.passphrase"},
        [present = takeSecret(*m_old), wanted = takeSecret(*m_new)](OpenKeys& unlocked) {
            return replacePassphrase(unlocked, present, wanted);
        },
        [this](const Result<bool>& changed) {
            checkNew();
            if (changed) {
                banner().showMessage(Tone::Ok, tr("The passphrase was changed"),
                                     tr("From now on the key store opens with the new one only."));
            } else {
                banner().showError(changed.error());
            }
        });
}

void KeysSection::refresh()
{
    const Session& session = m_context.session;
    const bool unlocked = session.unlocked();
    const bool locked = !unlocked && !session.readOnly();
    m_state->setTone(unlocked ? Tone::Ok : Tone::Muted,
                     unlocked             ? tr("Unlocked")
                     : session.readOnly() ? tr("Opened read-only")
                                          : tr("Locked"),
                     unlocked ? QStringLiteral("unlock") : QStringLiteral("lock"));
    m_text->setText(unlocked
                        ? tr("This program signs for: %1").arg(session.ownOrganisations().join(QStringLiteral(", ")))
                    : session.readOnly()
                        ? tr("Nothing on disk is changed, so nothing can be signed.")
                        : tr("Reading needs no keys. To register, review, activate or upload, unlock the key store."));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_passLabel, m_pass, m_unlock}) {
        widget->setVisible(locked);
    }
    m_lock->setVisible(unlocked);
    m_newHeading->setVisible(unlocked);
    m_newCard->setVisible(unlocked);
    if (!unlocked) {
        for (QLineEdit* field : {m_old, m_new, m_again}) {
            static_cast<void>(takeSecret(*field));
        }
    }
}

void KeysSection::retranslate()
{
    setTexts(tr("Key store"), tr("The private keys of your organisations and meters, in one encrypted file."));
    m_passLabel->setText(tr("Passphrase"));
    m_unlock->setText(tr("Unlock"));
    m_lock->setText(tr("Lock now"));
    m_idleLabel->setText(tr("Lock by itself"));
    m_idleNote->setText(tr("Counted from the last key or mouse movement in this program. While records are being "
                           "uploaded it waits until they are on the ledger."));
    for (int i = 0; i < m_idle->count(); ++i) {
        const int minutes = m_idle->itemData(i).toInt();
        m_idle->setItemText(i, minutes == 0 ? tr("Never") : tr("after %n minute(s)", nullptr, minutes));
    }
    m_newHeading->setText(tr("Change the passphrase"));
    m_oldLabel->setText(tr("Present passphrase"));
    m_newLabel->setText(tr("New passphrase"));
    m_againLabel->setText(tr("Once more"));
    m_change->setText(tr("Change it"));
    const std::pair<QWidget*, QLabel*> named[] = {{m_pass, m_passLabel},
                                                  {m_idle, m_idleLabel},
                                                  {m_old, m_oldLabel},
                                                  {m_new, m_newLabel},
                                                  {m_again, m_againLabel}};
    for (const auto& [widget, label] : named) {
        widget->setAccessibleName(label->text());
    }
    checkNew();
    refresh();
}

}  // namespace meterseal::ui
