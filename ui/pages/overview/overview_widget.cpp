#include "pages/overview/overview_widget.h"

#include "format/texts.h"
#include "models/ledger_models.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QEvent>
#include <QGridLayout>
#include <QVBoxLayout>

namespace meterseal::ui {

OverviewWidget::OverviewWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_latest(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_blocks(new DataTable(QStringLiteral("overviewBlocks"),
                             new BlocksModel(*context.session.ledger(), context.format), this))
{
    auto* grid = new QGridLayout;
    grid->setSpacing(theme::kGap);
    m_height = makeTile("tileHeight", grid, 0, 0);
    m_transactions = makeTile("tileTransactions", grid, 0, 1);
    m_records = makeTile("tileRecords", grid, 0, 2);
    m_meters = makeTile("tileMeters", grid, 1, 0);
    m_active = makeTile("tileActive", grid, 1, 1);
    m_waiting = makeTile("tileWaiting", grid, 1, 2);
    for (int column = 0; column < 3; ++column) {
        grid->setColumnStretch(column, 1);
    }
    auto* card = new Card(this);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(0, 0, 0, 0);
    cardLayout->addWidget(m_blocks);
    card->setContentsMargins(1, 1, 1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kMargin);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_title);
    layout->addLayout(grid);
    layout->addSpacing(theme::kGap);
    layout->addWidget(m_latest);
    layout->addWidget(card, 1);
    connect(context.session.ledger(), &LedgerBridge::totalsChanged, this, &OverviewWidget::refresh);
    connect(&context.format, &Format::changed, this, &OverviewWidget::retranslate);
    connect(m_blocks, &DataTable::activated, &context.navigator, &Navigator::go);
    connect(m_blocks, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    retranslate();
}

OverviewWidget::Tile OverviewWidget::makeTile(const char* objectName, QGridLayout* grid, int row, int column)
{
    auto* card = new Card(this);
    Tile tile{new ScaledLabel(ScaledLabel::Kind::Muted, {}, card), new ScaledLabel(ScaledLabel::Kind::Figure, {}, card),
              new ScaledLabel(ScaledLabel::Kind::Muted, {}, card)};
    tile.figure->setObjectName(QString::fromLatin1(objectName));
    tile.figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tile.name);
    layout->addWidget(tile.figure);
    layout->addWidget(tile.note);
    grid->addWidget(card, row, column);
    return tile;
}

void OverviewWidget::refresh()
{
    const Format& format = m_context.format;
    const auto& totals = m_context.session.ledger()->totals();
    // Not read yet is not zero.
    const auto set = [&](Tile& tile, std::optional<std::uint64_t> value, const QString& note) {
        tile.figure->setText(value ? format.number(*value) : texts::none());
        tile.note->setText(note.isEmpty() ? QStringLiteral(" ") : note);
        tile.figure->setAccessibleName(tile.name->text() + QStringLiteral(": ") + tile.figure->text());
    };
    const auto inState = [&](MeterState state) -> std::optional<std::uint64_t> {
        if (!totals) {
            return std::nullopt;
        }
        const auto found = totals->metersByState.find(state);
        return found == totals->metersByState.end() ? 0 : found->second;
    };
    set(m_height, totals ? std::optional(totals->height) : std::nullopt,
        totals && totals->head ? tr("sealed %1").arg(format.time(totals->head->header.time)) : QString());
    set(m_transactions, totals ? std::optional(totals->transactions) : std::nullopt, {});
    set(m_records, totals ? std::optional(totals->records) : std::nullopt, tr("anchored"));
    set(m_meters, totals ? std::optional(totals->meters) : std::nullopt, tr("registered"));
    const auto suspended = inState(MeterState::Suspended);
    set(m_active, inState(MeterState::Active),
        suspended && *suspended > 0 ? tr("%1 suspended").arg(format.number(*suspended)) : QString());
    set(m_waiting, inState(MeterState::Pending), tr("need both signatures"));
}

void OverviewWidget::retranslate()
{
    m_title->setText(tr("Overview"));
    m_latest->setText(tr("Latest blocks"));
    m_height.name->setText(tr("Block height"));
    m_transactions.name->setText(tr("Transactions"));
    m_records.name->setText(tr("Health records"));
    m_meters.name->setText(tr("Meters"));
    m_active.name->setText(tr("Active meters"));
    m_waiting.name->setText(tr("Waiting for review"));
    m_blocks->setTitle(tr("Latest blocks"));
    m_blocks->setEmptyText(QStringLiteral("block"), tr("No block yet"),
                           tr("The first block appears as soon as a meter is registered."));
    refresh();
}

void OverviewWidget::changeEvent(QEvent* event)
{
    PageWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

}  // namespace meterseal::ui
