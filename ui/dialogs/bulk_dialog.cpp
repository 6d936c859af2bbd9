#include "dialogs/bulk_dialog.h"

#include "dialogs/signers.h"
#include "format/texts.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr std::size_t kMetersAtOnce = 50;  // meters a step: a step holds the keys and seals its own block
constexpr int kBulkPollMs = 150;

struct BulkTexts {
    Q_DECLARE_TR_FUNCTIONS(Bulk)
};

QString doubtInWords(const BulkMeter& meter)
{
    switch (meter.doubt) {
    case BulkDoubt::None:
        return BulkTexts::tr("Everything that can be computed is in order");
    case BulkDoubt::State:
        return BulkTexts::tr("Not in a state in which this can be done");
    case BulkDoubt::Address:
        return BulkTexts::tr("The address does not belong to the public key");
    case BulkDoubt::Signature:
        return BulkTexts::tr("What was signed does not hold");
    case BulkDoubt::Expired:
        return BulkTexts::tr("The activation token is over");
    case BulkDoubt::Maker:
        return BulkTexts::tr("No manufacturer on this ledger has this name");
    case BulkDoubt::SamePlace:
        return BulkTexts::tr("Same location as %1").arg(text(meter.sameAs));
    }
    return {};
}

QString stateInWords(const BulkMeter& meter)
{
    switch (meter.outcome) {
    case BulkMeter::Outcome::None:
        return doubtInWords(meter);
    case BulkMeter::Outcome::Done:
        return meter.error ? BulkTexts::tr("Done, but not activated: %1")
                                 .arg(reasonSentence(meter.error->reason, meter.error->message))
                           : BulkTexts::tr("Done");
    case BulkMeter::Outcome::Activated:
        return BulkTexts::tr("Done and activated");
    case BulkMeter::Outcome::Failed:
        return reasonSentence(meter.error->reason, meter.error->message);
    }
    return {};
}

Tone toneOf(const BulkMeter& meter)
{
    using Outcome = BulkMeter::Outcome;
    if (meter.outcome == Outcome::None) {
        const bool broken = meter.doubt == BulkDoubt::Address || meter.doubt == BulkDoubt::Signature;
        return meter.doubt == BulkDoubt::None ? Tone::Neutral : broken ? Tone::Bad : Tone::Warn;
    }
    return meter.outcome == Outcome::Failed ? Tone::Bad : meter.error ? Tone::Warn : Tone::Ok;
}

constexpr Qt::Alignment kBulkLeft = Qt::AlignLeft | Qt::AlignVCenter;

const Column<BulkMeter> kBulkColumns[] = {
    {{"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kBulkLeft, 150},
     [](const BulkMeter& m, const Format&) { return text(m.mn); }},
    {{"location", QT_TRANSLATE_NOOP("Columns", "Location"), nullptr, kBulkLeft, 200},
     [](const BulkMeter& m, const Format&) { return text(m.location); }},
    {{"result", QT_TRANSLATE_NOOP("Columns", "Result"), nullptr, kBulkLeft, 300},
     [](const BulkMeter& m, const Format&) { return stateInWords(m); },
     {},
     {},
     {},
     toneOf},
};

const char* actionOf(BulkKind kind)
{
    switch (kind) {
    case BulkKind::Approve:
        return "meter.approve";
    case BulkKind::Reject:
        return "meter.reject";
    case BulkKind::Activate:
        return "meter.activate";
    case BulkKind::Suspend:
        return "meter.suspend";
    case BulkKind::Resume:
        return "meter.resume";
    }
    return "";
}

}  // namespace

BulkDialog::BulkDialog(const PageContext& context, BulkKind kind, std::vector<std::uint32_t> ids, QWidget* parent)
    : TaskDialog(context, QStringLiteral("bulkDialog"), parent),
      m_kind(kind),
      m_ids(std::move(ids)),
      m_model(new RowsModel<BulkMeter>(context.format, kBulkColumns)),
      m_table(new DataTable(QStringLiteral("bulkTable"), m_model, body())),
      m_summary(new QLabel(body())),
      m_signerLabel(new QLabel),
      m_reasonLabel(new QLabel),
      m_reason(new QLineEdit),
      m_activate(new QCheckBox),
      m_order(new QWidget(body())),
      m_progress(new ProgressStrip(body()))
{
    m_summary->setObjectName(QStringLiteral("bulkSummary"));
    m_reason->setObjectName(QStringLiteral("bulkReason"));
    m_activate->setObjectName(QStringLiteral("bulkActivate"));
    m_summary->setWordWrap(true);
    m_reasonLabel->setBuddy(m_reason);
    m_reason->setMaximumWidth(theme::kNameWidth);
    auto* form = new QFormLayout(m_order);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFormAlignment(Qt::AlignLeft);
    bodyLayout()->addWidget(m_summary);
    bodyLayout()->addWidget(m_order);
    bodyLayout()->addWidget(m_progress);
    bodyLayout()->addWidget(m_table, 1);
    resize(820, 640);
    m_poll.setInterval(kBulkPollMs);
    connect(&m_poll, &QTimer::timeout, this, &BulkDialog::refresh);
    connect(m_progress, &ProgressStrip::stopRequested, this, [this] {
        m_stop = true;
        if (m_step == Step::Reading) {
            m_task.cancel();
            TaskDialog::reject();
        }
    });
    connect(m_reason, &QLineEdit::textChanged, this, &BulkDialog::refresh);
    connect(m_activate, &QCheckBox::toggled, this, &BulkDialog::refresh);
    m_reason->setText(kind == BulkKind::Approve ? tr("Dossiers checked") : QString());
    m_reason->setVisible(kind != BulkKind::Activate);
    m_activate->setChecked(kind == BulkKind::Approve);
    m_activate->setVisible(kind == BulkKind::Approve);
    retranslate();
    findSigning();
}

