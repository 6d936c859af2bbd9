#include "pages/overview/overview_widget.h"

#include "format/texts.h"
#include "models/ledger_models.h"
#include "pages/overview/activity_panel.h"
#include "pages/overview/attention.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QEvent>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kTileCharacters = 22;  // wide at least, where all tiles stand in one row
constexpr int kLatestRowsHigh = 9;   // of the latest blocks
constexpr int kChartLines = 9;       // of text, high: the newest block is seen without scrolling
}  // namespace

OverviewWidget::OverviewWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_latest(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_hint(new Banner),
      m_tiles(new QGridLayout),
      m_attention(new Attention(context, this)),
      m_activity(new ActivityPanel(context, this)),
      m_blocks(
          new DataTable(QStringLiteral("overviewBlocks"), new BlocksModel(*context.session.ledger(), context.format))),
      m_filled(new QWidget),
      m_empty(new EmptyState),
      m_verify(new QPushButton(this)),
      m_upload(new QPushButton(this))
{
    onChange(this, {QEvent::FontChange}, [this] { placeTiles(); });
    build();
    connect(context.session.ledger(), &LedgerBridge::totalsChanged, this, &OverviewWidget::refresh);
    onWords(this, context.format, [this] { retranslate(); });
    connect(m_blocks, &DataTable::activated, &context.navigator, &Navigator::go);
    connect(m_blocks, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] { m_context.navigator.go(QStringLiteral("meters")); });
    connect(m_hint, &Banner::actionTriggered, this, [this] {
        m_context.navigator.go(QStringLiteral("verify/file/") +
                               QString::fromLatin1(QUrl::toPercentEncoding(sampleFile())));
    });
    connect(m_hint, &Banner::closed, this,
            [this] { m_context.settings.setValue(QStringLiteral("sample/hintClosed"), sampleFile()); });
    connect(m_verify, &QPushButton::clicked, this, [this] { m_context.navigator.go(QStringLiteral("verify")); });
    connect(m_upload, &QPushButton::clicked, this, [this] { m_context.navigator.go(QStringLiteral("upload")); });
    retranslate();
}

