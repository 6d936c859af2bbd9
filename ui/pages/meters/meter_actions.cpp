#include "pages/meters/meter_actions.h"

#include "dialogs/activate_dialog.h"
#include "dialogs/evidence_dialog.h"
#include "dialogs/slip_dialog.h"
#include "dialogs/unlock_dialog.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace meterseal::ui {

MeterActions::MeterActions(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_why(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this))
{
    onLanguage(this, [this] { refresh(); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    m_why->setObjectName(QStringLiteral("whyNoMeterActions"));
    layout->addWidget(m_why);
    m_review = makeButton("reviewMeter");
    m_resume = makeButton("resumeMeter");
    m_activate = makeButton("activateMeter");
    for (QPushButton* next : {m_review, m_resume, m_activate}) {
        theme::setRole(next, theme::Role::Primary);
    }
    m_more = makeButton("moreOfMeter");
    auto* menu = new QMenu(m_more);
    m_slip = makeAction("slipOfMeter");
    m_suspend = makeAction("suspendMeter");
    m_retire = makeAction("retireMeter");
    m_evidence = makeAction("evidenceOfMeter");
    m_evidence->setIcon(icon(QStringLiteral("evidence")));
    menu->addActions({m_evidence, m_slip, m_suspend});
    menu->addSeparator();
    menu->addAction(m_retire);
    m_more->setMenu(menu);
    m_slip->setIcon(icon(QStringLiteral("print")));
    const auto keyed = [this](auto action) {
        return [this, action] { whenUnlocked(m_context, this, [this, action] { (this->*action)(); }); };
    };
    const auto deciding = [this](DecisionDialog::Kind kind, MeterAction action) {
        return [this, kind, action] { whenUnlocked(m_context, this, [this, kind, action] { decide(kind, action); }); };
    };
    connect(m_review, &QPushButton::clicked, this,
            [this] { m_context.navigator.go(QStringLiteral("reviews/%1").arg(m_meter->id)); });
    connect(m_slip, &QAction::triggered, this, keyed(&MeterActions::makeSlip));
    connect(m_activate, &QPushButton::clicked, this, keyed(&MeterActions::activate));
    connect(m_suspend, &QAction::triggered, this, deciding(DecisionDialog::Kind::Suspend, MeterAction::Suspend));
    connect(m_resume, &QPushButton::clicked, this, deciding(DecisionDialog::Kind::Resume, MeterAction::Resume));
    connect(m_retire, &QAction::triggered, this, deciding(DecisionDialog::Kind::Retire, MeterAction::Retire));
    connect(m_evidence, &QAction::triggered, this, [this] {
        (new EvidenceDialog(m_context, {{}, {}, {}, text(m_meter->mn), {}, {}}, this))->open();
    });
    refresh();
}

QPushButton* MeterActions::makeButton(const char* name)
{
    auto* button = new QPushButton(this);
    button->setObjectName(QString::fromLatin1(name));
    layout()->addWidget(button);
    return button;
}

QAction* MeterActions::makeAction(const char* name)
{
    auto* action = new QAction(this);
    action->setObjectName(QString::fromLatin1(name));
    return action;
}

void MeterActions::setMeter(const std::optional<MeterEntry>& meter)
{
    m_meter = meter;
    m_task.cancel();
    refresh();
}

void MeterActions::refresh()
{
    const bool writable = m_meter && !m_context.session.readOnly();
    const auto in = [&](std::initializer_list<MeterState> states) {
        return writable && std::find(states.begin(), states.end(), m_meter->state) != states.end();
    };
    m_review->setVisible(in({MeterState::Pending}));
    m_slip->setVisible(in({MeterState::Pending, MeterState::Approved}));
    m_activate->setVisible(in({MeterState::Approved}));
    m_suspend->setVisible(in({MeterState::Active}));
    m_resume->setVisible(in({MeterState::Suspended}));
    m_retire->setVisible(in({MeterState::Approved, MeterState::Active, MeterState::Suspended}));
    m_review->setText(tr("Review…"));
    m_slip->setText(tr("Activation slip…"));
    m_activate->setText(tr("Activate…"));
    m_suspend->setText(tr("Suspend…"));
    m_resume->setText(tr("Resume…"));
    m_retire->setText(tr("Retire…"));
    m_evidence->setText(tr("Make evidence…"));
    // Read-only too: nothing on the ledger changes.
    m_evidence->setVisible(m_meter && m_meter->state != MeterState::Pending && m_meter->state != MeterState::Rejected &&
                           m_meter->state != MeterState::Approved);
    m_more->setVisible(m_evidence->isVisible() || m_slip->isVisible() || m_suspend->isVisible() ||
                       m_retire->isVisible());
    m_more->setText(QStringLiteral("…"));
    m_more->setToolTip(tr("More that can be done with this meter"));
    m_more->setAccessibleName(m_more->toolTip());
    QString why;
    if (m_meter && !writable) {
        why = tr("Opened read-only: the meter's state cannot be changed here.");
    } else if (in({MeterState::Retired})) {
        why = tr("Retired: its state cannot change any more.");
    } else if (in({MeterState::Rejected})) {
        why = tr("Rejected: the meter has to be registered again.");
    }
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
}

void MeterActions::decide(DecisionDialog::Kind kind, MeterAction action)
{
    m_task = findSigners(
        m_context.session, this, {Role::Utility}, [this, kind, action](Result<std::vector<Organisation>> found) {
            if (!found) {
                emit failed(found.error());
                return;
            }
            if (found->empty()) {
                emit explained(Tone::Warn, tr("Only the water utility may do this"),
                               tr("The key store on this machine holds no utility's key. Nothing was sent."));
                return;
            }
            const auto work = [action, mn = m_meter->mn](OpenKeys& unlocked, const std::string& organisation,
                                                         const std::string& reason) {
                return unlocked.meters.changeState(action, mn, organisation, reason);
            };
            auto* dialog = new DecisionDialog(m_context, kind, text(m_meter->mn), std::move(found).value(), work, this);
            connect(dialog, &DecisionDialog::done, this, &MeterActions::changed);
            dialog->open();
        });
}

void MeterActions::activate()
{
    m_task = m_context.session.change(
        this,
        [address = m_meter->address](OpenKeys& unlocked) -> Result<ActivationMeans> {
            return meansOf(unlocked, address);
        },
        [this](const Result<ActivationMeans>& means) {
            if (!means) {
                emit failed(means.error());
                return;
            }
            auto* dialog = new ActivateDialog(m_context, *m_meter, *means, this);
            connect(dialog, &ActivateDialog::done, this, &MeterActions::changed);
            dialog->open();
        });
}

void MeterActions::makeSlip()
{
    m_task = m_context.session.change(
        this, AuditNote{"meter.slip", {}, {{"mn", m_meter->mn}}},
        [address = m_meter->address, expires = m_meter->tokenExpires](OpenKeys& unlocked) {
            return slipOf(unlocked, address, expires);
        },
        [this](Result<ActivationSlip> slip) {
            if (!slip) {
                emit failed(slip.error());
                return;
            }
            std::vector<ActivationSlip> one;
            one.push_back(std::move(slip).value());
            (new SlipDialog(m_context, std::move(one), 0, this))->open();
        });
}

}  // namespace meterseal::ui
