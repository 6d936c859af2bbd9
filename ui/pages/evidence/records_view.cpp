#include "pages/evidence/records_view.h"

#include "format/error_text.h"
#include "format/evidence_words.h"
#include "format/texts.h"
#include "meterseal/record/canonical_json.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr Qt::Alignment kRowLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr Qt::Alignment kRowRight = Qt::AlignRight | Qt::AlignVCenter;

struct RecordWords {
    Q_DECLARE_TR_FUNCTIONS(RecordWords)
};

QString reasonOf(const EvidenceRow& row)
{
    if (row.anchored) {
        QString said = reasonSentence(row.reason, row.message);
        while (said.endsWith(u'.') || said.endsWith(u'。')) {
            said.chop(1);
        }
        return RecordWords::tr("%1. Anchored was: %2, %3, %4. Found by search and proved by its hash.")
            .arg(said, text(formatNumber(row.anchored->value)), text(row.anchored->alarmCode),
                 Format::isoTime(row.anchored->alarmTime));
    }
    return row.reason.empty() ? RecordWords::tr("Not judged: a step before the records fails")
                              : reasonSentence(row.reason, row.message);
}

QString batchOf(const EvidenceRow& row)
{
    return row.index ? QString::number(*row.index) : QString();
}

const Column<EvidenceRow> kRowColumns[] = {
    {{"verdict", QT_TRANSLATE_NOOP("Columns", "Verdict"), nullptr, kRowLeft, 140},
     [](const EvidenceRow& r, const Format&) { return texts::name(r.verdict); },
     [](const EvidenceRow& r) { return text(toString(r.verdict)); },
     [](const EvidenceRow& r, const Format&) { return reasonOf(r); },
     {},
     [](const EvidenceRow& r) { return texts::tone(r.verdict); }},
    {{"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kRowLeft, 130},
     [](const EvidenceRow& r, const Format&) { return text(r.record.mn); }},
    {{"alarmTime", QT_TRANSLATE_NOOP("Columns", "Record time"), nullptr, kRowLeft, kTimeWide},
     [](const EvidenceRow& r, const Format& f) { return f.cellTime(r.record.alarmTime); },
     [](const EvidenceRow& r) { return Format::isoTime(r.record.alarmTime); },
     [](const EvidenceRow& r, const Format& f) { return f.timeInFull(r.record.alarmTime); }},
    {{"alarmCode", QT_TRANSLATE_NOOP("Columns", "Code"), nullptr, kRowLeft, 90},
     [](const EvidenceRow& r, const Format&) { return text(r.record.alarmCode); }},
    {{"value", QT_TRANSLATE_NOOP("Columns", "Value"), nullptr, kRowRight, 90},
     [](const EvidenceRow& r, const Format& f) { return f.decimal(r.record.value); },
     [](const EvidenceRow& r) { return QString::number(r.record.value, 'g', QLocale::FloatingPointShortest); }},
    {{"height", QT_TRANSLATE_NOOP("Columns", "Block"), nullptr, kRowRight, 60},
     [](const EvidenceRow& r, const Format& f) { return r.index ? f.number(r.height) : texts::none(); }},
    {{"anchoredAt", QT_TRANSLATE_NOOP("Columns", "Anchored"), nullptr, kRowLeft, kTimeWide, false, false},
     [](const EvidenceRow& r, const Format& f) { return r.index ? f.cellTime(r.anchoredAt) : texts::none(); },
     [](const EvidenceRow& r) { return r.index ? Format::isoTime(r.anchoredAt) : QString(); }},
    {{"batch", QT_TRANSLATE_NOOP("Columns", "Batch"), nullptr, kRowRight, 70, false, false},
     [](const EvidenceRow& r, const Format&) { return batchOf(r); }},
    {{"leaf", QT_TRANSLATE_NOOP("Columns", "Leaf"), nullptr, kRowRight, 60, false, false},
     [](const EvidenceRow& r, const Format&) { return r.index ? QString::number(r.leaf + 1) : QString(); }},
};

QString textOf(const EvidenceCalculation& calculation, const QString& equal, const QString& different)
{
    QStringList lines;
    for (const evidence::Calculated& step : evidence::calculationOf(calculation)) {
        lines << step.what
              << QStringLiteral("  ") + step.value +
                     (step.equal ? QStringLiteral("   ") + (*step.equal ? equal : different) : QString());
    }
    return lines.join(u'\n') + u'\n';
}

}  // namespace

