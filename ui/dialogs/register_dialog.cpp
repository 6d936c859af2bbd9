#include "dialogs/register_dialog.h"

#include "dialogs/slip_view.h"
#include "meterseal/base/text.h"
#include "models/meter_list_model.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QStackedWidget>

namespace meterseal::ui {

namespace {

constexpr int kUsualTokenDays = 90;
constexpr int kMostTokenDays = 3650;
constexpr int kLookUpAfterMs = 150;

// As core will take it: brought to NFC, then the text rules.
Status checkTyped(const QString& typed)
{
    MS_ASSIGN(const std::string nfc, toNfc(typed.toStdString(), "text"));
    return checkText(nfc, "text");
}

}  // namespace

RegisterDialog::RegisterDialog(const PageContext& context, QWidget* parent)
    : TaskDialog(context, QStringLiteral("registerDialog"), parent),
      m_steps(new QStackedWidget(body())),
      m_signer(new QComboBox),
      m_days(new QSpinBox),
      m_signerLabel(new QLabel),
      m_daysLabel(new QLabel),
      m_passwordLabel(new QLabel),
      m_passwordNote(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_slip(new SlipView(context, this))
{
    buildForm();
    m_steps->addWidget(m_slip);
    bodyLayout()->addWidget(m_steps);
    m_lookUpSoon.setSingleShot(true);
    m_lookUpSoon.setInterval(kLookUpAfterMs);
    connect(&m_lookUpSoon, &QTimer::timeout, this, &RegisterDialog::lookUp);
    connect(m_mn.edit, &QLineEdit::textChanged, this, [this] {
        m_taken.reset();
        check();
        m_lookUpSoon.start();
    });
    m_signers = findSigners(
        context.session, this, {Role::Utility, Role::Manufacturer},
        [this](const Result<std::vector<Organisation>>& found) {
            if (!found) {
                banner().showError(found.error());
                return;
            }
            m_signersKnown = true;
            fillSigners(*m_signer, *found);
            if (found->empty()) {
                banner().showMessage(Tone::Warn, tr("No key to register with"),
                                     tr("Only a water utility or a manufacturer registers meters, and this key store "
                                        "holds the key of neither."));
            }
            check();
        });
    retranslate();
    m_mn.edit->setFocus();
}

void RegisterDialog::buildForm()
{
    auto* page = new QWidget(m_steps);
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme::kSection);
    form->setVerticalSpacing(theme::kTight);
    m_mn = makeField("mn", form);
    m_location = makeField("location", form);
    m_manufacturer = makeField("manufacturer", form);
    m_signer->setObjectName(QStringLiteral("signer"));
    m_days->setObjectName(QStringLiteral("tokenDays"));
    m_days->setRange(1, kMostTokenDays);
    m_days->setValue(kUsualTokenDays);
    m_signerLabel->setBuddy(m_signer);
    m_daysLabel->setBuddy(m_days);
    m_passwordNote->setWordWrap(true);
    form->addRow(m_signerLabel, m_signer);
    form->addRow(m_daysLabel, m_days);
    form->addRow(m_passwordLabel, m_passwordNote);
    m_steps->addWidget(page);
}

RegisterDialog::Field RegisterDialog::makeField(const char* name, QFormLayout* form)
{
    Field field{new QLabel, new QLineEdit, new QLabel};
    field.edit->setObjectName(QString::fromLatin1(name));
    field.fault->setObjectName(QString::fromLatin1(name) + QStringLiteral("Fault"));
    field.fault->setWordWrap(true);
    field.label->setBuddy(field.edit);
    form->addRow(field.label, field.edit);
    form->addRow(QString(), field.fault);
    connect(field.edit, &QLineEdit::textChanged, this, &RegisterDialog::check);
    return field;
}

void RegisterDialog::say(Field& field, const QString& fault)
{
    // An untouched field is not wrong yet; the line below it stays as high as one line, so that nothing jumps.
    const bool quiet = field.edit->text().isEmpty();
    field.fault->setText(quiet || fault.isEmpty() ? QStringLiteral(" ") : fault);
    QPalette own = palette();
    own.setColor(QPalette::WindowText, theme::colourOf(own, Tone::Bad));
    field.fault->setPalette(own);
    field.edit->setAccessibleDescription(fault);
}

void RegisterDialog::check()
{
    const auto faultOf = [](const Status& status) { return status.ok() ? QString() : inputFault(status.error()); };
    const Status mn = checkMeterId(m_mn.edit->text().toStdString());
    const Status location = checkTyped(m_location.edit->text());
    const Status manufacturer = checkTyped(m_manufacturer.edit->text());
    say(m_mn, m_taken ? inputFault(*m_taken) : faultOf(mn));
    say(m_location, faultOf(location));
    say(m_manufacturer, faultOf(manufacturer));
    setPrimaryEnabled(mn.ok() && !m_taken && location.ok() && manufacturer.ok() && m_signer->count() > 0);
}

void RegisterDialog::lookUp()
{
    const std::string mn = m_mn.edit->text().toStdString();
    if (!checkMeterId(mn).ok()) {
        return;
    }
    m_lookUp = m_context.session.ledger()->query(
        this,
        [mn](LedgerReader& reader) -> Result<bool> {
            const auto found = reader.meterByMn(mn);
            if (!found) {
                return found.error().code == ErrorCode::NotFound ? Result<bool>(false) : Result<bool>(found.error());
            }
            return found->entry.state != MeterState::Rejected;
        },
        [this](const Result<bool>& taken) {
            // Where it could not be looked up, the ledger itself will say.
            if (taken.ok() && *taken) {
                m_taken = makeError(ErrorCode::Conflict, "tx.mn-in-use", "This meter id is on the ledger already.");
            }
            check();
        });
}

void RegisterDialog::submit()
{
    Dossier dossier;
    dossier.mn = m_mn.edit->text().toStdString();
    dossier.location = m_location.edit->text().toStdString();
    dossier.manufacturer = m_manufacturer.edit->text().toStdString();
    setBusy(true);
    banner().clear();
    m_task = m_context.session.change(
        this, AuditNote{"meter.register", m_signer->currentData().toString().toStdString(), {{"mn", dossier.mn}}},
        [dossier, organisation = m_signer->currentData().toString().toStdString(),
         validity = std::chrono::hours(24 * m_days->value())](OpenKeys& unlocked) {
            return registerOne(unlocked, dossier, organisation, validity);
        },
        [this](Result<RegisteredMeter> done) {
            setBusy(false);
            if (!done) {
                banner().showError(done.error());
                return;
            }
            showSlip(std::move(done).value());
        });
}

void RegisterDialog::showSlip(RegisteredMeter done)
{
    m_done = text(done.registered.mn);
    std::vector<ActivationSlip> slips;
    slips.push_back(std::move(done.slip));
    m_slip->setSlips(std::move(slips));
    m_steps->setCurrentWidget(m_slip);
    setPrimaryVisible(false);
    retranslate();
    resize(820, 640);
    m_context.session.ledger()->poll();
    emit registered(*m_done);
}

void RegisterDialog::retranslate()
{
    if (m_done) {
        setCancelText(tr("Close"));
        setTexts(tr("Meter %1 is registered").arg(*m_done),
                 tr("It is on the ledger and waits for the review of utility and manufacturer. Hand the slip to the "
                    "person who "
                    "installs the meter."),
                 {});
        return;
    }
    setTexts(tr("Register a meter"),
             tr("The dossier goes onto the ledger as you type it here and cannot be changed later. The wallet is "
                "derived from it and "
                "a generated password."),
             tr("Register"));
    m_mn.label->setText(tr("Meter id"));
    m_location.label->setText(tr("Location"));
    m_manufacturer.label->setText(tr("Manufacturer"));
    m_signerLabel->setText(tr("Signed by"));
    m_daysLabel->setText(tr("Token valid for"));
    m_days->setSuffix(tr(" days"));
    m_passwordLabel->setText(tr("Password"));
    m_passwordNote->setText(
        tr("Generated: 32 random bytes. It comes on the activation slip and is kept in the key store."));
    for (Field* field : {&m_mn, &m_location, &m_manufacturer}) {
        field->edit->setAccessibleName(field->label->text());
    }
    m_signer->setAccessibleName(m_signerLabel->text());
    m_days->setAccessibleName(m_daysLabel->text());
    check();
}

}  // namespace meterseal::ui
