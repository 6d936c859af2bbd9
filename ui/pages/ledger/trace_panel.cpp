#include "pages/ledger/trace_panel.h"

#include "models/trace_model.h"
#include "theme/follow.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

namespace meterseal::ui {

namespace {
constexpr int kMostRowsHigh = 8;  // more are scrolled
}

TracePanel::TracePanel(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_summary(new ToneLabel(this)),
      m_model(new TraceModel(*context.session.ledger(), context.format)),
      m_table(new DataTable(QStringLiteral("traceTable"), m_model, this))
{
    m_summary->setObjectName(QStringLiteral("traceSummary"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addWidget(m_table);
    connect(m_model, &TableModel::stateChanged, this, &TracePanel::refresh);
    connect(m_table, &DataTable::activated, &context.navigator, &Navigator::go);
    connect(m_table, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    onWords(this, context.format, [this] { refresh(); });
    refresh();
}

void TracePanel::follow(const ConvertBody& batch)
{
    m_first = batch.prev.isZero();
    m_model->follow(batch.prev, batch.address);
    refresh();
}

void TracePanel::refresh()
{
    const Format& format = m_context.format;
    m_title->setText(tr("Earlier batches of this meter, followed back along “previous”"));
    m_table->setTitle(m_title->text());
    m_table->setVisible(!m_first);
    // As high as its rows: bar, header, and what is there.
    const int rows = std::clamp(m_model->rowCount(), 1, kMostRowsHigh);
    m_table->setFixedHeight(m_table->view()->verticalHeader()->defaultSectionSize() * (rows + 1) +
                            m_table->fontMetrics().height() * 4);
    const QString counts =
        tr("%1 batches, %2 records")
            .arg(format.number(static_cast<std::uint64_t>(m_model->rowCount())), format.number(m_model->records()));
    if (m_first) {
        m_summary->setTone(Tone::Info, tr("None: this is the meter's first batch."));
    } else if (m_model->error()) {
        m_summary->setTone(Tone::Bad, tr("The chain of batches is broken after %1.").arg(counts));
    } else if (m_model->whole()) {
        m_summary->setTone(Tone::Ok, tr("The chain is whole, back to the meter's first batch: %1.").arg(counts));
    } else {
        m_summary->setTone(Tone::Muted, tr("So far every link holds: %1. Scroll down for more.").arg(counts));
    }
}

}  // namespace meterseal::ui
