#include "pages/ledger/ledger_list.h"

#include "models/leaf_model.h"
#include "models/ledger_models.h"
#include "theme/follow.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

namespace meterseal::ui {

LedgerList::LedgerList(const PageContext& context, const Parts& parts, QWidget* parent)
    : QWidget(parent),
      m_parts(parts),
      m_filters(new ListFilters(context, parts.filters, this)),
      m_note(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_table(new DataTable(parts.tableName, parts.model, this))
{
    onLanguage(this, [this] {
        retranslate();
        emit languageChanged();
    });
    m_note->setObjectName(parts.tableName + QStringLiteral("Note"));
    m_note->setWordWrap(true);
    m_note->setContentsMargins(theme::kGap, theme::kGap, theme::kGap, 0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_table->addFilter(m_filters);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    connect(m_filters, &ListFilters::changed, this, [this] {
        m_parts.apply(*m_filters);
        retranslate();
    });
    connect(m_filters, &ListFilters::orderChosen, this, [this](Direction direction) {
        m_table->sortBy(m_parts.sortColumn, direction == Direction::Older ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    connect(m_table, &DataTable::sorted, this, [this](Qt::SortOrder order) {
        m_filters->showOrder(order == Qt::DescendingOrder ? Direction::Older : Direction::Newer);
    });
    m_filters->showOrder(parts.model->direction());
    connect(m_table, &DataTable::activated, &context.navigator, &Navigator::go);
    connect(m_table, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    retranslate();
}

void LedgerList::showMeter(const QString& mn)
{
    m_filters->setMeter(mn);
}

void LedgerList::retranslate()
{
    const Texts texts = m_parts.texts();
    m_table->setTitle(texts.title);
    m_note->setText(texts.note);
    m_note->setVisible(!texts.note.isEmpty());
    const bool filtered = m_filters->any();
    m_table->setEmptyText(texts.emptyIcon, texts.empty,
                          filtered ? tr("The filters above leave none.") : texts.emptyDetail);
}

LedgerList* makeBlocksList(const PageContext& context, QWidget* parent)
{
    auto* model = new BlocksModel(*context.session.ledger(), context.format);
    auto* list = new LedgerList(context,
                                {QStringLiteral("blocksTable"), 0, 0, model,
                                 [model](const ListFilters& filters) { model->setFilter(filters.blockFilter()); },
                                 [] {
                                     return LedgerList::Texts{
                                         LedgerList::tr("Blocks"),
                                         QStringLiteral("block"),
                                         LedgerList::tr("No block here"),
                                         LedgerList::tr("The first block appears as soon as a meter is registered."),
                                         {}};
                                 }},
                                parent);
    auto* jump = new QLineEdit(list);
    jump->setObjectName(QStringLiteral("jumpToBlock"));
    jump->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,18}")), jump));
    jump->setMaximumWidth(220);
    list->table()->addFilter(jump);
    const auto name = [jump] {
        jump->setPlaceholderText(LedgerList::tr("Go to height…"));
        jump->setAccessibleName(LedgerList::tr("Go to block height"));
    };
    name();
    QObject::connect(list, &LedgerList::languageChanged, jump, name);
    QObject::connect(jump, &QLineEdit::returnPressed, list, [context, list, jump] {
        if (!list->table()->showKey(jump->text().toULongLong())) {
            context.notifier.notify(Tone::Warn, LedgerList::tr("There is no block %1 in this list").arg(jump->text()));
        }
    });
    return list;
}

LedgerList* makeTransactionsList(const PageContext& context, QWidget* parent)
{
    auto* model = new TransactionsModel(*context.session.ledger(), context.format);
    return new LedgerList(
        context,
        {QStringLiteral("transactionsTable"), ListFilters::kType | ListFilters::kMeter | ListFilters::kOrganisation, 0,
         model, [model](const ListFilters& filters) { model->setFilter(filters.filter()); },
         [] {
             return LedgerList::Texts{LedgerList::tr("Transactions"),
                                      QStringLiteral("transaction"),
                                      LedgerList::tr("No transaction here"),
                                      LedgerList::tr("The first one appears as soon as a meter is registered."),
                                      {}};
         }},
        parent);
}

LedgerList* makeRecordsList(const PageContext& context, QWidget* parent)
{
    auto* model = new LeafModel(*context.session.ledger(), context.format);
    constexpr int kBlockColumn = 6;
    return new LedgerList(
        context,
        {QStringLiteral("recordsTable"), ListFilters::kMeter, kBlockColumn, model,
         [model](const ListFilters& filters) { model->setFilter(filters.filter()); },
         [] {
             return LedgerList::Texts{
                 LedgerList::tr("Anchored records"), QStringLiteral("transaction"),
                 LedgerList::tr("No anchored record here"),
                 LedgerList::tr("They appear as soon as records of a meter are uploaded."),
                 LedgerList::tr("The ledger holds the hash of each record and its place in a batch, not the record. "
                                "Whether a record that you have is one of them, its file's verification says.")};
         }},
        parent);
}

}  // namespace meterseal::ui
