#include "pages/ledger/block_view.h"

#include "models/ledger_models.h"
#include "pages/ledger/raw_pages.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"
#include "widgets/facts.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
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
      m_facts(new Facts),
      m_banner(new Banner(this)),
      m_model(new TransactionsModel(*context.session.ledger(), context.format)),
      m_transactions(new DataTable(QStringLiteral("blockTransactions"), m_model)),
      m_raw(new RawPanel),
      m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("blockView"));
    m_title->setObjectName(QStringLiteral("blockTitle"));
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
            MS_ASSIGN(const auto organisations, reader.organisations());
            MS_ASSIGN(const auto cosignatures, reader.cosignatures(height));
            shown.seal = checkSeal(shown.block, reader.genesis());
            shown.sealer = reader.genesis().sealer;
            shown.note = checkpointNote(shown.block, reader.genesis(), cosignatures);
            for (const Cosignature& one : cosignatures) {
                shown.cosigners.push_back({one, checkCosignature(shown.block.header, one, organisations)});
            }
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

QString BlockView::title() const
{
    return tr("Block %1").arg(m_context.format.number(m_height));
}

void BlockView::refresh()
{
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
    m_facts->addTone(tr("Seal"), m_shown->seal.ok() ? Tone::Ok : Tone::Bad,
                     m_shown->seal.ok() ? tr("Holds: header, hash and the sealer's signature fit together")
                                        : tr("Does not hold: this block was changed after it was sealed"));
    m_facts->add(tr("Sealed by"), text(m_shown->sealer.organisation));
    if (m_shown->cosigners.empty()) {
        m_facts->add(tr("Cosigned by"), tr("Nobody: it is the word of one party"));
    }
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
    m_facts->addHash(tr("Sealer's key"), text(toHex(m_shown->sealer.publicKey)));
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
