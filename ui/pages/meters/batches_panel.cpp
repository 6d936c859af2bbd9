#include "pages/meters/batches_panel.h"

#include "pages/meters/batch_timeline.h"
#include "theme/follow.h"
#include "widgets/banner.h"
#include "widgets/batch_chart.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace meterseal::ui {

BatchesPanel::BatchesPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_summary(new ToneLabel),
      m_rule(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_chartTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_chartNote(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_timeline(new BatchTimeline(context.format, this)),
      m_model(new SpanFindingsModel(context.format)),
      m_findings(new DataTable(QStringLiteral("batchFindingsTable"), m_model)),
      m_chart(new BatchChart(context.format, this)),
      m_content(new QWidget),
      m_empty(new EmptyState)
{
    m_summary->setObjectName(QStringLiteral("batchSummary"));
    m_rule->setWordWrap(true);
    m_chartNote->setWordWrap(true);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kGap);
    column->setSpacing(theme::kGap);
    column->addWidget(m_summary);
    column->addWidget(m_timeline);
    column->addWidget(m_rule);
    column->addWidget(m_findings, 2);
    column->addSpacing(theme::kGap);
    column->addWidget(m_chartTitle);
    column->addWidget(m_chartNote);
    column->addWidget(m_chart, 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_content);
    layout->addWidget(m_empty);
    connect(m_timeline, &BatchTimeline::opened, this, &BatchesPanel::open);
    const auto openFinding = [this] {
        const int row = m_findings->view()->currentIndex().row();
        if (row >= 0) {
            open(m_model->finding(row).after);
        }
    };
    connect(m_findings, &DataTable::activated, this, openFinding);
    onWords(this, context.format, [this] { refresh(); });
    refresh();
}

void BatchesPanel::setSpans(const MeterSpans& spans)
{
    const bool same = spans.spans.size() == m_spans.spans.size() && spans.records == m_spans.records;
    m_spans = spans;
    if (!same) {
        m_timeline->setSpans(spans);
        m_model->setFindings(spans.findings);
        std::vector<BatchChart::Point> points;
        for (const BatchSpan& span : spans.spans) {
            points.push_back({span.batch.start, span.batch.count});
        }
        m_chart->setPoints(std::move(points));
    }
    refresh();
}

void BatchesPanel::open(std::uint64_t seq)
{
    m_request = m_context.session.ledger()->query(
        this, [seq](LedgerReader& reader) { return reader.transaction(seq); },
        [this](const Result<TxRow>& row) {
            if (row.ok()) {
                m_context.navigator.go(QStringLiteral("ledger/tx/") + text(row->hash.hex()));
            } else {
                m_context.notifier.notify(row.error());
            }
        });
}

void BatchesPanel::refresh()
{
    const Format& format = m_context.format;
    const bool some = !m_spans.spans.empty();
    m_content->setVisible(some);
    m_empty->setVisible(!some);
    m_empty->setContent(QStringLiteral("chart"), tr("Nothing anchored yet"),
                        tr("Batches appear here as soon as records of this meter are uploaded."));
    m_timeline->setAccessibleName(tr("Batches along time. Arrow keys walk, Enter opens the transaction."));
    const bool quiet = m_spans.gaps == 0 && m_spans.overlaps == 0;
    const QString counts =
        tr("%1 batches, %2 records").arg(format.number(m_spans.spans.size()), format.number(m_spans.records));
    m_summary->setTone(quiet ? Tone::Ok : Tone::Warn,
                       quiet ? tr("%1; no gap, no overlap").arg(counts)
                             : tr("%1; gaps: %2, overlaps: %3")
                                   .arg(counts, format.number(m_spans.gaps), format.number(m_spans.overlaps)));
    m_rule->setText(
        m_spans.usualMs
            ? tr("Records usually come every %1. A stretch without a batch longer than three times that is shown as a "
                 "gap. "
                 "Overlaps come from late or repeated readings and are no fault.")
                  .arg(format.duration(*m_spans.usualMs))
            : tr("No batch has two records, so how often records come is unknown and gaps cannot be told."));
    m_findings->setTitle(m_summary->text());
    m_findings->setVisible(!quiet);
    m_chartTitle->setText(tr("Records per batch"));
    m_chartNote->setText(
        tr("By the time of the first record. The values of the records are not on the ledger, only their "
           "fingerprints, so no values can be drawn here."));
    m_chart->setAccessibleName(m_chartTitle->text());
}

}  // namespace meterseal::ui
