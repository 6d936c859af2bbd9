#include "pages/upload/preview_tables.h"

#include "theme/follow.h"
#include "theme/theme.h"
#include "widgets/cell_delegate.h"
#include "widgets/labels.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

namespace meterseal::ui {

namespace {

void setUpPreviewTable(QTableView* table, const char* name, QAbstractItemModel* model)
{
    table->setObjectName(QString::fromLatin1(name));
    table->setModel(model);
    table->setItemDelegate(new CellDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setWordWrap(false);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(theme::rowHeight(table->fontMetrics()));
    table->horizontalHeader()->setHighlightSections(false);
}

}  // namespace

PreviewTables::PreviewTables(const Format& format, QWidget* parent)
    : QSplitter(parent),
      m_raw(new RawModel(this)),
      m_parsed(new ParsedModel(format, this)),
      m_rawTable(new QTableView),
      m_parsedTable(new QTableView),
      m_rawTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_parsedTitle(new ScaledLabel(ScaledLabel::Kind::Heading))
{
    onLanguage(this, [this] { retranslate(); });
    onChange(this, {QEvent::FontChange}, [this] {
        for (QTableView* table : {m_rawTable, m_parsedTable}) {
            table->verticalHeader()->setDefaultSectionSize(theme::rowHeight(table->fontMetrics()));
        }
    });
    setUpPreviewTable(m_rawTable, "rawTable", m_raw);
    setUpPreviewTable(m_parsedTable, "parsedTable", m_parsed);
    m_parsedTable->verticalHeader()->hide();
    m_parsedTable->horizontalHeader()->setStretchLastSection(true);
    for (const auto& [title, table] : {std::pair(m_rawTitle, m_rawTable), std::pair(m_parsedTitle, m_parsedTable)}) {
        auto* card = new Card;
        card->setContentsMargins(1, 1, 1, 1);
        auto* inset = new QHBoxLayout;
        inset->setContentsMargins(theme::kGap, 0, theme::kGap, 0);
        inset->addWidget(title);
        auto* layout = new QVBoxLayout(card);
        layout->setContentsMargins(0, theme::kGap, 0, 0);
        layout->addLayout(inset);
        layout->addWidget(table, 1);
        addWidget(card);
        setStretchFactor(count() - 1, 1);
    }
    setChildrenCollapsible(false);
    setHandleWidth(theme::kGap);
    pair(m_rawTable, m_parsedTable);
    pair(m_parsedTable, m_rawTable);
    retranslate();
}

void PreviewTables::pair(QTableView* from, QTableView* to)
{
    connect(from->verticalScrollBar(), &QScrollBar::valueChanged, to->verticalScrollBar(), &QScrollBar::setValue);
    connect(from->selectionModel(), &QItemSelectionModel::currentRowChanged, to, [to](const QModelIndex& now) {
        if (now.isValid() && to->currentIndex().row() != now.row()) {
            to->setCurrentIndex(to->model()->index(now.row(), 0));
        }
    });
}

void PreviewTables::setPreview(const PreviewPtr& preview, const QStringList& used, int textPercent)
{
    const int first = m_rawTable->verticalScrollBar()->value();
    m_parsedTable->clearSpans();
    m_raw->setPreview(preview, used);
    m_parsed->setPreview(preview);
    for (int row = 0; row < m_parsed->rowCount(); ++row) {
        if (m_parsed->rejected(row)) {
            m_parsedTable->setSpan(row, 0, 1, ParsedModel::kColumns);
        }
    }
    constexpr int kWidths[] = {115, 90, 70, 215};
    for (int i = 0; i < ParsedModel::kColumns; ++i) {
        m_parsedTable->horizontalHeader()->resizeSection(i, kWidths[i] * textPercent / 100);
    }
    m_rawTable->resizeColumnsToContents();
    for (int i = 0; i < m_raw->columnCount(); ++i) {
        // The delegate keeps a margin, and a fault takes a shape beside the text.
        m_rawTable->setColumnWidth(i, m_rawTable->columnWidth(i) + theme::kSection);
    }
    // Both headers are as high as the one with two lines, so that the rows stand level.
    const int height = m_rawTable->horizontalHeader()->sizeHint().height();
    m_rawTable->horizontalHeader()->setFixedHeight(height);
    m_parsedTable->horizontalHeader()->setFixedHeight(height);
    m_rawTable->verticalScrollBar()->setValue(first);
}

void PreviewTables::retranslate()
{
    m_rawTitle->setText(tr("As in the file"));
    m_parsedTitle->setText(tr("As it will be recorded"));
    m_rawTable->setAccessibleName(m_rawTitle->text());
    m_parsedTable->setAccessibleName(m_parsedTitle->text());
}

}  // namespace meterseal::ui
