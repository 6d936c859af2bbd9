#include "pages/ledger/ledger_widget.h"

#include "format/texts.h"
#include "models/ledger_models.h"
#include "pages/ledger/block_view.h"
#include "pages/ledger/transaction_view.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr TxType kTypes[] = {TxType::Convert, TxType::Register, TxType::Review, TxType::Activate,
                             TxType::Suspend, TxType::Resume,   TxType::Retire, TxType::Organisation};
}

LedgerWidget::LedgerWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_tabs(new QTabBar(this)),
      m_stack(new QStackedWidget(this)),
      m_blocksModel(new BlocksModel(*context.session.ledger(), context.format)),
      m_transactionsModel(new TransactionsModel(*context.session.ledger(), context.format)),
      m_blocks(new DataTable(QStringLiteral("blocksTable"), m_blocksModel, this)),
      m_transactions(new DataTable(QStringLiteral("transactionsTable"), m_transactionsModel, this)),
      m_type(new QComboBox(this)),
      m_jump(new QLineEdit(this)),
      m_block(new BlockView(context, this)),
      m_transaction(new TransactionView(context, this))
{
    m_tabs->setObjectName(QStringLiteral("ledgerTabs"));
    m_tabs->addTab({});
    m_tabs->addTab({});
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_type->setObjectName(QStringLiteral("typeFilter"));
    m_type->addItem(QString(), 0);
    for (const TxType type : kTypes) {
        m_type->addItem(QString(), static_cast<int>(type));
    }
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_jump->setObjectName(QStringLiteral("jumpToBlock"));
    m_jump->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,18}")), m_jump));
    m_jump->setMaximumWidth(220);
    m_blocks->addFilter(m_jump);
    m_transactions->addFilter(m_type);
    for (QWidget* view : {static_cast<QWidget*>(m_blocks), static_cast<QWidget*>(m_transactions),
                          static_cast<QWidget*>(m_block), static_cast<QWidget*>(m_transaction)}) {
        m_stack->addWidget(view);
    }
    auto* card = new Card(this);
    card->setContentsMargins(1, 1, 1, 1);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(0, 0, 0, 0);
    cardLayout->addWidget(m_stack);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kMargin);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_title);
    auto* panel = new QVBoxLayout;  // the tabs stand on the card
    panel->setSpacing(0);
    panel->addWidget(m_tabs);
    panel->addWidget(card, 1);
    layout->addLayout(panel, 1);

    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int tab) {
        m_context.navigator.go(tab == 0 ? QStringLiteral("ledger/blocks") : QStringLiteral("ledger/transactions"));
    });
    connect(m_type, &QComboBox::activated, this, [this](int index) {
        TxFilter filter;
        if (index > 0) {
            filter.type = static_cast<TxType>(m_type->itemData(index).toInt());
        }
        m_transactionsModel->setFilter(filter);
    });
    connect(m_jump, &QLineEdit::returnPressed, this, &LedgerWidget::jump);
    for (DataTable* table : {m_blocks, m_transactions}) {
        connect(table, &DataTable::activated, &context.navigator, &Navigator::go);
        connect(table, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    }
    connect(m_block, &BlockView::titleChanged, this, [this] { emit moved(m_rest); });
    connect(m_transaction, &TransactionView::titleChanged, this, [this] { emit moved(m_rest); });
    connect(&context.format, &Format::changed, this, &LedgerWidget::retranslate);
    retranslate();
}

void LedgerWidget::jump()
{
    if (!m_blocks->showKey(m_jump->text().toULongLong())) {
        m_context.notifier.notify(Tone::Warn, tr("There is no block %1 in this list").arg(m_jump->text()));
    }
}

void LedgerWidget::goTo(const QString& rest)
{
    m_rest = rest;
    const QString kind = rest.section(u'/', 0, 0);
    const QString id = rest.section(u'/', 1, 1);
    const QSignalBlocker quiet(m_tabs);
    if (kind == QLatin1String("block")) {
        m_tabs->setCurrentIndex(0);
        m_block->showBlock(id.toULongLong());
        m_stack->setCurrentWidget(m_block);
    } else if (kind == QLatin1String("tx")) {
        m_tabs->setCurrentIndex(1);
        const QString leaf = rest.section(u'/', 2, 2);
        m_transaction->showTransaction(id, leaf.isEmpty() ? std::nullopt : std::optional(leaf.toUInt()));
        m_stack->setCurrentWidget(m_transaction);
    } else if (kind == QLatin1String("transactions")) {
        m_tabs->setCurrentIndex(1);
        m_stack->setCurrentWidget(m_transactions);
    } else {
        m_tabs->setCurrentIndex(0);
        m_stack->setCurrentWidget(m_blocks);
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
    m_tabs->setTabText(0, tr("Blocks"));
    m_tabs->setTabText(1, tr("Transactions"));
    m_tabs->setAccessibleName(tr("Lists of the ledger"));
    m_type->setItemText(0, tr("All types"));
    for (int i = 1; i < m_type->count(); ++i) {
        m_type->setItemText(i, texts::name(static_cast<TxType>(m_type->itemData(i).toInt())));
    }
    m_type->setAccessibleName(tr("Type of transaction"));
    m_jump->setPlaceholderText(tr("Go to height…"));
    m_jump->setAccessibleName(tr("Go to block height"));
    m_blocks->setTitle(tr("Blocks"));
    m_transactions->setTitle(tr("Transactions"));
    m_blocks->setEmptyText(QStringLiteral("block"), tr("No block yet"),
                           tr("The first block appears as soon as a meter is registered."));
    m_transactions->setEmptyText(QStringLiteral("transaction"), tr("No transaction here"),
                                 m_type->currentIndex() > 0
                                     ? tr("The filter above leaves none.")
                                     : tr("The first one appears as soon as a meter is registered."));
}

void LedgerWidget::changeEvent(QEvent* event)
{
    PageWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

}  // namespace meterseal::ui
