#include "pages/monitor/figures.h"

#include "format/texts.h"
#include "widgets/labels.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr const char* kNames[] = {"figureCommitted", "figureRecords", "figureWaiting",
                                  "figureOldest",    "figureAgain",   "figureSwaps"};
}

Figures::Figures(const Format& format, QWidget* parent)
    : QWidget(parent), m_format(format), m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this))
{
    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(theme::kTight);
    grid->setColumnStretch(0, 1);
    for (const char* name : kNames) {
        Row row{new ScaledLabel(ScaledLabel::Kind::Muted, {}, this), new QLabel(this)};
        row.value->setObjectName(QString::fromLatin1(name));
        row.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        const int at = static_cast<int>(m_rows.size());
        grid->addWidget(row.name, at, 0);
        grid->addWidget(row.value, at, 1);
        m_rows.push_back(row);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addSpacing(theme::kGap);
    layout->addLayout(grid);
    layout->addStretch();
    retranslate();
}

void Figures::show(const std::optional<UploadSnapshot>& snapshot, std::optional<double> swapsPerSecond)
{
    const auto set = [this](std::size_t row, const QString& text) {
        if (m_rows[row].value->text() != text) {
            m_rows[row].value->setText(text);
            m_rows[row].value->setAccessibleName(m_rows[row].name->text() + QStringLiteral(": ") + text);
        }
    };
    if (!snapshot) {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            set(i, texts::unknown());
        }
        return;
    }
    const UploadSnapshot& s = *snapshot;
    set(0, m_format.number(s.committedBatches));
    set(1, m_format.number(s.committedRecords));
    set(2, tr("%1 · %2 records").arg(m_format.number(s.unfinishedBatches), m_format.number(s.pendingRecords)));
    set(3,
        s.oldestWaitingMs ? m_format.duration(static_cast<std::int64_t>(*s.oldestWaitingMs)) : tr("nothing waiting"));
    set(4, m_format.number(s.resubmitted));
    const QString swaps = m_format.number(s.batches.swaps);
    set(5, swapsPerSecond ? tr("%1 · %2/s").arg(swaps, m_format.locale().toString(*swapsPerSecond, 'f', 1)) : swaps);
}

void Figures::retranslate()
{
    m_title->setText(tr("Since the key store was unlocked"));
    const QString names[] = {tr("Batches committed"), tr("Records committed"), tr("Batches waiting · open"),
                             tr("Longest wait"),      tr("Offered again"),     tr("Buffer swaps")};
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].name->setText(names[i]);
    }
}

}  // namespace meterseal::ui
