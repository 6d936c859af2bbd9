#include "pages/ledger/block_view.h"

#include "format/whose_word.h"
#include "meterseal/chain/members.h"
#include "meterseal/evidence/sheet.h"
#include "meterseal/workspace/published.h"
#include "models/ledger_models.h"
#include "pages/ledger/raw_pages.h"
#include "paper/checkpoint_paper.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"
#include "widgets/facts.h"
#include "widgets/labels.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

namespace meterseal::ui {

BlockView::BlockView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_previous(new QToolButton(this)),
      m_next(new QToolButton(this)),
      m_sheet(new QPushButton(this)),
      m_facts(new Facts),
      m_banner(new Banner(this)),
      m_model(new TransactionsModel(*context.session.ledger(), context.format)),
      m_transactions(new DataTable(QStringLiteral("blockTransactions"), m_model)),
      m_raw(new RawPanel),
      m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("blockView"));
    m_title->setObjectName(QStringLiteral("blockTitle"));
    m_sheet->setObjectName(QStringLiteral("checkpointSheet"));
    m_sheet->setIcon(icon(QStringLiteral("print")));
    m_previous->setObjectName(QStringLiteral("previousBlock"));
    m_next->setObjectName(QStringLiteral("nextBlock"));
    m_previous->setIcon(icon(QStringLiteral("back")));
    m_next->setIcon(icon(QStringLiteral("forward")));
    m_previous->setAutoRaise(true);
    m_next->setAutoRaise(true);
    m_banner->setClosable(false);
    m_tabs->setObjectName(QStringLiteral("blockTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_transactions, {});
    m_tabs->addTab(m_raw, {});
    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_sheet);
    head->addWidget(m_previous);
    head->addWidget(m_next);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kGap);
    top->setSpacing(theme::kGap);
    top->addLayout(head);
    top->addWidget(m_banner);
    top->addWidget(m_facts);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_tabs, 1);
    column->addStretch();
    // In larger type the facts and the table are higher than a small screen.
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("blockScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    const auto step = [this](Height height) { m_context.navigator.go(QStringLiteral("ledger/block/%1").arg(height)); };
    connect(m_previous, &QToolButton::clicked, this, [this, step] { step(m_height - 1); });
    connect(m_next, &QToolButton::clicked, this, [this, step] { step(m_height + 1); });
    connect(m_sheet, &QPushButton::clicked, this, &BlockView::askSheet);
    connect(m_facts, &Facts::linkActivated, &context.navigator, &Navigator::go);
    connect(m_transactions, &DataTable::activated, &context.navigator, &Navigator::go);
    connect(m_transactions, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    onWords(this, context.format, [this] { refresh(); });
}

void BlockView::showBlock(Height height)
{
    m_height = height;
    m_shown.reset();
    m_banner->clear();
    refresh();
    m_request = m_context.session.ledger()->query(
        this,
        [height](LedgerReader& reader) -> Result<Shown> {
            Shown shown;
            MS_ASSIGN(shown.row, reader.blockRow(height));
            MS_ASSIGN(shown.block, reader.block(height));
            MS_ASSIGN(const LedgerTotals totals, reader.totals());
            shown.newest = totals.height;
            MS_ASSIGN(const auto members, membersAt(reader, height));
            MS_ASSIGN(const auto cosignatures, reader.cosignatures(height));
            shown.seal = checkSealIn(reader, shown.block);
            shown.sealer = reader.genesis().sealer;
            shown.note = checkpointNote(shown.block, reader.genesis(), cosignatures);
            shown.sheetEn = checkpointSheet(shown.block, cosignatures, members, SheetLanguage::English);
            shown.sheetZh = checkpointSheet(shown.block, cosignatures, members, SheetLanguage::Chinese);
            for (const Cosignature& one : cosignatures) {
                shown.cosigners.push_back({one, checkCosignature(shown.block.header, one, members)});
            }
            MS_ASSIGN(shown.endorsements, endorsementsOf(reader, height));
            return shown;
        },
        [this](Result<Shown> shown) {
            if (!shown) {
                m_banner->showError(shown.error());
                return;
            }
            m_shown = std::move(shown).value();
            m_model->setRange(m_shown->row.firstSeq, m_shown->row.txCount);
            refresh();
            emit titleChanged();
        });
}

void BlockView::askSheet()
{
    auto* dialog = new QFileDialog(this, tr("Save the checkpoint sheet"));
    dialog->setObjectName(QStringLiteral("sheetDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Sheet on A5, PDF (*.pdf)"), tr("Sheet on A4, PDF (*.pdf)")});
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(QStringLiteral("checkpoint-%1.pdf").arg(m_height));
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog](const QString& file) {
        const bool large = dialog->selectedNameFilter() == dialog->nameFilters().value(1);
        writeSheet(file, large ? QPageSize::A4 : QPageSize::A5);
    });
    dialog->open();
}

