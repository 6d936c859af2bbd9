#include "pages/reviews/reviews_widget.h"

#include "dialogs/unlock_dialog.h"
#include "format/texts.h"
#include "models/review_model.h"
#include "pages/reviews/review_view.h"
#include "theme/follow.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QComboBox>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr MeterState kStates[] = {MeterState::Pending, MeterState::Approved, MeterState::Rejected};
}

ReviewsWidget::ReviewsWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_splitter(new QSplitter(this)),
      m_state(new QComboBox(this)),
      m_model(new ReviewModel(*context.session.ledger(), context.format)),
      m_table(new DataTable(QStringLiteral("reviewsTable"), m_model, this)),
      m_view(new ReviewView(context, this)),
      m_none(new EmptyState(this)),
      m_approveMany(new QPushButton(m_table)),
      m_rejectMany(new QPushButton(m_table))
{
    m_state->setObjectName(QStringLiteral("reviewState"));
    for (const MeterState state : kStates) {
        m_state->addItem({}, static_cast<int>(state));
    }
    m_state->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_table->addFilter(m_state);
    const auto framed = [this](std::initializer_list<QWidget*> inside) {
        auto* card = new Card(m_splitter);
        card->setContentsMargins(1, 1, 1, 1);
        auto* layout = new QVBoxLayout(card);
        layout->setContentsMargins(0, 0, 0, 0);
        for (QWidget* widget : inside) {
            layout->addWidget(widget);
        }
        m_splitter->addWidget(card);
    };
    framed({m_table});
    framed({m_none, m_view});
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setHandleWidth(theme::kCards);
    m_splitter->setSizes({460, 620});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargins);
    layout->setSpacing(theme::kCards);
    layout->addWidget(new PageHeader(m_title, this));
    layout->addWidget(m_splitter, 1);
    m_view->hide();
    connect(m_state, &QComboBox::activated, this, [this] {
        m_model->setState(static_cast<MeterState>(m_state->currentData().toInt()));
        retranslate();
    });
    connect(m_table, &DataTable::currentChanged, this, &ReviewsWidget::showOne);
    connect(m_table, &DataTable::activated, this, &ReviewsWidget::showOne);
    connect(m_table, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    connect(m_view, &ReviewView::decided, this, [this] { m_model->reload(); });
    connect(m_view, &ReviewView::nextWanted, this, &ReviewsWidget::showNext);
    onWords(this, context.format, [this] { retranslate(); });
    if (!context.session.readOnly()) {
        for (QPushButton* button : {m_rejectMany, m_approveMany}) {
            m_table->addBulkAction(button);
        }
        theme::setRole(m_rejectMany, theme::Role::Destructive);
        m_rejectMany->setObjectName(QStringLiteral("rejectMany"));
        m_approveMany->setObjectName(QStringLiteral("approveMany"));
        connect(m_approveMany, &QPushButton::clicked, this, [this] { decideMany(BulkKind::Approve); });
        connect(m_rejectMany, &QPushButton::clicked, this, [this] { decideMany(BulkKind::Reject); });
    } else {
        m_approveMany->hide();
        m_rejectMany->hide();
    }
    retranslate();
}

void ReviewsWidget::decideMany(BulkKind kind)
{
    whenUnlocked(m_context, this, [this, kind] {
        std::vector<std::uint32_t> ids;
        for (const quint64 key : m_table->selectedKeys()) {
            ids.push_back(static_cast<std::uint32_t>(key));
        }
        auto* dialog = new BulkDialog(m_context, kind, std::move(ids), this);
        connect(dialog, &BulkDialog::changed, this, [this] { m_model->reload(); });
        dialog->open();
    });
}

void ReviewsWidget::goTo(const QString& rest)
{
    const auto id = rest.toUInt();
    m_view->setVisible(id != 0);
    m_none->setVisible(id == 0);
    if (id != 0 && id != m_view->id()) {
        m_view->showRegistration(id);
    }
}

void ReviewsWidget::showOne(const QString& place)
{
    const QString rest = place.section(u'/', 1);
    if (!rest.isEmpty()) {
        goTo(rest);
        emit moved(rest);
    }
}

void ReviewsWidget::showNext()
{
    // The list was reloaded by the decision, so its first row is one that still waits, unless it is the same one.
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (index.data(TableModel::KeyRole).isValid() && index.data(TableModel::KeyRole).toUInt() != m_view->id()) {
            m_table->view()->setCurrentIndex(index);
            return;
        }
    }
    m_context.notifier.notify(Tone::Ok, tr("No other registration is on this list"));
}

QString ReviewsWidget::windowTitleNow() const
{
    return m_view->isVisible() ? m_view->title() : QString();
}

void ReviewsWidget::retranslate()
{
    m_title->setText(tr("Reviews"));
    m_table->setTitle(tr("Reviews"));
    m_approveMany->setText(tr("Approve…"));
    m_rejectMany->setText(tr("Reject…"));
    for (int i = 0; i < m_state->count(); ++i) {
        const auto state = static_cast<MeterState>(m_state->itemData(i).toInt());
        m_state->setItemText(i, state == MeterState::Pending ? tr("Waiting for review") : texts::name(state));
    }
    m_state->setAccessibleName(tr("State of the registrations"));
    const bool waiting = m_model->state() == MeterState::Pending;
    m_table->setEmptyText(QStringLiteral("reviews"), waiting ? tr("Nothing to review") : tr("No such registration"),
                          waiting ? tr("Every registration has been decided by both parties.") : QString());
    m_none->setContent(QStringLiteral("reviews"), tr("Choose a registration"),
                       tr("Its dossier is shown here, field by field, with what could be checked."));
}

}  // namespace meterseal::ui