RecordsView::RecordsView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_model(new RowsModel<EvidenceRow>(context.format, kRowColumns)),
      m_table(new DataTable(QStringLiteral("evidenceRecords"), m_model, this)),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_how(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_why(new QLabel),
      m_copy(new QPushButton),
      m_text(new QPlainTextEdit),
      m_banner(new Banner)
{
    m_copy->setObjectName(QStringLiteral("copyRedo"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_text->setObjectName(QStringLiteral("redoText"));
    m_banner->setObjectName(QStringLiteral("redoBanner"));
    m_why->setObjectName(QStringLiteral("recordWhy"));
    m_banner->setClosable(false);
    m_how->setWordWrap(true);
    m_why->setWordWrap(true);
    m_why->setTextFormat(Qt::PlainText);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(theme::monoFont(font()));
    onChange(this, {QEvent::FontChange}, [this] { m_text->setFont(theme::monoFont(font())); });
    auto* detail = new QWidget;
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_copy);
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(theme::kMargin, theme::kGap, theme::kGap, theme::kGap);
    column->setSpacing(theme::kGap);
    column->addLayout(head);
    column->addWidget(m_why);
    column->addWidget(m_how);
    column->addWidget(m_banner);
    column->addWidget(m_text, 1);
    column->addStretch();
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_table);
    splitter->addWidget(detail);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({690, 410});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_table, &DataTable::currentChanged, this, &RecordsView::showRecord);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void RecordsView::setOpened(const std::shared_ptr<const OpenedEvidence>& opened)
{
    m_opened = opened;
    m_model->setRows(evidenceRows(*opened));
    if (!m_model->rows().empty()) {
        // The first that can be redone: what stands in no batch has no calculation.
        const auto& rows = m_model->rows();
        const auto first = std::ranges::find_if(rows, [](const EvidenceRow& row) { return row.index.has_value(); });
        m_table->view()->selectRow(first == rows.end() ? 0 : static_cast<int>(first - rows.begin()));
    }
    showRecord();
}

void RecordsView::showRecord()
{
    const int at = m_table->view()->currentIndex().row();
    m_calculation.reset();
    m_text->clear();
    m_banner->clear();
    m_calculating.cancel();
    const EvidenceRow* const row =
        at < 0 || static_cast<std::size_t>(at) >= count() ? nullptr : &m_model->rows()[static_cast<std::size_t>(at)];
    m_why->setText(row == nullptr ? QString() : reasonOf(*row));
    m_why->setVisible(!m_why->text().isEmpty());
    if (row != nullptr) {
        theme::tint(m_why, texts::tone(row->verdict));
    }
    m_copy->setEnabled(false);
    const bool place = row != nullptr && row->index;
    m_text->setVisible(place);
    m_how->setVisible(place);
    m_copy->setVisible(place);
    if (row == nullptr || !row->index || !m_opened) {
        return;
    }
    m_calculating = m_runner.run(
        this,
        [opened = m_opened, index = *row->index, leaf = row->leaf](std::stop_token) {
            return calculateRecord(asBytes(*opened->bytes), index, leaf);
        },
        [this](Result<EvidenceCalculation> calculation) {
            m_calculation = std::move(calculation);
            showCalculation(*m_calculation);
        });
}

void RecordsView::showCalculation(const Result<EvidenceCalculation>& calculation)
{
    if (!calculation) {
        m_banner->showError(calculation.error());
        return;
    }
    m_text->setPlainText(textOf(*calculation, tr("= equal"), tr("≠ DIFFERENT")));
    m_copy->setEnabled(true);
}

void RecordsView::retranslate()
{
    m_table->setTitle(tr("Records shown"));
    m_table->setEmptyText(QStringLiteral("evidence"), tr("No record is shown"),
                          tr("All records of this bundle are withheld, or it could not be read."));
    m_title->setText(tr("Redo this record"));
    m_how->setText(tr("Each line can be redone with sha256sum on the members of the bundle; HOW-TO-VERIFY.txt in it "
                      "has the commands."));
    m_copy->setText(tr("Copy"));
    m_text->setAccessibleName(tr("The calculation, to be redone by hand"));
    const int at = m_table->view()->currentIndex().row();
    if (at >= 0 && static_cast<std::size_t>(at) < count()) {
        m_why->setText(reasonOf(m_model->rows()[static_cast<std::size_t>(at)]));
    }
    if (m_calculation) {
        showCalculation(*m_calculation);
    }
}

}  // namespace meterseal::ui