// What leaves the house is remembered, where anything may be written.
void BlockView::writeSheet(const QString& file, QPageSize::PageSizeId size)
{
    if (!m_shown) {
        return;
    }
    const bool chinese = m_context.format.locale().language() == QLocale::Chinese;
    const BlockHeader header = m_shown->block.header;
    const Workspace* const workspace = m_context.session.workspace();
    m_printing = m_printer.run(
        this,
        [document = checkpointPaper(header, chinese ? m_shown->sheetZh : m_shown->sheetEn, m_shown->note,
                                    m_context.format, size, now()),
         target = std::filesystem::path(file.toStdString()), header,
         folder = m_context.session.readOnly() ? std::filesystem::path()
                                               : workspace->folder()](std::stop_token) -> Result<Status> {
            MS_ASSIGN(const QByteArray bytes, paper::printPaper(document));
            MS_TRY(paper::savePaper(target, bytes));
            return folder.empty() ? Status() : notePublished(folder, header, PublishedAs::Printed, now());
        },
        [this, file, height = header.height](const Result<Status>& noted) {
            AuditNote note{"checkpoint.print"};
            note.subject["height"] = std::to_string(height);
            note.details["file"] = file.toStdString();
            note.result = noted.status();
            m_context.session.record(std::move(note));
            if (!noted) {
                m_context.notifier.notify(noted.error());
            } else if (!noted->ok()) {
                m_context.notifier.notify(noted->error());
            } else {
                m_context.notifier.notify(Tone::Ok, tr("The sheet was written"),
                                          m_context.session.readOnly()
                                              ? file
                                              : tr("It is remembered as printed: later evidence carries the proof that "
                                                   "the ledger only grew since."));
            }
        });
}

QString BlockView::title() const
{
    return tr("Block %1").arg(m_context.format.number(m_height));
}

void BlockView::refresh()
{
    m_sheet->setText(tr("Checkpoint sheet…"));
    m_sheet->setVisible(m_shown.has_value());
    const Format& format = m_context.format;
    m_title->setText(title());
    m_tabs->setTabText(0, tr("Transactions of this block"));
    m_tabs->setTabText(1, tr("Raw header"));
    m_tabs->tabBar()->setAccessibleName(title());
    m_previous->setToolTip(tr("Previous block"));
    m_next->setToolTip(tr("Next block"));
    m_previous->setAccessibleName(m_previous->toolTip());
    m_next->setAccessibleName(m_next->toolTip());
    m_previous->setEnabled(m_shown && m_height > 1);
    m_next->setEnabled(m_shown && m_height < m_shown->newest);
    m_transactions->setTitle(m_tabs->tabText(0));
    m_transactions->setEmptyText(QStringLiteral("transaction"), tr("No transaction here"), {});
    m_facts->clear();
    m_tabs->setVisible(m_shown.has_value());
    if (!m_shown) {
        return;
    }
    const BlockHeader& header = m_shown->block.header;
    m_facts->add(tr("Time"), format.time(header.time), format.timeInFull(header.time));
    if (m_shown->block.seal.bytes.empty() && m_shown->sealer.organisation.empty()) {
        m_facts->addTone(tr("Seal"), Tone::Info, tr("Still to come: the validators decide it with the next header"));
    } else {
        m_facts->addTone(tr("Seal"), m_shown->seal.ok() ? Tone::Ok : Tone::Bad,
                         !m_shown->seal.ok() ? tr("Does not hold: this block was changed after it was sealed")
                         : m_shown->sealer.organisation.empty()
                             ? tr("Holds: header, hash and the validators' decision fit together")
                             : tr("Holds: header, hash and the sealer's signature fit together"));
    }
    m_facts->addTone(tr("On whose word"), toneOf(m_shown->endorsements), whoseWord(m_shown->endorsements, format));
    for (const Cosigner& cosigner : m_shown->cosigners) {
        addCosigner(cosigner);
    }
    m_facts->addHash(tr("Block hash"), text(m_shown->block.hash.hex()));
    m_facts->addHash(tr("Previous block"), text(header.prevBlock.hex()),
                     m_height > 1 ? QStringLiteral("ledger/block/%1").arg(m_height - 1) : QString());
    m_facts->addHash(tr("Log root"), text(header.logRoot.hex()));
    m_facts->add(tr("Transactions"), format.number(m_shown->row.txCount));
    m_facts->add(tr("Entries in the log"), format.number(header.logSize));
    m_facts->add(tr("Health records"), format.number(m_shown->row.recordCount));
    m_facts->add(tr("Size"), format.bytes(m_shown->row.bytes));
    if (!m_shown->sealer.organisation.empty()) {
        m_facts->addHash(tr("Sealer's key"), text(toHex(m_shown->sealer.publicKey)));
    }
    m_raw->setPages(rawPagesOf(m_shown->block, m_shown->sealer, m_shown->note));
}

void BlockView::addCosigner(const Cosigner& cosigner)
{
    const Format& format = m_context.format;
    const Timestamp time{
        static_cast<std::int64_t>(std::min<std::uint64_t>(cosigner.cosignature.seconds, Timestamp::kMaxMs / 1000)) *
        1000};
    const QString who = text(cosigner.cosignature.organisation);
    switch (cosigner.check) {
    case CosignatureCheck::Holds:
        m_facts->addTone(tr("Cosigned by"), Tone::Ok, tr("%1, %2: holds").arg(who, format.time(time)));
        break;
    case CosignatureCheck::Broken:
        m_facts->addTone(tr("Cosigned by"), Tone::Bad, tr("%1, %2: does not hold").arg(who, format.time(time)));
        break;
    case CosignatureCheck::UnknownKey:
        m_facts->addTone(
            tr("Cosigned by"), Tone::Warn,
            tr("%1, %2: not checked, by a key that this ledger does not know").arg(who, format.time(time)));
        break;
    }
}

}  // namespace meterseal::ui
