#include "pages/meters/meters_widget.h"

#include "dialogs/bulk_dialog.h"
#include "dialogs/meter_work.h"
#include "dialogs/register_dialog.h"
#include "dialogs/register_list_dialog.h"
#include "dialogs/slip_dialog.h"
#include "dialogs/unlock_dialog.h"
#include "format/texts.h"
#include "models/ledger_models.h"
#include "pages/meters/meter_view.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace meterseal::ui {

namespace {
constexpr MeterState kStates[] = {MeterState::Pending,   MeterState::Approved, MeterState::Active,
                                  MeterState::Suspended, MeterState::Retired,  MeterState::Rejected};
constexpr int kFilterAfterMs = 250;
}  // namespace

MetersWidget::MetersWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_stack(new QStackedWidget(this)),
      m_list(new QWidget(this)),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, m_list)),
      m_why(new ScaledLabel(ScaledLabel::Kind::Muted, {}, m_list)),
      m_register(new QPushButton(m_list)),
      m_registerList(new QPushButton(m_list)),
      m_model(new MetersModel(*context.session.ledger(), context.format)),
      m_table(new DataTable(QStringLiteral("metersTable"), m_model, m_list)),
      m_state(new QComboBox(m_list)),
      m_maker(new QLineEdit(m_list)),
      m_prefix(new QLineEdit(m_list)),
      m_suspendMany(new QPushButton(m_table)),
      m_resumeMany(new QPushButton(m_table)),
      m_activateMany(new QPushButton(m_table)),
      m_slips(new QPushButton(m_table)),
      m_view(new MeterView(context, this))
{
    buildList();
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_view);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargins);
    layout->addWidget(m_stack);
    m_filterSoon.setSingleShot(true);
    m_filterSoon.setInterval(kFilterAfterMs);
    connect(&m_filterSoon, &QTimer::timeout, this, &MetersWidget::applyFilter);
    connect(m_state, &QComboBox::activated, this, &MetersWidget::applyFilter);
    for (QLineEdit* edit : {m_maker, m_prefix}) {
        connect(edit, &QLineEdit::textChanged, &m_filterSoon, qOverload<>(&QTimer::start));
    }
    connect(m_register, &QPushButton::clicked, this,
            [this] { whenUnlocked(m_context, this, [this] { registerOne(); }); });
    connect(m_registerList, &QPushButton::clicked, this,
            [this] { whenUnlocked(m_context, this, [this] { registerList(); }); });
    connect(m_table, &DataTable::activated, &context.navigator, &Navigator::go);
    connect(m_table, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    connect(m_view, &MeterView::titleChanged, this, [this] { emit moved(m_rest); });
    connect(&context.session, &Session::lockChanged, this, &MetersWidget::refreshActions);
    onWords(this, context.format, [this] { retranslate(); });
    if (!context.session.readOnly()) {
        makeMany(m_suspendMany, "suspendMany", BulkKind::Suspend);
        makeMany(m_resumeMany, "resumeMany", BulkKind::Resume);
        makeMany(m_activateMany, "activateMany", BulkKind::Activate);
        m_slips->setObjectName(QStringLiteral("slipsMany"));
        m_table->addBulkAction(m_slips);
        connect(m_slips, &QPushButton::clicked, this,
                [this] { whenUnlocked(m_context, this, [this] { makeSlips(); }); });
    } else {
        for (QPushButton* button : {m_suspendMany, m_resumeMany, m_activateMany, m_slips}) {
            button->hide();
        }
    }
    retranslate();
}

void MetersWidget::makeMany(QPushButton* button, const char* name, BulkKind kind)
{
    button->setObjectName(QString::fromLatin1(name));
    m_table->addBulkAction(button);
    connect(button, &QPushButton::clicked, this, [this, kind] {
        whenUnlocked(m_context, this, [this, kind] {
            std::vector<std::uint32_t> ids;
            for (const quint64 key : m_table->selectedKeys()) {
                ids.push_back(static_cast<std::uint32_t>(key));
            }
            auto* dialog = new BulkDialog(m_context, kind, std::move(ids), this);
            connect(dialog, &BulkDialog::changed, this, [this] { m_model->reload(); });
            dialog->open();
        });
    });
}

void MetersWidget::buildList()
{
    m_state->setObjectName(QStringLiteral("stateFilter"));
    m_maker->setObjectName(QStringLiteral("makerFilter"));
    m_prefix->setObjectName(QStringLiteral("prefixFilter"));
    m_register->setObjectName(QStringLiteral("registerMeter"));
    m_registerList->setObjectName(QStringLiteral("registerList"));
    m_why->setObjectName(QStringLiteral("whyNoActions"));
    m_state->addItem(QString(), 0);
    for (const MeterState state : kStates) {
        m_state->addItem({}, static_cast<int>(state));
    }
    m_state->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (QLineEdit* edit : {m_maker, m_prefix}) {
        edit->setClearButtonEnabled(true);
        edit->setMaximumWidth(210);
    }
    m_table->addFilter(m_prefix);
    m_table->addFilter(m_state);
    m_table->addFilter(m_maker);
    theme::setRole(m_register, theme::Role::Primary);
    auto* head = new PageHeader(m_title, m_list);
    head->addAction(m_why);
    head->addAction(m_registerList);
    head->addAction(m_register);
    auto* card = new Card(m_list);
    card->setContentsMargins(1, 1, 1, 1);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(0, 0, 0, 0);
    cardLayout->addWidget(m_table);
    auto* layout = new QVBoxLayout(m_list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kCards);
    layout->addWidget(head);
    layout->addWidget(card, 1);
}

