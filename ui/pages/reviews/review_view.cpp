#include "pages/reviews/review_view.h"

#include "dialogs/check_words.h"
#include "dialogs/unlock_dialog.h"
#include "format/error_text.h"
#include "format/texts.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/meter/meter_service.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/facts.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace meterseal::ui {

ReviewView::ReviewView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_derivationTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_decisionsTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_why(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_verdict(new ToneLabel),
      m_approve(new QPushButton),
      m_reject(new QPushButton),
      m_next(new QPushButton),
      m_banner(new Banner),
      m_note(new Banner),
      m_dossier(new Facts),
      m_derivation(new Facts),
      m_decisions(new Facts)
{
    build();
    for (Facts* facts : {m_dossier, m_derivation, m_decisions}) {
        connect(facts, &Facts::linkActivated, &context.navigator, &Navigator::go);
    }
    connect(m_approve, &QPushButton::clicked, this,
            [this] { whenUnlocked(m_context, this, [this] { decide(true); }); });
    connect(m_reject, &QPushButton::clicked, this,
            [this] { whenUnlocked(m_context, this, [this] { decide(false); }); });
    connect(m_next, &QPushButton::clicked, this, &ReviewView::nextWanted);
    connect(&context.session, &Session::lockChanged, this, &ReviewView::refreshActions);
    onWords(this, context.format, [this] { refresh(); });
    refresh();
}

void ReviewView::build()
{
    setObjectName(QStringLiteral("reviewView"));
    m_verdict->setObjectName(QStringLiteral("reviewVerdict"));
    m_approve->setObjectName(QStringLiteral("approve"));
    m_reject->setObjectName(QStringLiteral("reject"));
    m_next->setObjectName(QStringLiteral("nextReview"));
    m_why->setObjectName(QStringLiteral("whyNoDecision"));
    m_note->setObjectName(QStringLiteral("reviewNote"));
    // The one that cannot be taken back stands apart, at the other end.
    theme::setRole(m_approve, theme::Role::Primary);
    theme::setRole(m_reject, theme::Role::Destructive);
    m_banner->setClosable(false);
    m_why->setWordWrap(true);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
    column->setSpacing(theme::kGap);
    column->addWidget(m_title);
    column->addWidget(m_verdict);
    column->addWidget(m_banner);
    column->addWidget(m_note);
    column->addWidget(m_dossier);
    column->addSpacing(theme::kMargin);
    column->addWidget(m_derivationTitle);
    column->addWidget(m_derivation);
    column->addSpacing(theme::kMargin);
    column->addWidget(m_decisionsTitle);
    column->addWidget(m_decisions);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kGap);
    buttons->addWidget(m_reject);
    buttons->addWidget(m_why, 1);
    buttons->addStretch();
    buttons->addWidget(m_next);
    buttons->addWidget(m_approve);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(buttons);
}

void ReviewView::showRegistration(std::uint32_t id)
{
    m_id = id;
    m_data.reset();
    m_banner->clear();
    m_note->clear();
    refresh();
    load();
}

void ReviewView::load()
{
    m_request = m_context.session.ledger()->query(
        this, [id = m_id](LedgerReader& reader) { return readReview(reader, id); },
        [this](Result<ReviewData> answer) {
            if (!answer) {
                m_banner->showError(answer.error());
                return;
            }
            m_data = std::move(answer).value();
            refresh();
        });
}

QString ReviewView::title() const
{
    return m_data ? tr("Registration of meter %1").arg(text(m_data->row.entry.mn)) : tr("Registration");
}

void ReviewView::fillDossier()
{
    const Format& format = m_context.format;
    const MeterEntry& entry = m_data->row.entry;
    m_dossier->addLink(tr("Meter id"), text(entry.mn), QStringLiteral("meters/") + text(entry.mn));
    m_dossier->add(tr("Location"), text(entry.location));
    m_dossier->add(tr("Manufacturer"), text(entry.manufacturer));
    if (!m_data->makerIsMember) {
        m_dossier->addTone({}, Tone::Warn, tr("No manufacturer on this ledger has this name: look twice"));
    }
    m_dossier->add(
        tr("Submitted"),
        tr("%1, by %2 (%3)")
            .arg(format.time(m_data->row.registeredAt), text(m_data->submittedBy), texts::name(m_data->submitterRole)),
        format.timeInFull(m_data->row.registeredAt));
    const bool over = entry.tokenExpires < now();
    m_dossier->addTone(tr("Activation token"), over ? Tone::Bad : Tone::Neutral,
                       over ? tr("expired at %1").arg(format.time(entry.tokenExpires))
                            : tr("valid until %1").arg(format.time(entry.tokenExpires)));
    m_dossier->addHash(tr("Transaction"), text(entry.registerTx.hex()),
                       QStringLiteral("ledger/tx/") + text(entry.registerTx.hex()));
    m_dossier->addTone(tr("Fields"), m_data->sameAsTransaction ? Tone::Ok : Tone::Bad,
                       m_data->sameAsTransaction ? tr("Exactly as signed in the transaction")
                                                 : tr("Not what was signed in the transaction"));
    m_dossier->addTone(
        tr("Signatures"), m_data->signaturesHold ? Tone::Ok : Tone::Bad,
        m_data->signaturesHold ? tr("Hold: the submitter's, and the meter key's own")
        : m_data->signatureFault
            ? tr("Do not hold: %1").arg(reasonSentence(m_data->signatureFault->reason, m_data->signatureFault->message))
            : tr("The meter key did not sign"));
}