void BulkDialog::findSigning()
{
    const bool both = m_kind == BulkKind::Approve || m_kind == BulkKind::Reject;
    const auto found = [this](Result<std::vector<Organisation>> signers) {
        if (!signers) {
            banner().showError(signers.error());
            return;
        }
        auto* form = static_cast<QFormLayout*>(m_order->layout());
        for (Organisation& one : *signers) {
            auto* choice = new QCheckBox(signerName(one), m_order);
            choice->setObjectName(QStringLiteral("signer_") + text(one.id));
            // Who rejects does it once; an approval is needed of both.
            choice->setChecked(m_signers.empty() || m_kind == BulkKind::Approve);
            connect(choice, &QCheckBox::toggled, this, &BulkDialog::refresh);
            form->addRow(m_signers.empty() ? m_signerLabel : new QLabel, choice);
            m_signers.emplace_back(std::move(one), choice);
        }
        form->addRow(m_reasonLabel, m_reason);
        form->addRow(new QLabel, m_activate);
        read();
    };
    if (m_kind == BulkKind::Activate) {
        m_order->hide();
        read();
    } else if (both) {
        m_looking = findSigners(m_context.session, this, {Role::Utility, Role::Manufacturer}, found);
    } else {
        m_looking = findSigners(m_context.session, this, {Role::Utility}, found);
    }
}

void BulkDialog::read()
{
    m_progress->start(tr("Looking at the dossiers…"));
    m_poll.start();
    m_task = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background,
        [kind = m_kind, ids = m_ids, seen = m_seen](LedgerReader& reader, std::stop_token stop) {
            return readBulk(reader, kind, ids, stop, seen);
        },
        [this](Result<std::vector<BulkMeter>> meters) {
            m_poll.stop();
            m_progress->finish();
            if (!meters) {
                banner().showError(meters.error());
                return;
            }
            // What needs a person comes first.
            std::stable_partition(meters->begin(), meters->end(),
                                  [](const BulkMeter& meter) { return meter.doubt != BulkDoubt::None; });
            m_model->setRows(std::move(*meters));
            m_step = Step::Asking;
            refresh();
        });
}

std::vector<int> BulkDialog::ready() const
{
    std::vector<int> rows;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_model->rows()[static_cast<std::size_t>(i)].doubt == BulkDoubt::None) {
            rows.push_back(i);
        }
    }
    return rows;
}

void BulkDialog::submit()
{
    m_left = ready();
    m_asked = m_left.size();
    std::reverse(m_left.begin(), m_left.end());  // taken from the back
    m_step = Step::Signing;
    m_stop = false;
    m_order->setEnabled(false);
    banner().clear();
    m_progress->start({});
    refresh();
    signNext();
}

void BulkDialog::signNext()
{
    if (m_left.empty() || m_stop) {
        end();
        return;
    }
    std::vector<int> rows;
    std::vector<BulkMeter> meters;
    while (!m_left.empty() && rows.size() < kMetersAtOnce) {
        rows.push_back(m_left.back());
        meters.push_back(m_model->rows()[static_cast<std::size_t>(m_left.back())]);
        m_left.pop_back();
    }
    BulkOrder order{
        m_kind, {}, m_reason->text().toStdString(), m_activate->isVisibleTo(this) && m_activate->isChecked()};
    for (const auto& [organisation, choice] : m_signers) {
        if (choice->isChecked()) {
            order.signers.push_back(organisation);
        }
    }
    m_task = m_context.session.change(
        this,
        [order, meters = std::move(meters)](OpenKeys& unlocked) mutable -> Result<std::vector<BulkMeter>> {
            MS_TRY(doBulk(unlocked, order, meters));
            return std::move(meters);
        },
        [this, rows, order](Result<std::vector<BulkMeter>> done) {
            if (!done) {
                banner().showError(done.error());
                m_stop = true;
                end();
                return;
            }
            for (std::size_t i = 0; i < rows.size(); ++i) {
                BulkMeter& meter = (*done)[i];
                AuditNote note{actionOf(m_kind), {}, {{"mn", meter.mn}}};
                for (const Organisation& signer : order.signers) {
                    note.organisation += (note.organisation.empty() ? "" : ", ") + signer.id;
                }
                if (meter.outcome == BulkMeter::Outcome::Failed) {
                    note.result = *meter.error;
                }
                m_context.session.record(std::move(note));
                if (meter.outcome == BulkMeter::Outcome::Activated && m_kind != BulkKind::Activate) {
                    m_context.session.record(AuditNote{"meter.activate", {}, {{"mn", meter.mn}}});
                }
                m_model->setRow(rows[i], std::move(meter));
            }
            m_context.session.ledger()->poll();
            refresh();
            signNext();
        });
}