void MetersWidget::applyFilter()
{
    m_filterSoon.stop();
    MeterFilter filter;
    if (m_state->currentIndex() > 0) {
        filter.state = static_cast<MeterState>(m_state->currentData().toInt());
    }
    if (const QString maker = m_maker->text().trimmed(); !maker.isEmpty()) {
        filter.manufacturer = maker.toStdString();
    }
    if (const QString prefix = m_prefix->text().trimmed(); !prefix.isEmpty()) {
        filter.mnPrefix = prefix.toStdString();
    }
    m_model->setFilter(filter);
    retranslate();
}

void MetersWidget::refreshActions()
{
    const bool writable = !m_context.session.readOnly();
    m_register->setVisible(writable);
    m_registerList->setVisible(writable);
    m_why->setVisible(!writable);
}

void MetersWidget::registerOne()
{
    auto* dialog = new RegisterDialog(m_context, this);
    connect(dialog, &RegisterDialog::registered, this, [this] { m_model->reload(); });
    dialog->open();
}

void MetersWidget::registerList()
{
    auto* dialog = new RegisterListDialog(m_context, this);
    connect(dialog, &RegisterListDialog::registered, this, [this] { m_model->reload(); });
    dialog->open();
}

// One document for all of them: a page a meter, each folded and sealed by itself.
void MetersWidget::makeSlips()
{
    struct Made {
        std::vector<ActivationSlip> slips;
        std::size_t without = 0;
    };
    std::vector<std::uint32_t> ids;
    for (const quint64 key : m_table->selectedKeys()) {
        ids.push_back(static_cast<std::uint32_t>(key));
    }
    m_making = m_context.session.change(
        this, AuditNote{"meter.slip", {}, {}, {{"meters", std::to_string(ids.size())}}},
        [ids, open = m_context.session.readerMaker()](OpenKeys& unlocked) -> Result<Made> {
            MS_ASSIGN(LedgerReader reader, open());
            Made made;
            for (const std::uint32_t id : ids) {
                MS_ASSIGN(const MeterRow row, reader.meterById(id));
                const MeterState state = row.entry.state;
                const bool awaited = state == MeterState::Pending || state == MeterState::Approved;
                auto slip = awaited ? slipOf(unlocked, row.entry.address, row.entry.tokenExpires)
                                    : Result<ActivationSlip>(makeError(ErrorCode::NotFound, "meter.no-meter-key", ""));
                if (slip) {
                    made.slips.push_back(std::move(slip).value());
                } else {
                    ++made.without;
                }
            }
            if (made.slips.empty()) {
                return makeError(ErrorCode::NotFound, "meter.no-meter-key",
                                 "The key store on this machine holds the secrets of none of these meters, or they are "
                                 "active already. No slip was made.");
            }
            return made;
        },
        [this](Result<Made> made) {
            if (!made) {
                m_context.notifier.notify(made.error());
                return;
            }
            (new SlipDialog(m_context, std::move(made->slips), made->without, this))->open();
        });
}

void MetersWidget::goTo(const QString& rest)
{
    m_rest = rest;
    if (rest.isEmpty()) {
        m_stack->setCurrentWidget(m_list);
        return;
    }
    m_view->showMeter(rest);
    m_stack->setCurrentWidget(m_view);
}

QString MetersWidget::windowTitleNow() const
{
    return m_stack->currentWidget() == m_view ? m_view->title() : QString();
}

void MetersWidget::retranslate()
{
    m_title->setText(tr("Meters"));
    m_table->setTitle(m_title->text());
    m_why->setText(tr("Opened read-only: meters cannot be registered here."));
    m_register->setText(tr("Register a meter…"));
    m_registerList->setText(tr("Register from a list…"));
    m_suspendMany->setText(tr("Suspend…"));
    m_resumeMany->setText(tr("Resume…"));
    m_activateMany->setText(tr("Activate…"));
    m_slips->setText(tr("Slips…"));
    m_slips->setToolTip(tr("Activation slips of all that are chosen, in one document"));
    m_state->setItemText(0, tr("All states"));
    for (int i = 1; i < m_state->count(); ++i) {
        m_state->setItemText(i, texts::name(static_cast<MeterState>(m_state->itemData(i).toInt())));
    }
    m_state->setAccessibleName(tr("State"));
    m_prefix->setPlaceholderText(tr("Meter id begins with…"));
    m_prefix->setAccessibleName(tr("Meter id begins with"));
    m_maker->setPlaceholderText(tr("Manufacturer, whole name"));
    m_maker->setAccessibleName(tr("Manufacturer, whole name"));
    m_table->setTitle(tr("Meters"));
    const MeterFilter& filter = m_model->filter();
    const bool filtered = filter.state || filter.manufacturer || filter.mnPrefix;
    m_table->setEmptyText(QStringLiteral("meters"), filtered ? tr("No such meter") : tr("No meter yet"),
                          filtered ? tr("The filter above leaves none.")
                                   : tr("Register the first one, or a list of them."));
    refreshActions();
}

}  // namespace meterseal::ui
