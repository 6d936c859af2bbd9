#include "shell/recent_ledgers.h"

#include "format/texts.h"
#include "theme/follow.h"
#include "widgets/cell_delegate.h"
#include "widgets/table_header.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr std::size_t kMostRows = 6;
constexpr Qt::Alignment kRecentLeft = Qt::AlignLeft | Qt::AlignVCenter;

QString nameOf(const KnownWorkspace& known)
{
    return known.chain.isEmpty() ? QFileInfo(known.folder).fileName() : known.chain;
}

struct RecentTexts {
    Q_DECLARE_TR_FUNCTIONS(Recent)
};

}  // namespace

std::span<const Column<RecentLedgers::Row>> RecentLedgers::columns()
{
    static const Column<Row> kAll[] = {
        {{"chain", QT_TRANSLATE_NOOP("Columns", "Ledger"), nullptr, kRecentLeft, 180},
         [](const Row& row, const Format&) { return nameOf(row.known); },
         {},
         [](const Row& row, const Format&) { return row.known.folder; }},
        {{"fingerprint", QT_TRANSLATE_NOOP("Columns", "Fingerprint"), nullptr, kRecentLeft, 170, true},
         [](const Row& row, const Format&) {
             return row.known.fingerprint.isEmpty() ? texts::unknown() : Format::shortHash(row.known.fingerprint);
         },
         [](const Row& row) { return row.known.fingerprint; }},
        {{"opened", QT_TRANSLATE_NOOP("Columns", "Last opened"), nullptr, kRecentLeft, kTimeWide},
         [](const Row& row, const Format& f) {
             return row.known.openedMs > 0 ? f.cellTime(Timestamp{row.known.openedMs}) : texts::unknown();
         }},
        {{"folder", QT_TRANSLATE_NOOP("Columns", "Folder"), nullptr, kRecentLeft, 260},
         [](const Row& row, const Format&) {
             return row.there.value_or(true) ? row.known.folder : RecentTexts::tr("Folder not found");
         },
         [](const Row& row) { return row.known.folder; },
         {},
         {},
         [](const Row& row) { return row.there.value_or(true) ? Tone::Neutral : Tone::Warn; }},
    };
    return kAll;
}

RecentLedgers::RecentLedgers(const PageContext& context, QWidget* parent)
    : Card(parent),
      m_context(context),
      m_model(new RowsModel<Row>(context.format, columns(), this)),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_open(new QPushButton(this)),
      m_view(new QTableView(this))
{
    setObjectName(QStringLiteral("recentLedgers"));
    m_view->setObjectName(QStringLiteral("recentTable"));
    m_open->setObjectName(QStringLiteral("openRecent"));
    theme::setRole(m_open, theme::Role::Primary);
    setContentsMargins(1, 1, 1, 1);
    m_view->setHorizontalHeader(new TableHeader(m_view));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new CellDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kGap);
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_open);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_view);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecentLedgers::showChosen);
    const auto open = [this] {
        if (const Row* row = chosen(); row != nullptr && row->there.value_or(true)) {
            emit openWanted(row->known.folder);
        }
    };
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_view, &QTableView::doubleClicked, this, open);
    onWords(this, context.format, [this] { retranslate(); });
    onLooks(this, [this] { refresh(); });
    retranslate();
    refresh();
}

void RecentLedgers::refresh()
{
    std::vector<Row> rows;
    std::vector<QString> folders;
    for (KnownWorkspace& known : KnownWorkspaces(m_context.settings).list()) {
        if (rows.size() < kMostRows) {
            folders.push_back(known.folder);
            rows.push_back({std::move(known), std::nullopt});
        }
    }
    m_model->setRows(std::move(rows));
    setVisible(m_model->rowCount() > 0);
    const QFontMetrics metrics = fontMetrics();
    const int high = theme::rowHeight(metrics);
    m_view->verticalHeader()->setDefaultSectionSize(high);
    m_view->setFixedHeight(high * (m_model->rowCount() + 1) + 2);
    m_view->setColumnWidth(0, 20 * metrics.averageCharWidth());
    m_view->setColumnWidth(1, 22 * metrics.averageCharWidth());
    m_view->setColumnWidth(2, metrics.horizontalAdvance(QStringLiteral("0000-00-00 00:00:00")) + 4 * theme::kMargin);
    m_looker
        .run(
            this,
            [folders](std::stop_token) {
                std::vector<bool> there;
                for (const QString& folder : folders) {
                    std::error_code ignored;
                    there.push_back(std::filesystem::exists(folder.toStdString(), ignored));
                }
                return there;
            },
            [this](const std::vector<bool>& there) { take(there); })
        .release();
    m_view->selectRow(0);
    showChosen();
}

void RecentLedgers::take(const std::vector<bool>& there)
{
    int first = -1;
    for (std::size_t i = 0; i < there.size() && i < m_model->rows().size(); ++i) {
        Row row = m_model->rows()[i];
        row.there = there[i];
        m_model->setRow(static_cast<int>(i), std::move(row));
        first = first < 0 && there[i] ? static_cast<int>(i) : first;
    }
    if (first > 0 && m_view->currentIndex().row() == 0) {
        m_view->selectRow(first);
    }
    showChosen();
    emit changed();
}

const RecentLedgers::Row* RecentLedgers::chosen() const
{
    const int row = m_view->currentIndex().row();
    return row >= 0 && row < m_model->rowCount() ? &m_model->rows()[static_cast<std::size_t>(row)] : nullptr;
}

QString RecentLedgers::newest() const
{
    const auto& rows = m_model->rows();
    const auto found = std::find_if(rows.begin(), rows.end(), [](const Row& row) { return row.there.value_or(false); });
    return found == rows.end() ? QString() : found->known.folder;
}

void RecentLedgers::showChosen()
{
    const Row* row = chosen();
    m_open->setVisible(row != nullptr);
    m_open->setText(row != nullptr ? tr("Open %1").arg(nameOf(row->known)) : QString());
    m_open->setEnabled(row != nullptr && row->there.value_or(true));
}

void RecentLedgers::retranslate()
{
    m_title->setText(tr("Recent ledgers"));
    m_view->setAccessibleName(m_title->text());
    showChosen();
}

}  // namespace meterseal::ui
