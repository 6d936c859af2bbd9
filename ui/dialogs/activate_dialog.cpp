#include "dialogs/activate_dialog.h"

#include "dialogs/secret_text.h"
#include "widgets/labels.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

namespace meterseal::ui {

namespace {
constexpr int kTokenCharacters = 26;
}

ActivateDialog::ActivateDialog(const PageContext& context, const MeterEntry& meter, ActivationMeans means,
                               QWidget* parent)
    : TaskDialog(context, QStringLiteral("activateDialog"), parent),
      m_meter(meter),
      m_means(means),
      m_fromStore(new QRadioButton(body())),
      m_fromTyping(new QRadioButton(body())),
      m_fromFile(new QRadioButton(body())),
      m_storeNote(new ScaledLabel(ScaledLabel::Kind::Muted, {}, body())),
      m_tokenLabel(new QLabel),
      m_fileLabel(new QLabel),
      m_passLabel(new QLabel),
      m_token(new QLineEdit),
      m_file(new QLineEdit),
      m_pass(new QLineEdit),
      m_browse(new QPushButton),
      m_typing(new QWidget(body())),
      m_filing(new QWidget(body()))
{
    m_fromStore->setObjectName(QStringLiteral("fromStore"));
    m_fromTyping->setObjectName(QStringLiteral("fromTyping"));
    m_fromFile->setObjectName(QStringLiteral("fromFile"));
    m_token->setObjectName(QStringLiteral("token"));
    m_file->setObjectName(QStringLiteral("slipFile"));
    m_pass->setObjectName(QStringLiteral("slipPassphrase"));
    m_browse->setObjectName(QStringLiteral("browse"));
    m_browse->setAutoDefault(false);
    m_pass->setEchoMode(QLineEdit::Password);
    m_token->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    m_token->setMaxLength(kTokenCharacters);
    m_storeNote->setWordWrap(true);
    auto* typing = new QFormLayout(m_typing);
    typing->setContentsMargins(theme::kSection, 0, 0, 0);
    typing->addRow(m_tokenLabel, m_token);
    auto* filing = new QFormLayout(m_filing);
    filing->setContentsMargins(theme::kSection, 0, 0, 0);
    auto* fileRow = new QHBoxLayout;
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(m_browse);
    filing->addRow(m_fileLabel, fileRow);
    filing->addRow(m_passLabel, m_pass);
    m_tokenLabel->setBuddy(m_token);
    m_fileLabel->setBuddy(m_file);
    m_passLabel->setBuddy(m_pass);
    bodyLayout()->addWidget(m_fromStore);
    bodyLayout()->addWidget(m_storeNote);
    bodyLayout()->addWidget(m_fromTyping);
    bodyLayout()->addWidget(m_typing);
    bodyLayout()->addWidget(m_fromFile);
    bodyLayout()->addWidget(m_filing);
    m_fromStore->setEnabled(means.hasToken);
    m_fromTyping->setEnabled(means.hasKey);
    (means.hasToken ? m_fromStore : means.hasKey ? m_fromTyping : m_fromFile)->setChecked(true);
    for (QRadioButton* choice : {m_fromStore, m_fromTyping, m_fromFile}) {
        connect(choice, &QRadioButton::toggled, this, &ActivateDialog::check);
    }
    for (QLineEdit* edit : {m_token, m_file, m_pass}) {
        connect(edit, &QLineEdit::textChanged, this, &ActivateDialog::check);
    }
    connect(m_browse, &QPushButton::clicked, this, &ActivateDialog::chooseFile);
    retranslate();
}

void ActivateDialog::check()
{
    m_typing->setVisible(m_fromTyping->isChecked());
    m_filing->setVisible(m_fromFile->isChecked());
    setPrimaryEnabled(m_fromStore->isChecked()    ? m_means.hasToken
                      : m_fromTyping->isChecked() ? m_token->text().trimmed().size() == kTokenCharacters
                                                  : !m_file->text().isEmpty() && !m_pass->text().isEmpty());
}

void ActivateDialog::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Choose an encrypted slip"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Encrypted slips (*.meterseal)"));
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

void ActivateDialog::submit()
{
    std::optional<crypto::SecretBytes> token;
    std::optional<crypto::SecretBytes> passphrase;
    if (m_fromTyping->isChecked()) {
        token = takeSecret(*m_token);
    } else if (m_fromFile->isChecked()) {
        passphrase = takeSecret(*m_pass);
    }
    setBusy(true);
    banner().clear();
    m_task = m_context.session.change(
        this, AuditNote{"meter.activate", {}, {{"mn", m_meter.mn}}},
        [address = m_meter.address, token = std::move(token), passphrase = std::move(passphrase),
         file = m_file->text().toStdString()](OpenKeys& unlocked) -> Result<Hash256> {
            if (passphrase) {
                MS_TRY(takeInSlip(unlocked, file, *passphrase, address));
            }
            return activateMeter(unlocked, address, token);
        },
        [this](Result<Hash256> result) {
            setBusy(false);
            check();
            if (!result) {
                banner().showError(result.error());
                return;
            }
            m_context.session.ledger()->poll();
            emit done(text(result->hex()));
            accept();
        });
}

void ActivateDialog::retranslate()
{
    setTexts(tr("Activate meter %1").arg(text(m_meter.mn)),
             tr("From then on the meter's batches are accepted. The token works once and goes onto the ledger; it is "
                "valid until %1.")
                 .arg(m_context.format.time(m_meter.tokenExpires)),
             tr("Activate"));
    m_fromStore->setText(tr("With the token in the key store"));
    m_fromTyping->setText(tr("With the token typed from the slip"));
    m_fromFile->setText(tr("With an encrypted slip"));
    m_storeNote->setVisible(!m_means.hasToken);
    m_storeNote->setText(m_means.hasKey
                             ? tr("The key store has this meter's key, but no token for it.")
                             : tr("The key store does not have this meter's key, and only that key can activate it. An "
                                  "encrypted slip brings it."));
    m_tokenLabel->setText(tr("Token"));
    m_fileLabel->setText(tr("File"));
    m_passLabel->setText(tr("Passphrase of the file"));
    m_browse->setText(tr("Choose…"));
    m_token->setAccessibleName(m_tokenLabel->text());
    m_file->setAccessibleName(m_fileLabel->text());
    m_pass->setAccessibleName(m_passLabel->text());
    check();
}

}  // namespace meterseal::ui
