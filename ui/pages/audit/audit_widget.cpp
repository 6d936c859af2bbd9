#include "pages/audit/audit_widget.h"

#include "format/audit_text.h"
#include "models/audit_model.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/data_table.h"
#include "widgets/facts.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QComboBox>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kTypingMs = 250;
constexpr int kGrowthMs = 1000;
constexpr qint64 kDayMs = 24 * 3600 * 1000;
constexpr int kDays[] = {0, 1, 7, 30};  // 0: any time
constexpr int kRawLines = 5;
}  // namespace

AuditWidget::AuditWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_log(context.session.workspace()->auditLog()),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_note(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_chain(new ChainState(context, m_log, this)),
      m_action(new QComboBox(this)),
      m_result(new QComboBox(this)),
      m_time(new QComboBox(this)),
      m_text(new QLineEdit(this)),
      m_model(new AuditModel(m_log, *context.session.ledger(), context.format)),
      m_table(new DataTable(QStringLiteral("auditTable"), m_model, this))
{
    m_note->setObjectName(QStringLiteral("auditReadOnly"));
    m_note->setVisible(context.session.readOnly());
    buildFilters();
    auto* splitter = new QSplitter(this);
    auto* card = new Card(splitter);
    card->setContentsMargins(1, 1, 1, 1);
    auto* list = new QVBoxLayout(card);
    list->setContentsMargins(0, 0, 0, 0);
    list->addWidget(m_table);
    splitter->addWidget(card);
    buildDetail(splitter);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme::kCards);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({780, 320});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargins);
    layout->setSpacing(theme::kCards);
    layout->addWidget(new PageHeader(m_title, this));
    layout->addWidget(m_note);
    layout->addWidget(m_chain);
    layout->addWidget(splitter, 1);

    m_growth.setInterval(kGrowthMs);
    connect(&m_growth, &QTimer::timeout, this, &AuditWidget::look);
    m_growth.start();
    look();
    connect(m_table->view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { showEntry(now.isValid() ? now.row() : -1); });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { showEntry(-1); });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
    showEntry(-1);
}

void AuditWidget::buildFilters()
{
    m_action->setObjectName(QStringLiteral("auditAction"));
    m_result->setObjectName(QStringLiteral("auditResult"));
    m_time->setObjectName(QStringLiteral("auditTime"));
    m_text->setObjectName(QStringLiteral("auditText"));
    m_action->addItem(QString(), QVariant(QString()));
    for (const std::string& id : audit_text::filterActions()) {
        m_action->addItem(QString(), QVariant(text(id)));
    }
    for (const auto outcome : {AuditFilter::Outcome::Any, AuditFilter::Outcome::Ok, AuditFilter::Outcome::Failed}) {
        m_result->addItem({}, static_cast<int>(outcome));
    }
    for (const int days : kDays) {
        m_time->addItem({}, days);
    }
    m_action->setMaxVisibleItems(20);
    for (QComboBox* box : {m_action, m_result, m_time}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        m_table->addFilter(box);
        connect(box, &QComboBox::activated, this, &AuditWidget::applyFilter);
    }
    // The longest action would push the others out of the row.
    m_action->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_action->setMinimumContentsLength(14);
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    m_table->addFilter(m_text);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &AuditWidget::applyFilter);
}

void AuditWidget::buildDetail(QSplitter* splitter)
{
    auto* card = new Card(splitter);
    m_none = new EmptyState(card);
    m_entry = new QWidget(card);
    m_entry->setObjectName(QStringLiteral("auditEntry"));
    m_entryTitle = new ScaledLabel(ScaledLabel::Kind::Heading, {}, m_entry);
    m_entryTitle->setWordWrap(true);
    m_facts = new Facts(HashLabel::Shown::Short, m_entry);
    m_rawLabel = new ScaledLabel(ScaledLabel::Kind::Muted, {}, m_entry);
    m_raw = new QPlainTextEdit(m_entry);
    m_raw->setObjectName(QStringLiteral("auditRaw"));
    m_raw->setReadOnly(true);
    m_raw->setTabChangesFocus(true);
    m_raw->setFont(theme::monoFont(font()));
    m_raw->setMinimumHeight(m_raw->fontMetrics().lineSpacing() * kRawLines);
    m_rawLabel->setBuddy(m_raw);
    auto* column = new QVBoxLayout(m_entry);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kGap);
    column->addWidget(m_entryTitle);
    column->addWidget(m_facts);
    column->addWidget(m_rawLabel);
    column->addWidget(m_raw, 1);
    auto* scroll = new QScrollArea(card);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(m_entry);
    m_entry->setAutoFillBackground(false);  // the card's ground shows through; setWidget() had switched it on
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_none);
    layout->addWidget(scroll);
    splitter->addWidget(card);
}