void ReviewView::fillDerivation()
{
    const MeterEntry& entry = m_data->row.entry;
    m_derivation->addHash(tr("1. Public key"), text(entry.publicKey.hex()));
    m_derivation->addHash(tr("2. Its SHA-256"), text(crypto::sha256(ByteView(entry.publicKey)).hex()));
    m_derivation->addHash(tr("3. That in Base58"), text(m_data->derivedAddress));
    m_derivation->addHash(tr("Address registered"), text(entry.address));
    m_derivation->addTone(tr("Result"), m_data->addressFits() ? Tone::Ok : Tone::Bad,
                          m_data->addressFits() ? tr("The same: the address belongs to this key")
                                                : tr("Not the same: the address belongs to another key"));
    m_derivation->add(tr("Check words"), checkWordsShown(entry.address, m_context.format.locale()));
}

void ReviewView::fillDecisions()
{
    const Format& format = m_context.format;
    const bool open = m_data->row.entry.state == MeterState::Pending;
    for (const Role role : {Role::Manufacturer, Role::Utility}) {
        bool spoken = false;
        for (const ReviewDecision& one : m_data->decisions) {
            if (one.role == role) {
                spoken = true;
                const QString what = one.approve ? tr("Approved by %1").arg(text(one.organisation))
                                                 : tr("Rejected by %1").arg(text(one.organisation));
                m_decisions->addTone(texts::name(role), one.approve ? Tone::Ok : Tone::Bad, what);
                m_decisions->add({}, tr("%1: “%2”").arg(format.time(one.time), text(one.reason)),
                                 format.timeInFull(one.time));
            }
        }
        if (!spoken) {
            m_decisions->addTone(texts::name(role), open ? Tone::Warn : Tone::Muted,
                                 open ? tr("Waiting") : tr("Did not decide"));
        }
    }
}

void ReviewView::refresh()
{
    m_title->setText(title());
    findChild<QScrollArea*>()->setAccessibleName(m_title->text());
    m_derivationTitle->setText(tr("Derivation of the address"));
    m_decisionsTitle->setText(tr("Decisions"));
    m_approve->setText(tr("Approve…"));
    m_reject->setText(tr("Reject…"));
    m_next->setText(tr("Next"));
    m_next->setToolTip(tr("The next registration on the list"));
    for (Facts* facts : {m_dossier, m_derivation, m_decisions}) {
        facts->clear();
    }
    for (QWidget* widget : {static_cast<QWidget*>(m_derivationTitle), static_cast<QWidget*>(m_decisionsTitle),
                            static_cast<QWidget*>(m_verdict)}) {
        widget->setVisible(m_data.has_value());
    }
    refreshActions();
    if (!m_data) {
        return;
    }
    const bool sound = m_data->addressFits() && m_data->sameAsTransaction && m_data->signaturesHold;
    m_verdict->setTone(sound ? Tone::Ok : Tone::Bad,
                       sound ? tr("What can be computed is in order. Whether the dossier is true, you have to know.")
                             : tr("A check below does not hold. Do not approve this registration."));
    fillDossier();
    fillDerivation();
    fillDecisions();
}

void ReviewView::refreshActions()
{
    const bool open = m_data && m_data->row.entry.state == MeterState::Pending;
    const bool writable = !m_context.session.readOnly();
    m_approve->setVisible(open && writable);
    m_reject->setVisible(open && writable);
    m_next->setVisible(m_data.has_value());
    m_why->setText(!m_data     ? QString()
                   : !open     ? tr("This registration has been decided: %1.").arg(texts::name(m_data->row.entry.state))
                   : !writable ? tr("Opened read-only: decisions cannot be made here.")
                               : QString());
}

void ReviewView::decide(bool approve)
{
    m_note->clear();
    m_signers = findSigners(
        m_context.session, this, {Role::Utility, Role::Manufacturer},
        [this, approve](Result<std::vector<Organisation>> found) {
            if (!found) {
                m_note->showError(found.error());
                return;
            }
            std::vector<Organisation> signers = std::move(found).value();
            // A role approves once, whichever of its organisations; any of them may still reject.
            if (approve) {
                std::erase_if(signers, [this](const Organisation& one) {
                    return one.role == Role::Utility ? m_data->row.entry.approvedByUtility
                                                     : m_data->row.entry.approvedByManufacturer;
                });
            }
            if (signers.empty()) {
                m_note->showMessage(Tone::Warn, tr("Nobody here can decide this"),
                                    tr("The key store on this machine holds no key of a party whose decision is still "
                                       "open. Nothing was sent."));
                return;
            }
            const auto work = [approve, registration = m_data->row.entry.registerTx](
                                  OpenKeys& unlocked, const std::string& organisation, const std::string& reason) {
                return unlocked.meters.review(registration, organisation, approve, reason);
            };
            auto* dialog =
                new DecisionDialog(m_context, approve ? DecisionDialog::Kind::Approve : DecisionDialog::Kind::Reject,
                                   text(m_data->row.entry.mn), std::move(signers), work, this);
            connect(dialog, &DecisionDialog::done, this, [this, approve] {
                m_note->showMessage(Tone::Ok, approve ? tr("Approved; it is on the ledger")
                                                      : tr("Rejected; it is on the ledger"));
                load();
                emit decided();
            });
            dialog->open();
        });
}

}  // namespace meterseal::ui
