#include "shell/status_strip.h"

#include "format/error_text.h"
#include "format/texts.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace meterseal::ui {

StatusStrip::StatusStrip(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_ledger(new ScaledLabel(ScaledLabel::Kind::Caption, {}, this)),
      m_height(new ScaledLabel(ScaledLabel::Kind::Caption, {}, this)),
      m_role(new ScaledLabel(ScaledLabel::Kind::Caption, {}, this)),
      m_queue(new ScaledLabel(ScaledLabel::Kind::Caption, {}, this)),
      m_lock(new QToolButton(this))
{
    setObjectName(QStringLiteral("statusStrip"));
    m_ledger->setObjectName(QStringLiteral("statusLedger"));
    m_height->setObjectName(QStringLiteral("statusHeight"));
    m_role->setObjectName(QStringLiteral("statusRole"));
    m_queue->setObjectName(QStringLiteral("statusQueue"));
    m_lock->setObjectName(QStringLiteral("statusLock"));
    m_lock->setAutoRaise(true);
    m_lock->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, 1, theme::kMargin, 0);
    layout->setSpacing(theme::kSection);
    layout->addWidget(m_ledger);
    layout->addWidget(m_height);
    layout->addStretch();
    layout->addWidget(m_queue);
    layout->addWidget(m_role);
    layout->addWidget(m_lock);
    connect(&context.session, &Session::opened, this, [this] {
        connect(m_context.session.ledger(), &LedgerBridge::totalsChanged, this, &StatusStrip::refresh);
        connect(m_context.session.ledger(), &LedgerBridge::errorChanged, this, &StatusStrip::refresh);
        refresh();
    });
    connect(&context.session, &Session::lockChanged, this, &StatusStrip::refresh);
    onWords(this, context.format, [this] { refresh(); });
    connect(m_lock, &QToolButton::clicked, this, [this] {
        if (m_context.session.unlocked()) {
            m_context.session.lock();
        } else {
            m_context.navigator.go(QStringLiteral("settings/unlock"));
        }
    });
    m_timer.setInterval(1000);  // the age of the head grows even when nothing happens
    connect(&m_timer, &QTimer::timeout, this, &StatusStrip::refresh);
    m_timer.start();
}

void StatusStrip::refresh()
{
    const Session& session = m_context.session;
    const Workspace* const workspace = session.workspace();
    if (workspace == nullptr || session.ledger() == nullptr) {
        return;
    }
    const Format& format = m_context.format;
    const QString fingerprint = text(workspace->fingerprint().hex());
    m_ledger->setText(tr("%1 · %2").arg(text(workspace->genesis().chain), Format::shortHash(fingerprint)));
    m_ledger->setToolTip(
        tr("Ledger %1\nFingerprint %2\nFolder %3")
            .arg(text(workspace->genesis().chain), fingerprint, QString::fromStdString(workspace->folder().string())));
    const auto& totals = session.ledger()->totals();
    if (session.ledger()->error()) {
        m_height->setText(tr("The ledger cannot be read"));
        m_height->setToolTip(describe(*session.ledger()->error()).plain());
    } else if (!totals) {
        m_height->setText(tr("reading…"));
    } else if (!totals->head) {
        m_height->setText(tr("no block yet"));
    } else {
        m_height->setText(
            tr("Block %1, %2").arg(format.number(totals->height), format.age(totals->head->header.time, now())));
        m_height->setToolTip(format.timeInFull(totals->head->header.time));
    }
    const UploadBridge* const upload = session.upload();
    const bool waiting = upload != nullptr && upload->snapshot() && upload->snapshot()->oldestWaitingMs;
    m_queue->setVisible(waiting);
    if (waiting) {
        m_queue->setText(tr("Oldest in the queue: %1")
                             .arg(format.duration(static_cast<std::int64_t>(*upload->snapshot()->oldestWaitingMs))));
    }
    const bool unlocked = session.unlocked();
    m_role->setText(session.readOnly() ? tr("Read-only")
                    : unlocked         ? tr("Signing for %1").arg(session.ownOrganisations().join(QStringLiteral(", ")))
                                       : tr("Viewing"));
    m_lock->setVisible(!session.readOnly());
    m_lock->setIcon(icon(unlocked ? QStringLiteral("unlock") : QStringLiteral("lock")));
    m_lock->setText(unlocked ? tr("Unlocked") : tr("Locked"));
    m_lock->setToolTip(unlocked ? tr("Lock the key store (Ctrl+L)")
                                : tr("Unlock the key store, to sign and write (Ctrl+L)"));
    m_lock->setAccessibleName(m_lock->toolTip());
}

void StatusStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(theme::lineOf(palette()));
    painter.drawLine(0, 0, width(), 0);
}

}  // namespace meterseal::ui
