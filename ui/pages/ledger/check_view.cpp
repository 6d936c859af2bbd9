#include "pages/ledger/check_view.h"

#include "format/error_text.h"
#include "meterseal/workspace/history.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kCheckSymbol = 40;
constexpr int kCheckPollMs = 200;

struct CheckTexts {
    Q_DECLARE_TR_FUNCTIONS(CheckTexts)
};

// Core names places in English; the usual ones have words of their own.
QString placeInWords(const LedgerFault& fault)
{
    const QString place = text(fault.place);
    static const QRegularExpression kTransaction(
        QStringLiteral("^transaction (\\d+) of block (\\d+) \\(seq (\\d+)\\)$"));
    static const QRegularExpression kBlock(QStringLiteral("^block (\\d+)$"));
    static const QRegularExpression kMeter(QStringLiteral("^meter (\\S+) \\(row (\\d+)\\)$"));
    if (const auto found = kTransaction.match(place); found.hasMatch()) {
        return CheckTexts::tr("block %1, transaction %2").arg(found.captured(2), found.captured(1));
    }
    if (const auto found = kBlock.match(place); found.hasMatch()) {
        return CheckTexts::tr("block %1").arg(found.captured(1));
    }
    if (const auto found = kMeter.match(place); found.hasMatch()) {
        return CheckTexts::tr("meter %1").arg(found.captured(1));
    }
    return place;
}