void OverviewWidget::build()
{
    m_tiles->setSpacing(theme::kCards);
    m_height = makeTile("tileHeight");
    m_transactions = makeTile("tileTransactions");
    m_records = makeTile("tileRecords");
    m_meters = makeTile("tileMeters");
    m_active = makeTile("tileActive");
    m_waiting = makeTile("tileWaiting");
    placeTiles();
    auto* card = new Card;
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(0, 0, 0, 0);
    cardLayout->addWidget(m_blocks);
    card->setContentsMargins(1, 1, 1, 1);
    auto* filled = new QVBoxLayout(m_filled);
    filled->setContentsMargins(0, 0, 0, 0);
    filled->setSpacing(theme::kCards);
    filled->addWidget(m_activity);
    m_blocks->addFilter(m_latest);  // its title, in its own row of tools
    filled->addWidget(card, 1);

    m_hint->setObjectName(QStringLiteral("sampleHint"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, theme::kSection, 0);
    column->setSpacing(theme::kCards);
    column->addWidget(m_hint);
    column->addLayout(m_tiles);
    column->addWidget(m_attention);
    column->addWidget(m_filled, 1);
    column->addWidget(m_empty, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("overviewScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setBackgroundRole(QPalette::Window);
    content->setBackgroundRole(QPalette::Window);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kScrolledPageMargins);
    layout->setSpacing(theme::kCards);
    m_verify->setObjectName(QStringLiteral("overviewVerify"));
    m_upload->setObjectName(QStringLiteral("overviewUpload"));
    m_verify->setIcon(icon(QStringLiteral("verify")));
    m_upload->setIcon(icon(QStringLiteral("upload")));
    auto* header = new PageHeader(m_title, this);
    header->addAction(m_verify);
    header->addAction(m_upload);
    header->layout()->setContentsMargins(0, 0, theme::kSection, 0);
    layout->addWidget(header);
    layout->addWidget(scroll, 1);
}

OverviewWidget::Tile OverviewWidget::makeTile(const char* objectName)
{
    auto* card = new Card(this);
    Tile tile{card, new ScaledLabel(ScaledLabel::Kind::Muted, {}, card),
              new ScaledLabel(ScaledLabel::Kind::Figure, {}, card),
              new ScaledLabel(ScaledLabel::Kind::Muted, {}, card)};
    tile.figure->setObjectName(QString::fromLatin1(objectName));
    tile.figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tile.name);
    layout->addWidget(tile.figure);
    layout->addWidget(tile.note);
    return tile;
}

void OverviewWidget::placeTiles()
{
    const Tile* const tiles[] = {&m_height, &m_transactions, &m_records, &m_meters, &m_active, &m_waiting};
    const int count = static_cast<int>(std::size(tiles));
    const bool oneRow = width() >= count * fontMetrics().averageCharWidth() * kTileCharacters;
    const int columns = oneRow ? count : count / 2;
    for (int i = 0; i < count; ++i) {
        m_tiles->addWidget(tiles[i]->card, i / columns, i % columns);  // moves one that is there already
        m_tiles->setColumnStretch(i, i < columns ? 1 : 0);
    }
}

void OverviewWidget::resizeEvent(QResizeEvent* event)
{
    PageWidget::resizeEvent(event);
    placeTiles();
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
    set(m_height, totals ? std::optional(totals->height) : std::nullopt, {});
    set(m_transactions, totals ? std::optional(totals->transactions) : std::nullopt, {});
    set(m_records, totals ? std::optional(totals->records) : std::nullopt, tr("anchored"));
    set(m_meters, totals ? std::optional(totals->meters) : std::nullopt, tr("registered"));
    const auto suspended = inState(MeterState::Suspended);
    set(m_active, inState(MeterState::Active),
        suspended && *suspended > 0 ? tr("%1 suspended").arg(format.number(*suspended)) : QString());
    set(m_waiting, inState(MeterState::Pending), tr("need both signatures"));
    const bool empty = totals && totals->height == 0;
    m_filled->setVisible(!empty);
    m_empty->setVisible(empty);
    refreshHint();
}

// The altered file that "Try it" left in this workspace; empty where there is none.
QString OverviewWidget::sampleFile() const
{
    const QString file = m_context.settings.value(QStringLiteral("sample/tamperedFile")).toString();
    const QString folder = QString::fromStdString(m_context.session.workspace()->folder().string());
    return file.startsWith(folder + u'/') ? file : QString();
}

void OverviewWidget::refreshHint()
{
    const QString file = sampleFile();
    const bool closed = m_context.settings.value(QStringLiteral("sample/hintClosed")).toString() == file;
    if (file.isEmpty() || closed || !m_context.navigator.knows(QStringLiteral("verify"))) {
        m_hint->clear();
        return;
    }
    m_hint->setAction(tr("Verify the altered file"));
    m_hint->showMessage(Tone::Info, tr("Next: find out which records were altered"),
                        tr("An altered copy of the sample is at %1.").arg(file));
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
    m_blocks->setEmptyText(QStringLiteral("block"), tr("No block yet"), {});
    m_blocks->setMinimumHeight(m_blocks->fontMetrics().height() * 2 * kLatestRowsHigh);
    m_activity->setMinimumHeight(m_activity->fontMetrics().height() * kChartLines);
    const bool readOnly = m_context.session.readOnly();
    m_verify->setText(tr("Verify a file…"));
    m_upload->setText(tr("Upload records…"));
    m_upload->setVisible(!readOnly);
    theme::setRole(readOnly ? m_verify : m_upload, theme::Role::Primary);
    m_empty->setContent(QStringLiteral("block"), tr("This ledger is empty"),
                        readOnly ? tr("It was opened read-only, so nothing can be written to it from here.")
                                 : tr("Begin with a meter: register it, have it reviewed by utility and manufacturer, "
                                      "activate it, and upload its records."),
                        readOnly ? QString() : tr("Register a meter"));
    refresh();
}

}  // namespace meterseal::ui
