#include "pages/ledger/batch_neighbours.h"

#include "dialogs/evidence_dialog.h"
#include "theme/follow.h"
#include "theme/icons.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace meterseal::ui {

BatchNeighbours::BatchNeighbours(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_evidence(new QPushButton(icon(QStringLiteral("evidence")), {}, this)),
      m_previous(new QPushButton(icon(QStringLiteral("back")), {}, this)),
      m_next(new QPushButton(icon(QStringLiteral("forward")), {}, this))
{
    onLanguage(this, [this] { refresh(); });
    m_previous->setObjectName(QStringLiteral("previousBatch"));
    m_next->setObjectName(QStringLiteral("nextBatch"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    m_evidence->setObjectName(QStringLiteral("evidenceOfBatch"));
    layout->addWidget(m_evidence);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    connect(m_evidence, &QPushButton::clicked, this, [this] {
        (new EvidenceDialog(m_context, {{}, {}, {}, text(m_row->mn), m_start, m_end}, this))->open();
    });
    connect(m_previous, &QPushButton::clicked, this, [this] { m_context.navigator.go(m_before); });
    connect(m_next, &QPushButton::clicked, this, [this] { m_context.navigator.go(m_after); });
    connect(context.session.ledger(), &LedgerBridge::totalsChanged, this, [this] {
        if (m_row && m_after.isEmpty() && !m_request.running()) {
            lookForNext();
        }
    });
    clear();
}

void BatchNeighbours::setBatch(const TxRow& row, const TransactionHeader& header)
{
    clear();
    const auto* batch = std::get_if<ConvertBody>(&header.body);
    if (batch == nullptr) {
        return;
    }
    m_row = row;
    m_start = batch->start;
    m_end = batch->end;
    m_before = batch->prev.isZero() ? QString() : QStringLiteral("ledger/tx/") + text(batch->prev.hex());
    lookForNext();
    refresh();
}

void BatchNeighbours::clear()
{
    m_request = {};
    m_row.reset();
    m_before.clear();
    m_after.clear();
    refresh();
}

void BatchNeighbours::lookForNext()
{
    TxFilter filter;
    filter.type = TxType::Convert;
    filter.meterId = m_row->meterId;
    m_request = m_context.session.ledger()->query(
        this,
        [filter, seq = m_row->seq](LedgerReader& reader) {
            return reader.transactions(filter, seq, Direction::Newer, 1);
        },
        [this](const Result<Page<TxRow>>& page) {
            if (page.ok() && !page->rows.empty()) {
                m_after = QStringLiteral("ledger/tx/") + text(page->rows.front().hash.hex());
            } else if (!page.ok()) {
                m_context.notifier.notify(page.error());
            }
            refresh();
        });
}

void BatchNeighbours::refresh()
{
    setVisible(m_row.has_value());
    m_evidence->setText(tr("Make evidence…"));
    m_previous->setText(tr("Previous batch"));
    m_next->setText(tr("Next batch"));
    m_previous->setEnabled(!m_before.isEmpty());
    m_next->setEnabled(!m_after.isEmpty());
    m_previous->setToolTip(m_before.isEmpty() ? tr("This is the meter's first batch")
                                              : tr("The batch of this meter before this one"));
    m_next->setToolTip(m_after.isEmpty() ? tr("There is no later batch of this meter yet")
                                         : tr("The batch of this meter after this one"));
}

}  // namespace meterseal::ui