const Column<LedgerFault> kFaultColumns[] = {
    {{"place", QT_TRANSLATE_NOOP("Columns", "Where"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 220},
     [](const LedgerFault& f, const Format&) { return placeInWords(f); },
     [](const LedgerFault& f) { return text(f.place); }},
    {{"fault", QT_TRANSLATE_NOOP("Columns", "Fault"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 460},
     [](const LedgerFault& f, const Format&) { return reasonSentence(f.reason, f.message); },
     [](const LedgerFault& f) { return text(f.message); },
     [](const LedgerFault& f, const Format&) { return originalText(f.message); },
     {},
     [](const LedgerFault&) { return Tone::Bad; }},
    {{"reason", QT_TRANSLATE_NOOP("Columns", "Code"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 200, true},
     [](const LedgerFault& f, const Format&) { return text(f.reason); }},
};

class FaultsModel : public RowsModel<LedgerFault> {
public:
    explicit FaultsModel(const Format& format) : RowsModel(format, kFaultColumns) {}

protected:
    QString placeOf(const LedgerFault& fault) const override
    {
        static const QRegularExpression kBlockOf(QStringLiteral("(?:^| of )block (\\d+)"));
        const auto found = kBlockOf.match(text(fault.place));
        return found.hasMatch() ? QStringLiteral("ledger/block/") + found.captured(1) : QString();
    }
};

QString counted(const FsckSummary& summary, const Format& format)
{
    return CheckTexts::tr("%1 blocks, %2 transactions with %3 records, from the genesis document on.")
        .arg(format.number(summary.blocks), format.number(summary.transactions), format.number(summary.records));
}

}  // namespace

QString checkReport(const LedgerCheck& check, const Workspace& workspace, const Format& format)
{
    QStringList lines;
    lines << CheckTexts::tr("MeterSeal: check of a ledger") << QString();
    lines << CheckTexts::tr("Ledger: %1").arg(text(workspace.genesis().chain));
    lines << CheckTexts::tr("Fingerprint: %1").arg(text(workspace.fingerprint().hex()));
    lines << CheckTexts::tr("Begun: %1").arg(Format::isoTime(check.begun));
    lines << CheckTexts::tr("Ended: %1").arg(Format::isoTime(check.ended));
    lines << CheckTexts::tr("Checked: %1").arg(counted(check.summary, format));
    lines << CheckTexts::tr("Faults: %1").arg(format.number(check.summary.faults)) << QString();
    if (check.summary.faults == 0) {
        lines << CheckTexts::tr("Everything holds: hashes, seals and signatures, rules, links and totals.");
    }
    for (const LedgerFault& fault : check.faults) {
        lines << QStringLiteral("%1: %2 [%3]")
                     .arg(placeInWords(fault), reasonSentence(fault.reason, fault.message), text(fault.reason));
        lines << QStringLiteral("    %1: %2").arg(text(fault.place), text(fault.message));
    }
    if (check.faults.size() < check.summary.faults) {
        lines << CheckTexts::tr("The first %1 faults are listed.").arg(format.number(check.faults.size()));
    }
    return lines.join(u'\n') + u'\n';
}

CheckView::CheckView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_symbol(new IconLabel(kCheckSymbol, this)),
      m_state(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_detail(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_start(new QPushButton(this)),
      m_save(new QPushButton(icon(QStringLiteral("export")), {}, this)),
      m_progress(new ProgressStrip(this)),
      m_banner(new Banner(this)),
      m_model(new FaultsModel(context.format)),
      m_table(new DataTable(QStringLiteral("faultsTable"), m_model, this)),
      m_now(std::make_shared<Shared<Now>>())
{
    m_state->setObjectName(QStringLiteral("checkState"));
    m_detail->setObjectName(QStringLiteral("checkDetail"));
    m_start->setObjectName(QStringLiteral("checkStart"));
    m_save->setObjectName(QStringLiteral("checkSave"));
    m_progress->setObjectName(QStringLiteral("checkProgress"));
    m_banner->setObjectName(QStringLiteral("checkBanner"));
    m_detail->setWordWrap(true);
    theme::setRole(m_start, theme::Role::Primary);
    auto* words = new QVBoxLayout;
    words->setSpacing(theme::kTight);
    words->addWidget(m_state);
    words->addWidget(m_detail);
    auto* head = new QHBoxLayout;
    head->setSpacing(theme::kMargin);
    head->addWidget(m_symbol, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    head->addWidget(m_save, 0, Qt::AlignTop);
    head->addWidget(m_start, 0, Qt::AlignTop);
    auto* above = new QVBoxLayout;
    above->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, 0);
    above->setSpacing(theme::kGap);
    above->addLayout(head);
    above->addWidget(m_progress);
    above->addWidget(m_banner);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addLayout(above);
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
    m_progress->hide();
    m_poll.setInterval(kCheckPollMs);
    connect(&m_poll, &QTimer::timeout, this, &CheckView::showProgress);
    connect(m_start, &QPushButton::clicked, this, &CheckView::start);
    connect(m_save, &QPushButton::clicked, this, &CheckView::save);
    connect(m_progress, &ProgressStrip::stopRequested, this, &CheckView::stop);
    connect(m_table, &DataTable::activated, &context.navigator, &Navigator::go);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void CheckView::start()
{
    m_banner->clear();
    m_done.reset();
    m_stopped = false;
    m_model->setRows({});
    m_now->set({});
    m_checking = m_runner.run(
        this,
        [file = m_context.session.workspace()->ledgerFile(), workspace = *m_context.session.workspace(),
         reader = m_context.session.readerMaker(), now = m_now, audit = m_context.session.audit(),
         mode = m_context.session.readOnly() ? OpenMode::ReadOnly
                                             : OpenMode::Shared](const std::stop_token& stop) -> Result<LedgerCheck> {
            LedgerCheck check;
            check.begun = meterseal::now();
            FsckCallbacks callbacks;
            callbacks.fault = [&](const LedgerFault& fault) {
                if (check.faults.size() < kMostListed) {
                    check.faults.push_back(fault);
                }
                now->update([](Now& so) { ++so.faults; });
            };
            callbacks.progress = [&](const FsckProgress& at) { now->update([&](Now& so) { so.at = at; }); };
            auto summary = checkLedger(file, callbacks, stop, mode);
            if (summary) {
                check.summary = *summary;
                // A ledger may hold in itself and yet be less than what was there.
                MS_ASSIGN(LedgerReader open, reader());
                if (const Status fits = checkHistory(workspace, open); !fits.ok()) {
                    callbacks.fault({fits.error().reason, "history", fits.error().message});
                    ++check.summary.faults;
                }
            }
            check.ended = meterseal::now();
            if (audit && !(summary.ok() == false && summary.error().code == ErrorCode::Cancelled)) {
                audit->post({"verify.ledger",
                             {},
                             {},
                             {{"faults", std::to_string(check.summary.faults)}},
                             summary ? Status() : Status(summary.error())});
                audit->drain();
            }
            MS_TRY(summary);
            return check;
        },
        [this](Result<LedgerCheck> check) { ended(std::move(check)); });
    m_progress->start(tr("Checking…"));
    m_poll.start();
    refresh();
}

void CheckView::stop()
{
    m_checking.cancel();
    m_poll.stop();
    m_progress->finish();
    m_stopped = true;
    refresh();
}

void CheckView::ended(Result<LedgerCheck> check)
{
    m_poll.stop();
    m_progress->finish();
    if (check) {
        m_done = std::move(check).value();
        m_model->setRows(m_done->faults);
    } else {
        m_banner->showError(check.error());
    }
    refresh();
}

void CheckView::showProgress()
{
    const Now now = m_now->get();
    const Format& format = m_context.format;
    m_progress->setProgress(now.at.transactionsDone, now.at.transactionsTotal,
                            tr("%1 of %2 transactions checked, %3 faults so far")
                                .arg(format.number(now.at.transactionsDone), format.number(now.at.transactionsTotal),
                                     format.number(now.faults)));
}

void CheckView::save()
{
    auto* dialog = new QFileDialog(this, tr("Save the report of the check"));
    dialog->setObjectName(QStringLiteral("checkReportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Text (*.txt)")});
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(QStringLiteral("ledger-check.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &CheckView::write);
    dialog->open();
}

void CheckView::write(const QString& file)
{
    m_writing = m_runner.run(
        this,
        [file, bytes = checkReport(*m_done, *m_context.session.workspace(), m_context.format).toUtf8()](
            std::stop_token) -> Status {
            QSaveFile target(file);
            if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit()) {
                return makeError(ErrorCode::Io, "export.cannot-write",
                                 "The report could not be written: " + target.errorString().toStdString() +
                                     ". Nothing was left at its place.");
            }
            return {};
        },
        [this, file](const Status& written) {
            if (written.ok()) {
                m_context.notifier.notify(Tone::Ok, tr("The report was saved"), file);
            } else {
                m_banner->showError(written.error());
            }
        });
}

void CheckView::refresh()
{
    const bool running = m_poll.isActive();
    const Format& format = m_context.format;
    m_start->setEnabled(!running);
    m_save->setVisible(m_done.has_value());
    m_table->setVisible(m_done && m_done->summary.faults > 0);
    m_start->setText(m_done || m_stopped ? tr("Check again") : tr("Check the ledger"));
    if (m_done) {
        const bool whole = m_done->summary.faults == 0;
        const Tone tone = whole ? Tone::Ok : Tone::Bad;
        m_symbol->setIcon(theme::symbolOf(tone), tone);
        m_state->setText(whole ? tr("The ledger holds")
                               : tr("The ledger has faults: %1").arg(format.number(m_done->summary.faults)));
        m_detail->setText(counted(m_done->summary, format) + u' ' +
                          (whole ? tr("Every hash, seal, signature, rule, link and total agrees. Checked %1.")
                                       .arg(format.time(m_done->ended))
                                 : tr("Keep the file as it is and compare it with another party's copy or a backup. "
                                      "Nothing was changed.")));
        return;
    }
    m_symbol->setIcon(QStringLiteral("unknown"), Tone::Muted);
    m_state->setText(running     ? tr("Checking…")
                     : m_stopped ? tr("The check was stopped: nothing is known of the rest")
                                 : tr("The ledger was not checked as a whole yet"));
    m_detail->setText(
        tr("Everything is calculated again from the genesis document on: hashes, seals and signatures, the "
           "rules each transaction obeys, links between batches, and all totals. You can go on working; "
           "the check sees the ledger as it is when it begins."));
}

void CheckView::retranslate()
{
    m_save->setText(tr("Save report…"));
    m_table->setTitle(tr("Faults of the ledger"));
    refresh();
    if (m_poll.isActive()) {
        showProgress();
    }
}

}  // namespace meterseal::ui
