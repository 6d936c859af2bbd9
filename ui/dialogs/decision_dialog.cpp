#include "dialogs/decision_dialog.h"

#include "meterseal/base/text.h"
#include "models/meter_list_model.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace meterseal::ui {

namespace {

const char* actionOf(DecisionDialog::Kind kind)
{
    switch (kind) {
    case DecisionDialog::Kind::Approve:
        return "meter.approve";
    case DecisionDialog::Kind::Reject:
        return "meter.reject";
    case DecisionDialog::Kind::Suspend:
        return "meter.suspend";
    case DecisionDialog::Kind::Resume:
        return "meter.resume";
    case DecisionDialog::Kind::Retire:
        return "meter.retire";
    }
    return "";
}

}  // namespace

DecisionDialog::DecisionDialog(const PageContext& context, Kind kind, const QString& mn,
                               std::vector<Organisation> signers, Work work, QWidget* parent)
    : TaskDialog(context, QStringLiteral("decisionDialog"), parent),
      m_kind(kind),
      m_mn(mn),
      m_signers(std::move(signers)),
      m_work(std::move(work)),
      m_signer(new QComboBox(body())),
      m_reason(new QLineEdit(body())),
      m_signerLabel(new QLabel(body())),
      m_reasonLabel(new QLabel(body())),
      m_fault(new QLabel(body()))
{
    m_signer->setObjectName(QStringLiteral("signer"));
    m_reason->setObjectName(QStringLiteral("reason"));
    m_fault->setObjectName(QStringLiteral("reasonFault"));
    m_fault->setWordWrap(true);
    m_signerLabel->setBuddy(m_signer);
    m_reasonLabel->setBuddy(m_reason);
    auto* form = new QFormLayout;
    form->addRow(m_signerLabel, m_signer);
    form->addRow(m_reasonLabel, m_reason);
    form->addRow(QString(), m_fault);
    bodyLayout()->addLayout(form);
    connect(m_reason, &QLineEdit::textChanged, this, &DecisionDialog::check);
    retranslate();
    if (kind == Kind::Approve) {
        m_reason->setText(tr("Dossier checked"));
    }
    m_reason->setFocus();
    check();
}

void DecisionDialog::check()
{
    const Status holds = checkText(m_reason->text().toStdString(), "reason");
    setPrimaryEnabled(holds.ok() && !m_signers.empty());
    // An empty field needs no reproach, only a hint.
    m_fault->setText(m_reason->text().isEmpty() ? tr("It stays on the ledger, readable for every party.")
                     : holds.ok()               ? QString()
                                                : inputFault(holds.error()));
}

void DecisionDialog::submit()
{
    setBusy(true);
    banner().clear();
    m_task = m_context.session.change(
        this,
        AuditNote{actionOf(m_kind), m_signer->currentData().toString().toStdString(), {{"mn", m_mn.toStdString()}}},
        [work = m_work, organisation = m_signer->currentData().toString().toStdString(),
         reason = m_reason->text().toStdString()](OpenKeys& unlocked) -> Result<Hash256> {
            MS_ASSIGN(const Hash256 hash, work(unlocked, organisation, reason));
            MS_TRY(unlocked.chain.flush());
            return hash;
        },
        [this](Result<Hash256> result) {
            setBusy(false);
            if (!result) {
                banner().showError(result.error());
                return;
            }
            m_context.session.ledger()->poll();
            emit done(text(result->hex()));
            accept();
        });
}

void DecisionDialog::retranslate()
{
    switch (m_kind) {
    case Kind::Approve:
        setTexts(
            tr("Approve meter %1").arg(m_mn),
            tr("Your organisation confirms the dossier. With the other party's approval the meter can be activated. "
               "An approval cannot be taken back; a meter can be suspended or retired later."),
            tr("Approve"));
        break;
    case Kind::Reject:
        setTexts(tr("Reject meter %1").arg(m_mn),
                 tr("This ends the registration, whatever the other party says. The meter id is free again; the wallet "
                    "address "
                    "is not: registering again makes a new wallet."),
                 tr("Reject"));
        break;
    case Kind::Suspend:
        setTexts(tr("Suspend meter %1").arg(m_mn),
                 tr("No batch of this meter is accepted until it is resumed. What was anchored stays valid."),
                 tr("Suspend"));
        break;
    case Kind::Resume:
        setTexts(tr("Resume meter %1").arg(m_mn), tr("Batches of this meter are accepted again."), tr("Resume"));
        break;
    case Kind::Retire:
        setTexts(tr("Retire meter %1").arg(m_mn),
                 tr("This is final: the meter never anchors again, and its id, wallet address and key are never given "
                    "to another. "
                    "What was anchored stays valid."),
                 tr("Retire for good"));
        break;
    }
    m_signerLabel->setText(tr("Signed by"));
    m_reasonLabel->setText(tr("Reason"));
    m_signer->setAccessibleName(m_signerLabel->text());
    m_reason->setAccessibleName(m_reasonLabel->text());
    fillSigners(*m_signer, m_signers);
    check();
}

}  // namespace meterseal::ui
