#include "dialogs/unlock_dialog.h"

#include "dialogs/secret_text.h"
#include "meterseal/workspace/restored.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace meterseal::ui {

void whenUnlocked(const PageContext& context, QWidget* parent, std::function<void()> then,
                  const std::optional<Error>& doubt)
{
    if (context.session.unlocked()) {
        then();
        return;
    }
    auto* dialog = new UnlockDialog(context, parent);
    QObject::connect(dialog, &QDialog::accepted, parent, std::move(then));
    if (doubt) {
        dialog->tell(*doubt);
    }
    dialog->open();
}

UnlockDialog::UnlockDialog(const PageContext& context, QWidget* parent)
    : TaskDialog(context, QStringLiteral("unlockDialog"), parent),
      m_label(new QLabel(body())),
      m_passphrase(new QLineEdit(body())),
      m_clockIsRight(new QCheckBox(body())),
      m_onlyCopy(new QCheckBox(body()))
{
    m_onlyCopy->setObjectName(QStringLiteral("onlyCopy"));
    m_onlyCopy->hide();
    m_clockIsRight->setObjectName(QStringLiteral("clockIsRight"));
    m_clockIsRight->hide();
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_label->setBuddy(m_passphrase);
    auto* form = new QFormLayout;
    form->addRow(m_label, m_passphrase);
    form->addRow(m_clockIsRight);
    form->addRow(m_onlyCopy);
    bodyLayout()->addLayout(form);
    setPrimaryEnabled(false);
    connect(m_passphrase, &QLineEdit::textChanged, this,
            [this](const QString& text) { setPrimaryEnabled(!text.isEmpty()); });
    retranslate();
    m_passphrase->setFocus();
}

void UnlockDialog::tell(const Error& error)
{
    banner().showError(error);
    if (error.reason.starts_with("clock.")) {
        m_clockIsRight->show();
    }
    if (error.reason == "workspace.restored") {
        m_onlyCopy->show();
    }
    m_passphrase->setFocus();
}

void UnlockDialog::submit()
{
    setBusy(true);
    banner().clear();
    const auto done = [this](const Status& status) {
        setBusy(false);
        if (status.ok()) {
            accept();
            return;
        }
        tell(status.error());
    };
    if (m_onlyCopy->isChecked()) {
        if (const Status confirmed = confirmOnlyCopy(*m_context.session.workspace()); !confirmed.ok()) {
            done(confirmed);
            return;
        }
    }
    m_context.session.unlock(takeSecret(*m_passphrase), this, done,
                             m_clockIsRight->isChecked() ? ClockTrust::Right : ClockTrust::Check);
}

void UnlockDialog::retranslate()
{
    setTexts(tr("Unlock the key store"),
             tr("What you are about to do is signed with keys from the key store. It stays open until you lock it."),
             tr("Unlock"));
    m_label->setText(tr("Passphrase"));
    m_clockIsRight->setText(tr("The clock of this computer is right"));
    m_onlyCopy->setText(tr("Nobody writes to the original any more: this copy goes on"));
    m_passphrase->setAccessibleName(m_label->text());
}

}  // namespace meterseal::ui
