#include "pages/audit/chain_state.h"

#include "format/audit_text.h"
#include "theme/follow.h"
#include "widgets/banner.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kSymbol = 40;
constexpr int kPollMs = 200;
constexpr quint64 kCheckedByItself = 4u << 20;  // bytes that are checked in a moment
constexpr std::size_t kShownBreaks = 5;
}  // namespace

ChainState::ChainState(const PageContext& context, AuditLog log, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_log(std::move(log)),
      m_symbol(new IconLabel(kSymbol)),
      m_state(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_detail(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_headLabel(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_head(new HashLabel(HashLabel::Shown::Short)),
      m_check(new QPushButton),
      m_progress(new ProgressStrip(this)),
      m_banner(new Banner(this)),
      m_shared(std::make_shared<Shared<std::pair<std::uint64_t, std::uint64_t>>>())
{
    m_state->setObjectName(QStringLiteral("chainState"));
    m_detail->setObjectName(QStringLiteral("chainDetail"));
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_head->setObjectName(QStringLiteral("chainHead"));
    m_check->setObjectName(QStringLiteral("chainCheck"));
    auto* headRow = new QHBoxLayout;
    headRow->addWidget(m_headLabel);
    headRow->addWidget(m_head);
    headRow->addStretch();
    auto* words = new QVBoxLayout;
    words->setSpacing(theme::kTight);
    words->addWidget(m_state);
    words->addWidget(m_detail);
    words->addLayout(headRow);
    auto* card = new Card(this);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kMargin);
    row->addWidget(m_symbol, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_check, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(card);
    layout->addWidget(m_progress);
    layout->addWidget(m_banner);
    m_progress->hide();
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        const auto [done, total] = m_shared->get();
        m_progress->setProgress(done, total, tr("Checking the chain…"));
    });
    connect(m_check, &QPushButton::clicked, this, &ChainState::check);
    connect(m_progress, &ProgressStrip::stopRequested, this, [this] {
        m_task.cancel();
        m_poll.stop();
        m_progress->finish();
        refresh();
    });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
    check();
}

void ChainState::check()
{
    m_banner->clear();
    m_isGrown = false;
    m_shared->set({0, 0});
    m_poll.start();
    refresh();
    m_task = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background,
        [log = m_log, workspace = *m_context.session.workspace(),
         shared = m_shared](LedgerReader&, const std::stop_token& stop) -> Result<AuditCheck> {
            MS_ASSIGN(const std::optional<AuditHead> known, workspace.knownAuditHead());
            return log.check(
                [shared](std::uint64_t done, std::uint64_t total) {
                    shared->set({done, total});
                },
                stop, known);
        },
        [this](Result<AuditCheck> result) {
            m_poll.stop();
            m_progress->finish();
            if (result) {
                m_result = *result;
            } else {
                m_result.reset();
                m_banner->showError(result.error());
            }
            refresh();
            if (result) {
                emit checked(result->whole());
            }
        });
}

void ChainState::grown(quint64 bytes)
{
    if (bytes <= kCheckedByItself && !m_poll.isActive()) {
        check();
        return;
    }
    m_isGrown = true;
    refresh();
}

QString ChainState::detailText() const
{
    QStringList lines;
    const Format& format = m_context.format;
    for (std::size_t i = 0; i < std::min(m_result->breaks.size(), kShownBreaks); ++i) {
        lines << audit_text::sentence(m_result->breaks[i], format);
    }
    if (m_result->breakCount > kShownBreaks) {
        lines << tr("And %1 more places.").arg(format.number(m_result->breakCount - kShownBreaks));
    }
    if (!m_result->whole()) {
        lines << tr("Keep the file audit.jsonl as it is, and compare it with a backup from before.");
    } else if (m_result->entries > 0) {
        lines << tr("Every entry is chained to the one before by its SHA-256, and the end is the one last written.");
    }
    if (m_result->cutBytes > 0) {
        lines << tr("A line of %1 was begun and never finished: a program was cut off while writing. It is set aside "
                    "with the next entry.")
                     .arg(format.bytes(m_result->cutBytes));
    }
    if (m_isGrown) {
        lines << tr("There are new entries since this check.");
    }
    return lines.join(u'\n');
}

void ChainState::refresh()
{
    const bool known = m_result.has_value();
    m_check->setEnabled(!m_poll.isActive());
    m_headLabel->setVisible(known && m_result->entries > 0);
    m_head->setVisible(known && m_result->entries > 0);
    m_detail->setVisible(known);
    if (!known) {
        m_symbol->setIcon(QStringLiteral("unknown"), Tone::Muted);
        m_state->setText(m_poll.isActive() ? tr("Checking the chain…") : tr("The chain was not checked"));
        return;
    }
    const Format& format = m_context.format;
    const Tone tone = !m_result->whole() ? Tone::Bad : m_result->entries == 0 ? Tone::Muted : Tone::Ok;
    m_symbol->setIcon(tone == Tone::Muted ? QStringLiteral("empty") : theme::symbolOf(tone), tone);
    if (!m_result->whole()) {
        const AuditBreak& first = m_result->breaks.front();
        m_state->setText(tr("The log is broken at entry %1").arg(format.number(first.seq)));
    } else if (m_result->entries == 0) {
        m_state->setText(tr("The log has no entries yet"));
    } else {
        m_state->setText(tr("The log is whole: %1 entries").arg(format.number(m_result->entries)));
    }
    m_detail->setText(detailText());
    m_detail->setVisible(!m_detail->text().isEmpty());
    m_head->setHash(text(m_result->head.hex()));
}

void ChainState::retranslate()
{
    m_check->setText(tr("Check again"));
    m_headLabel->setText(tr("Last entry's hash"));
    refresh();
}

}  // namespace meterseal::ui
