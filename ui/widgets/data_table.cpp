#include "widgets/data_table.h"

#include "models/paged_model.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/cell_delegate.h"
#include "widgets/table_columns.h"
#include "widgets/table_export.h"
#include "widgets/table_header.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace meterseal::ui {

DataTable::DataTable(const QString& name, TableModel* model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_view(new QTableView(this)),
      m_bar(new QHBoxLayout),
      m_count(new QLabel(this)),
      m_columns(new QToolButton(this)),
      m_export(new QToolButton(this)),
      m_reload(new QToolButton(this)),
      m_pill(new QPushButton(this)),
      m_banner(new Banner(this)),
      m_told(new Banner(this)),
      m_progress(new ProgressStrip(this)),
      m_exporter(new TableExport(*this, *m_progress)),
      m_empty(new EmptyState(this)),
      m_stack(new QStackedWidget(this))
{
    onLanguage(this, [this] { retranslate(); });
    onChange(this, {QEvent::FontChange}, [this] {
        const int high = QFontMetrics(font()).height();
        if (high != m_fontHeight) {
            scaleColumns(*m_view, static_cast<double>(high) / m_fontHeight);
            m_fontHeight = high;
        }
    });
    m_fontHeight = QFontMetrics(font()).height();
    setObjectName(name);
    model->setParent(this);
    m_view->setObjectName(QStringLiteral("tableView"));
    m_count->setObjectName(QStringLiteral("tableCount"));
    m_columns->setObjectName(QStringLiteral("tableColumns"));
    m_export->setObjectName(QStringLiteral("tableExport"));
    m_reload->setObjectName(QStringLiteral("tableReload"));
    m_pill->setObjectName(QStringLiteral("tablePill"));
    m_banner->setObjectName(QStringLiteral("tableBanner"));
    m_told->setObjectName(QStringLiteral("tableMessage"));
    m_empty->setObjectName(QStringLiteral("tableEmpty"));

    m_view->setHorizontalHeader(new TableHeader(m_view));
    m_view->setModel(model);
    m_view->setItemDelegate(new CellDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setWordWrap(false);
    m_view->setShowGrid(false);
    m_view->setTabKeyNavigation(false);  // Tab leaves the table; arrows move in it
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    // A million rows must not be measured one by one.
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->horizontalHeader()->setSectionsMovable(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionsClickable(true);
    m_view->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);

    for (QToolButton* button : {m_reload, m_columns, m_export}) {
        button->setAutoRaise(true);
    }
    m_columns->setIcon(icon(QStringLiteral("columns")));
    m_export->setIcon(icon(QStringLiteral("export")));
    m_reload->setIcon(icon(QStringLiteral("refresh")));
    m_pill->setIcon(icon(QStringLiteral("up")));
    m_pill->hide();

    m_bar->setSpacing(theme::kGap);
    m_bar->setContentsMargins(theme::kGap, theme::kGap, theme::kGap, theme::kGap);
    m_bar->addStretch();
    m_bar->addWidget(m_pill);
    m_bar->addWidget(m_count);
    m_bar->addWidget(m_reload);
    m_bar->addWidget(m_columns);
    m_bar->addWidget(m_export);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_progress);
    layout->addWidget(m_told);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    setTabOrder(m_view, m_reload);

    connect(model, &TableModel::stateChanged, this, &DataTable::refresh);
    connect(model, &TableModel::newRowsChanged, this, &DataTable::refresh);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        findKept();
        if (m_selectingAll) {
            selectAll();
        }
        refresh();
    });
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (const auto key = currentKey()) {
            m_keptKey = key;
            m_keptRow = m_view->currentIndex().row();
        }
    });
    connect(model, &QAbstractItemModel::modelReset, this, &DataTable::findKept);
    const auto lookAtTop = [this] { m_model->setReaderAtTop(m_view->verticalScrollBar()->value() == 0); };
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, lookAtTop);
    lookAtTop();
    connect(m_pill, &QPushButton::clicked, this, [this] {
        m_model->reload();
        m_view->scrollToTop();
        m_view->setFocus();
    });
    connect(m_reload, &QToolButton::clicked, m_model, &TableModel::reload);
    connect(m_export, &QToolButton::clicked, m_exporter, &TableExport::ask);
    connect(m_exporter, &TableExport::finished, this, [this](const QString& file, quint64 rows) {
        m_told->showMessage(Tone::Ok, tr("%1 rows were exported").arg(m_model->format().number(rows)), file);
    });
    connect(m_exporter, &TableExport::failed, m_told, &Banner::showError);
    connect(m_banner, &Banner::actionTriggered, m_model, &TableModel::reload);
    connect(m_columns, &QToolButton::clicked, this,
            [this] { showColumnMenu(m_columns->mapToGlobal(QPoint(0, m_columns->height()))); });
    QHeaderView* const header = m_view->horizontalHeader();
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint& at) { showColumnMenu(header->mapToGlobal(at)); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &DataTable::showRowMenu);
    connect(m_view, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { tell(index, &DataTable::activated); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { emit currentChanged(now.data(TableModel::PlaceRole).toString()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DataTable::refreshBulk);
    connect(header, &QHeaderView::sectionClicked, this, [this](int section) {
        const auto* paged = qobject_cast<PagedModelBase*>(m_model);
        const bool down = paged != nullptr && paged->direction() == Direction::Older;
        sortBy(section, down ? Qt::AscendingOrder : Qt::DescendingOrder);
    });
    m_save.setSingleShot(true);
    m_save.setInterval(500);
    connect(&m_save, &QTimer::timeout, this, &DataTable::saveColumns);
    connect(header, &QHeaderView::sectionResized, this, [this] { m_save.start(); });
    connect(header, &QHeaderView::sectionMoved, this, [this] { m_save.start(); });

    addActions();
    retranslate();
    const QHeaderView* const columns = m_view->horizontalHeader();
    if (restoreColumns(*m_view, *m_model, objectName()) && columns->isSortIndicatorShown()) {
        // The arrow must not say what the rows do not do.
        sortBy(columns->sortIndicatorSection(), columns->sortIndicatorOrder());
    }
    refresh();
}

DataTable::~DataTable()
{
    if (m_save.isActive()) {
        saveColumns();
    }
}

void DataTable::addActions()
{
    const auto make = [this](const QKeySequence& keys, auto slot) {
        auto* action = new QAction(this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    m_copyRow = make(QKeySequence::Copy, [this] { copyRow(); });
    m_copyCell = make(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { copyCell(); });
    m_openRow = make({}, [this] { tell(m_view->currentIndex(), &DataTable::activated); });
    m_openWindow = make(QKeySequence(Qt::CTRL | Qt::Key_Return),
                        [this] { tell(m_view->currentIndex(), &DataTable::openInWindow); });
    make(QKeySequence::SelectAll, [this] { selectAll(); });
    make(QKeySequence::Refresh, [this] { m_model->reload(); });
    make(QKeySequence::Find, [this] {
        for (int i = 0; i < m_bar->count(); ++i) {
            auto* const field = qobject_cast<QLineEdit*>(m_bar->itemAt(i)->widget());
            if (field != nullptr && field->isVisible()) {
                field->setFocus(Qt::ShortcutFocusReason);
                field->selectAll();
                return;
            }
        }
    });
    make(QKeySequence(Qt::CTRL | Qt::Key_E), [this] { m_exporter->ask(); });
}

void DataTable::addFilter(QWidget* widget)
{
    m_bar->insertWidget(m_bar->count() - 6, widget);  // before the stretch and the five fixed ones
}

void DataTable::setTitle(const QString& title)
{
    m_view->setAccessibleName(title);
    m_view->horizontalHeader()->setAccessibleName(title);
}

void DataTable::setEmptyText(const QString& iconName, const QString& title, const QString& detail)
{
    m_emptyIcon = iconName;
    m_emptyTitle = title;
    m_emptyDetail = detail;
    refresh();
}

void DataTable::sortBy(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= m_model->columnCount() || !m_model->column(column).sortable) {
        return;
    }
    m_view->horizontalHeader()->setSortIndicatorShown(true);
    m_view->horizontalHeader()->setSortIndicator(column, order);
    m_model->sortBy(column, order);
    m_save.start();
    emit sorted(order);
}

bool DataTable::showKey(quint64 key)
{
    auto* paged = qobject_cast<PagedModelBase*>(m_model);
    const int row = paged != nullptr && paged->dense() ? paged->showKey(key) : m_model->rowOfKey(key);
    if (row < 0) {
        return false;
    }
    const QModelIndex index = m_model->index(row, std::max(0, m_view->currentIndex().column()));
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::EnsureVisible);
    return true;
}

// The row that was current before the list was read again, as soon as it is there. It may lie below what a list that
// comes page by page has by now; it is not looked for further than it was.
void DataTable::findKept()
{
    if (!m_keptKey) {
        return;
    }
    if (showKey(*m_keptKey) || m_model->rowCount() > m_keptRow ||
        (m_model->rowCount() > 0 && !m_model->canFetchMore({}))) {
        m_keptKey.reset();
    } else {
        m_model->fetchMore({});
    }
}

std::optional<quint64> DataTable::currentKey() const
{
    const QVariant key = m_view->currentIndex().data(TableModel::KeyRole);
    return key.isValid() ? std::optional(key.toULongLong()) : std::nullopt;
}

QString DataTable::countText() const
{
    const Format& format = m_model->format();
    const auto rows = static_cast<quint64>(m_model->rowCount());
    switch (m_model->countState()) {
    case RowCount::Unknown:
        return m_model->loading() ? tr("loading…") : QString();
    case RowCount::Partial:
        return tr("%Ln row(s) so far", nullptr, static_cast<int>(rows));
    case RowCount::Complete:
        return tr("%Ln row(s)", nullptr, static_cast<int>(rows));
    case RowCount::Capped:
        return m_model->knownTotal()
                   ? tr("%1 of %2 rows").arg(format.number(rows), format.number(*m_model->knownTotal()))
                   : tr("the first %1 rows").arg(format.number(rows));
    }
    return {};
}

void DataTable::refresh()
{
    m_count->setText(countText());
    const qint64 fresh = m_model->newRows();
    m_pill->setVisible(fresh != 0);
    m_pill->setText(fresh > 0 ? tr("%Ln new row(s)", nullptr, static_cast<int>(std::min<qint64>(fresh, 999'999)))
                              : tr("This list has changed"));
    if (m_model->error()) {
        m_banner->showError(*m_model->error());
    } else {
        m_banner->clear();
    }
    const bool nothing = m_model->rowCount() == 0;
    if (nothing) {
        if (m_model->loading()) {
            m_empty->setContent(QStringLiteral("refresh"), tr("Loading…"));
        } else if (m_model->error()) {
            m_empty->setContent(QStringLiteral("unknown"), tr("The list could not be read"),
                                tr("The message above says why."));
        } else {
            m_empty->setContent(m_emptyIcon, m_emptyTitle.isEmpty() ? tr("Nothing here") : m_emptyTitle, m_emptyDetail);
        }
    }
    m_stack->setCurrentWidget(nothing ? static_cast<QWidget*>(m_empty) : m_view);
    m_export->setEnabled(!nothing);
}

void DataTable::retranslate()
{
    const auto label = [](QToolButton* button, const QString& text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    label(m_columns, tr("Choose columns"));
    label(m_export, tr("Export what is shown"));
    label(m_reload, tr("Reload"));
    m_pill->setToolTip(tr("Show them. Until then the list stays as it is."));
    m_copyCell->setText(tr("Copy cell"));
    m_copyRow->setText(tr("Copy row"));
    refreshBulk();
    m_openRow->setText(tr("Open"));
    m_openWindow->setText(tr("Open in a window of its own"));
    m_banner->setAction(tr("Try again"));
    m_banner->setClosable(false);
    refresh();
}

void DataTable::saveColumns()
{
    ui::saveColumns(*m_view, *m_model, objectName());
}

void DataTable::showColumnMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QHeaderView* const header = m_view->horizontalHeader();
    for (int i = 0; i < m_model->columnCount(); ++i) {
        QAction* const action = menu->addAction(m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(i));
        // The last one stays: a table without columns cannot be brought back by its header.
        action->setEnabled(header->isSectionHidden(i) || header->count() - header->hiddenSectionCount() > 1);
        connect(action, &QAction::toggled, this, [this, header, i](bool shown) {
            header->setSectionHidden(i, !shown);
            m_save.start();
        });
    }
    menu->popup(where);
}

void DataTable::showRowMenu(const QPoint& where)
{
    const QModelIndex index = m_view->indexAt(where);
    if (!index.isValid()) {
        return;
    }
    const bool leads = !index.data(TableModel::PlaceRole).toString().isEmpty();
    m_openRow->setEnabled(leads);
    m_openWindow->setEnabled(leads);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("rowMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_openRow, m_openWindow, menu->addSeparator(), m_copyCell, m_copyRow});
    menu->popup(m_view->viewport()->mapToGlobal(where));
}

void DataTable::copyCell()
{
    if (m_view->currentIndex().isValid()) {
        QApplication::clipboard()->setText(m_view->currentIndex().data(TableModel::FullTextRole).toString());
    }
}

QString DataTable::rowAsText(int row) const
{
    QStringList cells;
    const QHeaderView* const header = m_view->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (!header->isSectionHidden(logical)) {
            cells << m_model->index(row, logical).data(TableModel::FullTextRole).toString();
        }
    }
    return cells.join(u'\t');
}

void DataTable::copyRow()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows) {
        lines << rowAsText(row.row());
    }
    if (!lines.isEmpty()) {
        QApplication::clipboard()->setText(lines.join(u'\n'));
    }
}

std::vector<quint64> DataTable::selectedKeys() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    std::vector<quint64> keys;
    for (const QModelIndex& row : rows) {
        if (const QVariant key = row.data(TableModel::KeyRole); key.isValid()) {
            keys.push_back(key.toULongLong());
        }
    }
    return keys;
}

// A list that comes page by page is read to its end first.
void DataTable::selectAll()
{
    m_selectingAll = m_model->canFetchMore({}) && m_model->rowCount() < kMostSelected;
    if (m_selectingAll) {
        m_model->fetchMore({});
    } else {
        m_view->selectAll();
    }
}

void DataTable::addBulkAction(QWidget* action)
{
    if (m_bulk == nullptr) {
        m_bulk = new QWidget(this);
        m_bulk->setObjectName(QStringLiteral("tableBulk"));
        m_bulk->setAutoFillBackground(true);
        m_bulk->setBackgroundRole(QPalette::AlternateBase);
        m_selected = new QLabel(m_bulk);
        m_selected->setObjectName(QStringLiteral("tableSelected"));
        m_copyRows = new QToolButton(m_bulk);
        m_copyRows->setAutoRaise(true);
        connect(m_copyRows, &QToolButton::clicked, this, &DataTable::copyRow);
        auto* row = new QHBoxLayout(m_bulk);
        row->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kGap);
        row->addWidget(m_selected);
        row->addStretch();
        row->addWidget(m_copyRows);
        layout()->addWidget(m_bulk);
        m_bulk->hide();
    }
    m_bulk->layout()->addWidget(action);
    refreshBulk();
}

void DataTable::refreshBulk()
{
    if (m_bulk == nullptr) {
        return;
    }
    const auto count = m_view->selectionModel()->selectedRows().size();
    m_selected->setText(tr("%Ln row(s) selected", nullptr, static_cast<int>(count)));
    m_copyRows->setText(tr("Copy rows"));
    m_bulk->setVisible(count > 1);
}

bool DataTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::NoModifier) {
            m_openRow->trigger();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DataTable::tell(const QModelIndex& index, void (DataTable::*signal)(const QString&))
{
    if (const QString place = index.data(TableModel::PlaceRole).toString(); !place.isEmpty()) {
        (this->*signal)(place);
    }
}

}  // namespace meterseal::ui