void AuditWidget::applyFilter()
{
    AuditFilter filter;
    filter.action = m_action->currentData().toString().toStdString();
    filter.outcome = static_cast<AuditFilter::Outcome>(m_result->currentData().toInt());
    filter.text = m_text->text().trimmed().toStdString();
    if (const int days = m_time->currentData().toInt(); days > 0) {
        filter.from = Timestamp{now().ms - days * kDayMs};
    }
    m_model->setFilter(filter);
    retranslate();
}

void AuditWidget::showEntry(int row)
{
    const AuditEntry* const entry = row < 0 ? nullptr : m_model->row(row);
    m_shown = entry == nullptr ? std::nullopt : std::optional(*entry);
    m_none->setVisible(!m_shown);
    m_entry->parentWidget()->parentWidget()->setVisible(m_shown.has_value());
    m_facts->clear();
    if (!m_shown) {
        return;
    }
    const Format& format = m_context.format;
    m_entryTitle->setText(m_shown->readable ? audit_text::actionName(m_shown->action) : tr("Unreadable line"));
    m_facts->addTone(tr("Result"), audit_text::tone(*m_shown), audit_text::result(*m_shown));
    if (m_shown->readable) {
        m_facts->add(tr("Entry"), format.number(m_shown->seq));
        m_facts->add(tr("Time"), format.time(m_shown->time), format.timeInFull(m_shown->time));
        m_facts->add(tr("Who"), audit_text::who(*m_shown));
        m_facts->add(tr("Action id"), text(m_shown->action));
    }
    for (const AuditFields* fields : {&m_shown->subject, &m_shown->details}) {
        for (const auto& [name, value] : *fields) {
            const bool hash = Hash256::fromHex(value).ok();
            if (hash) {
                m_facts->addHash(audit_text::fieldName(name), text(value));
            } else {
                m_facts->add(audit_text::fieldName(name), text(value));
            }
        }
    }
    m_facts->addHash(tr("Chained to"), text(m_shown->prev.hex()));
    m_facts->addHash(tr("Its own hash"), text(m_shown->hash.hex()));
    m_raw->setPlainText(text(m_shown->line));
}

void AuditWidget::look()
{
    // The first look, for what the list began with, is had before the page shows.
    if (m_look.running() || (m_looked && !isVisible())) {
        return;
    }
    m_look = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background,
        [log = m_log](LedgerReader&) -> Result<std::uint64_t> { return log.size(); },
        [this](const Result<std::uint64_t>& size) {
            if (!size) {
                return;
            }
            if (m_looked && *size != m_seenBytes) {
                if (m_model->rowCount() == 0) {
                    m_model->reload();
                } else {
                    m_model->announceGrowth();
                }
                m_chain->grown(*size);
            }
            m_looked = true;
            m_seenBytes = *size;
        });
}

void AuditWidget::retranslate()
{
    m_title->setText(tr("Audit log"));
    m_note->setText(tr("Opened read-only: nothing that is done now is added to the log."));
    m_action->setItemText(0, tr("All actions"));
    for (int i = 1; i < m_action->count(); ++i) {
        const std::string id = m_action->itemData(i).toString().toStdString();
        m_action->setItemText(i, audit_text::actionName(id));
    }
    const QString results[] = {tr("Any result"), tr("Done"), tr("Not done")};
    for (int i = 0; i < m_result->count(); ++i) {
        m_result->setItemText(i, results[i]);
    }
    const QString times[] = {tr("Any time"), tr("Last 24 hours"), tr("Last 7 days"), tr("Last 30 days")};
    for (int i = 0; i < m_time->count(); ++i) {
        m_time->setItemText(i, times[i]);
    }
    m_action->setAccessibleName(tr("Action"));
    m_result->setAccessibleName(tr("Result"));
    m_time->setAccessibleName(tr("Time"));
    m_text->setAccessibleName(tr("Text in the entry"));
    m_text->setPlaceholderText(tr("Text in the entry"));
    m_table->setTitle(tr("Entries of the audit log"));
    const bool filtered = m_action->currentIndex() > 0 || m_result->currentIndex() > 0 || m_time->currentIndex() > 0 ||
                          !m_text->text().isEmpty();
    m_table->setEmptyText(QStringLiteral("audit"), filtered ? tr("No such entry") : tr("No entry yet"),
                          tr("What changes or judges something is written here: who, when, with what result."));
    m_none->setContent(QStringLiteral("audit"), tr("Choose an entry"), tr("All that is known of it is shown here."));
    m_rawLabel->setText(tr("The line in audit.jsonl"));
    m_raw->setAccessibleName(m_rawLabel->text());
    if (m_shown) {
        showEntry(m_table->view()->currentIndex().row());
    }
}

}  // namespace meterseal::ui