void BulkDialog::end()
{
    m_step = Step::Done;
    m_progress->finish();
    m_context.session.ledger()->poll();
    refresh();
    emit changed();
}

void BulkDialog::reject()
{
    if (m_step == Step::Signing) {
        m_stop = true;  // what is being signed is finished; end() says what was not
        return;
    }
    TaskDialog::reject();
}

QString BulkDialog::title() const
{
    const int count = static_cast<int>(m_ids.size());
    switch (m_kind) {
    case BulkKind::Approve:
        return tr("Approve %Ln meter(s)", nullptr, count);
    case BulkKind::Reject:
        return tr("Reject %Ln meter(s)", nullptr, count);
    case BulkKind::Activate:
        return tr("Activate %Ln meter(s)", nullptr, count);
    case BulkKind::Suspend:
        return tr("Suspend %Ln meter(s)", nullptr, count);
    case BulkKind::Resume:
        return tr("Resume %Ln meter(s)", nullptr, count);
    }
    return {};
}

void BulkDialog::refresh()
{
    const Format& format = m_context.format;
    const auto& rows = m_model->rows();
    const auto count = [&rows](auto holds) {
        return static_cast<std::uint64_t>(std::count_if(rows.begin(), rows.end(), holds));
    };
    using Outcome = BulkMeter::Outcome;
    const std::uint64_t clear = ready().size();
    const std::uint64_t done =
        count([](const BulkMeter& m) { return m.outcome == Outcome::Done || m.outcome == Outcome::Activated; });
    const std::uint64_t failed = count([](const BulkMeter& m) { return m.outcome == Outcome::Failed; });
    const std::uint64_t active = count([](const BulkMeter& m) { return m.outcome == Outcome::Activated; });
    switch (m_step) {
    case Step::Reading:
        m_progress->setProgress(m_seen->get(), m_ids.size(), tr("Looking at the dossiers…"));
        break;
    case Step::Asking:
        m_summary->setText(rows.size() == clear
                               ? tr("%1 will be signed.").arg(format.number(clear))
                               : tr("%1 will be signed. %2 are left alone, at the top of the list: a person must judge "
                                    "each of them.")
                                     .arg(format.number(clear), format.number(rows.size() - clear)));
        break;
    case Step::Signing:
        m_progress->setProgress(m_asked - m_left.size(), m_asked,
                                tr("%1 of %2 signed").arg(format.number(done), format.number(m_asked)));
        break;
    case Step::Done:
        m_summary->setText(tr("%1 done, of them %2 activated; %3 failed; %4 not touched.")
                               .arg(format.number(done), format.number(active), format.number(failed),
                                    format.number(rows.size() - done - failed)));
        break;
    }
    const bool signer =
        m_kind == BulkKind::Activate ||
        std::any_of(m_signers.begin(), m_signers.end(), [](const auto& one) { return one.second->isChecked(); });
    const bool reason = m_kind == BulkKind::Activate || !m_reason->text().trimmed().isEmpty();
    setPrimaryVisible(m_step != Step::Done);
    setPrimaryEnabled(m_step == Step::Asking && clear > 0 && signer && reason);
    setCancelText(m_step == Step::Done ? tr("Close") : QString());
    if (m_step != Step::Done) {
        retranslateTitle(clear);
    }
}

void BulkDialog::retranslateTitle(std::uint64_t clear)
{
    const QString number = m_context.format.number(clear);
    QString primary;
    switch (m_kind) {
    case BulkKind::Approve:
        primary = tr("Approve %1").arg(number);
        break;
    case BulkKind::Reject:
        primary = tr("Reject %1").arg(number);
        break;
    case BulkKind::Activate:
        primary = tr("Activate %1").arg(number);
        break;
    case BulkKind::Suspend:
        primary = tr("Suspend %1").arg(number);
        break;
    case BulkKind::Resume:
        primary = tr("Resume %1").arg(number);
        break;
    }
    setTexts(title(), {}, primary);
}

void BulkDialog::retranslate()
{
    m_signerLabel->setText(tr("Signed by"));
    m_reasonLabel->setText(tr("Reason"));
    m_reasonLabel->setVisible(m_kind != BulkKind::Activate);
    m_reason->setAccessibleName(m_reasonLabel->text());
    m_activate->setText(tr("Also activate what both parties have approved"));
    m_table->setTitle(title());
    setTexts(title(), {}, title());
    refresh();
}

}  // namespace meterseal::ui
