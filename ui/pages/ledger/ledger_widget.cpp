#include "pages/ledger/ledger_widget.h"

#include "pages/ledger/block_view.h"
#include "pages/ledger/check_view.h"
#include "pages/ledger/ledger_list.h"
#include "pages/ledger/transaction_view.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

namespace meterseal::ui {

namespace {
enum Tab { kBlocksTab, kTransactionsTab, kRecordsTab, kCheckTab };
constexpr const char* kPlaces[] = {"ledger/blocks", "ledger/transactions", "ledger/records", "ledger/check"};
}  // namespace

LedgerWidget::LedgerWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_meters(new QPushButton(icon(QStringLiteral("meters")), {}, this)),
      m_tabs(new QTabBar(this)),
      m_stack(new QStackedWidget(this)),
      m_blocks(makeBlocksList(context, this)),
      m_transactions(makeTransactionsList(context, this)),
      m_records(makeRecordsList(context, this)),
      m_block(new BlockView(context, this)),
      m_transaction(new TransactionView(context, this)),
      m_check(new CheckView(context, this))
{
    m_tabs->setObjectName(QStringLiteral("ledgerTabs"));
    m_meters->setObjectName(QStringLiteral("ledgerMeters"));
    for (std::size_t i = 0; i < std::size(kPlaces); ++i) {
        m_tabs->addTab({});
    }
    m_tabs->setExpanding(false);
    for (QWidget* view :
         {static_cast<QWidget*>(m_blocks), static_cast<QWidget*>(m_transactions), static_cast<QWidget*>(m_records),
          static_cast<QWidget*>(m_block), static_cast<QWidget*>(m_transaction), static_cast<QWidget*>(m_check)}) {
        m_stack->addWidget(view);
    }
    auto* card = new Card(this);
    card->setContentsMargins(1, 1, 1, 1);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(0, 0, 0, 0);
    cardLayout->addWidget(m_stack);
    auto* head = new PageHeader(m_title, this);
    head->addAction(m_meters);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargins);
    layout->setSpacing(theme::kGap);
    layout->addWidget(head);
    auto* panel = new QVBoxLayout;  // the tabs stand on the card
    panel->setSpacing(0);
    panel->addWidget(m_tabs);
    panel->addWidget(card, 1);
    layout->addLayout(panel, 1);

    // A click on the tab that is open leads from a detail back to its list; arrow keys change the tab.
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int tab) {
        if (tab == m_tabs->currentIndex()) {
            m_context.navigator.go(QString::fromLatin1(kPlaces[tab]));
        }
    });
    connect(m_tabs, &QTabBar::currentChanged, this,
            [this](int tab) { m_context.navigator.go(QString::fromLatin1(kPlaces[tab])); });
    connect(m_meters, &QPushButton::clicked, this, [this] { m_context.navigator.go(QStringLiteral("meters")); });
    connect(m_block, &BlockView::titleChanged, this, [this] { emit moved(m_rest); });
    connect(m_transaction, &TransactionView::titleChanged, this, [this] { emit moved(m_rest); });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void LedgerWidget::goTo(const QString& rest)
{
    m_rest = rest;
    const QString kind = rest.section(u'/', 0, 0);
    const QString id = rest.section(u'/', 1, 1);
    const QSignalBlocker quiet(m_tabs);
    const auto list = [&](Tab tab, LedgerList* view) {
        m_tabs->setCurrentIndex(tab);
        m_stack->setCurrentWidget(view);
        if (!id.isEmpty()) {
            view->showMeter(id);
        }
    };
    if (kind == QLatin1String("block")) {
        m_tabs->setCurrentIndex(kBlocksTab);
        m_block->showBlock(id.toULongLong());
        m_stack->setCurrentWidget(m_block);
    } else if (kind == QLatin1String("tx")) {
        m_tabs->setCurrentIndex(kTransactionsTab);
        const QString leaf = rest.section(u'/', 2, 2);
        m_transaction->showTransaction(id, leaf.isEmpty() ? std::nullopt : std::optional(leaf.toUInt()));
        m_stack->setCurrentWidget(m_transaction);
    } else if (kind == QLatin1String("check")) {
        m_tabs->setCurrentIndex(kCheckTab);
        m_stack->setCurrentWidget(m_check);
    } else if (kind == QLatin1String("transactions")) {
        list(kTransactionsTab, m_transactions);
    } else if (kind == QLatin1String("records")) {
        list(kRecordsTab, m_records);
    } else {
        list(kBlocksTab, m_blocks);
    }
}

QString LedgerWidget::windowTitleNow() const
{
    if (m_stack->currentWidget() == m_block) {
        return m_block->title();
    }
    return m_stack->currentWidget() == m_transaction ? m_transaction->title() : QString();
}

void LedgerWidget::retranslate()
{
    m_title->setText(tr("Ledger"));
    m_meters->setText(tr("Meters of this ledger"));
    m_tabs->setTabText(kBlocksTab, tr("Blocks"));
    m_tabs->setTabText(kTransactionsTab, tr("Transactions"));
    m_tabs->setTabText(kRecordsTab, tr("Records"));
    m_tabs->setTabText(kCheckTab, tr("Check"));
    m_tabs->setAccessibleName(tr("Lists of the ledger"));
}

}  // namespace meterseal::ui
