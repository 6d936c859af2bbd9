#include "pages/overview/attention.h"

#include "format/texts.h"
#include "format/whose_word.h"
#include "theme/follow.h"
#include "widgets/labels.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kAgeMs = 1000;
constexpr int kWordTicks = 15;                       // cosignatures come without a new block
constexpr std::int64_t kOldMs = 24LL * 3600 * 1000;  // a day without a block is worth a look
}  // namespace

Attention::Attention(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_title(nullptr), m_reviews{}, m_queue{}, m_age{}, m_word{}
{
    auto* card = new Card(this);
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kMargin);
    grid->setVerticalSpacing(theme::kTight);
    grid->setColumnStretch(0, 1);
    m_title = new ScaledLabel(ScaledLabel::Kind::Heading, {}, card);
    grid->addWidget(m_title, 0, 0, 1, 2);
    m_reviews = makeLine(QStringLiteral("attentionReviews"));
    m_queue = makeLine(QStringLiteral("attentionQueue"));
    m_age = makeLine(QStringLiteral("attentionAge"));
    m_word = makeLine(QStringLiteral("attentionWord"));
    int row = 1;
    for (const Line& line : {m_reviews, m_queue, m_age, m_word}) {
        grid->addWidget(line.text, row, 0);
        grid->addWidget(line.go, row++, 1);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    const auto leads = [this](const Line& line, const QString& place) {
        connect(line.go, &QPushButton::clicked, this, [this, place] { m_context.navigator.go(place); });
    };
    leads(m_reviews, QStringLiteral("reviews"));
    leads(m_age, QStringLiteral("ledger/blocks"));
    connect(m_word.go, &QPushButton::clicked, this, [this] {
        if (m_endorsements) {
            m_context.navigator.go(QStringLiteral("ledger/block/%1").arg(m_endorsements->height));
        }
    });
    connect(context.session.ledger(), &LedgerBridge::totalsChanged, this, &Attention::askWord);
    connect(m_queue.go, &QPushButton::clicked, this, [this] { m_context.navigator.go(m_queuePlace); });
    connect(context.session.ledger(), &LedgerBridge::totalsChanged, this, &Attention::refresh);
    connect(&context.session, &Session::lockChanged, this, &Attention::watchUploads);
    onWords(this, context.format, [this] { refresh(); });
    m_timer.setInterval(kAgeMs);
    connect(&m_timer, &QTimer::timeout, this, &Attention::tick);
    m_timer.start();
    watchUploads();
    askWord();
}

Attention::Line Attention::makeLine(const QString& name)
{
    Line line{new ToneLabel(this), new QPushButton(this)};
    line.text->setObjectName(name);
    line.go->setObjectName(name + QStringLiteral("Go"));
    return line;
}

void Attention::watchUploads()
{
    if (UploadBridge* const upload = m_context.session.upload()) {
        connect(upload, &UploadBridge::changed, this, &Attention::refreshQueue);
    }
    refresh();
}

void Attention::refresh()
{
    m_title->setText(tr("What needs attention"));
    m_reviews.go->setText(tr("Review"));
    m_age.go->setText(tr("Blocks"));
    m_age.go->setToolTip(tr("Show the blocks of the ledger"));
    refreshReviews();
    refreshQueue();
    refreshAge();
    refreshWord();
}

void Attention::refreshReviews()
{
    const auto& totals = m_context.session.ledger()->totals();
    m_reviews.go->setVisible(false);
    if (!totals) {
        m_reviews.text->setTone(Tone::Muted, tr("Reviews: %1").arg(texts::unknown()));
        return;
    }
    const auto found = totals->metersByState.find(MeterState::Pending);
    const std::uint64_t waiting = found == totals->metersByState.end() ? 0 : found->second;
    if (waiting == 0) {
        m_reviews.text->setTone(Tone::Ok, tr("No meters awaiting review"));
        return;
    }
    m_reviews.text->setTone(Tone::Warn, tr("%n meter(s) wait for review", nullptr, static_cast<int>(waiting)));
    m_reviews.go->setVisible(true);
    m_reviews.go->setToolTip(tr("Go to the reviews"));
}

void Attention::refreshQueue()
{
    const Session& session = m_context.session;
    const Format& format = m_context.format;
    const UploadBridge* const upload = session.upload();
    m_queuePlace = QStringLiteral("upload");
    bool action = false;
    if (session.readOnly()) {
        m_queue.text->setTone(Tone::Info, tr("Opened read-only: nothing is anchored from here"));
    } else if (upload == nullptr) {
        m_queue.text->setTone(Tone::Info, tr("Uploading is paused while the key store is locked"));
        m_queuePlace = QStringLiteral("settings/unlock");
        m_queue.go->setText(tr("Unlock"));
        action = true;
    } else if (!upload->snapshot()) {
        m_queue.text->setTone(Tone::Muted, tr("Queue: %1").arg(texts::unknown()));
    } else if (upload->snapshot()->oldestWaitingMs) {
        m_queue.text->setTone(
            Tone::Warn, tr("Records are waiting to be anchored, the oldest for %1")
                            .arg(format.duration(static_cast<std::int64_t>(*upload->snapshot()->oldestWaitingMs))));
        m_queue.go->setText(tr("Upload"));
        action = m_context.navigator.knows(m_queuePlace);
    } else {
        m_queue.text->setTone(Tone::Ok, tr("No records waiting to be anchored"));
    }
    m_queue.go->setToolTip(m_queue.go->text());
    m_queue.go->setVisible(action);
}

void Attention::refreshAge()
{
    const auto& totals = m_context.session.ledger()->totals();
    m_age.go->setVisible(totals && totals->head);
    if (!totals) {
        m_age.text->setTone(Tone::Muted, tr("Newest block: %1").arg(texts::unknown()));
    } else if (!totals->head) {
        m_age.text->setTone(Tone::Info, tr("No block was sealed yet"));
    } else {
        const Timestamp time = totals->head->header.time;
        const bool old = now().ms - time.ms > kOldMs;
        m_age.text->setTone(old ? Tone::Warn : Tone::Ok,
                            tr("Newest block sealed %1").arg(m_context.format.age(time, now())));
    }
}

void Attention::askWord()
{
    const auto& totals = m_context.session.ledger()->totals();
    if (!totals || totals->height == 0) {
        return;
    }
    m_asking = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background,
        [height = totals->height](LedgerReader& reader) { return endorsementsOf(reader, height); },
        [this](Result<Endorsements> found) {
            m_endorsements.reset();
            if (found) {
                m_endorsements = std::move(found).value();
            }
            refreshWord();
        });
}

void Attention::refreshWord()
{
    const auto& totals = m_context.session.ledger()->totals();
    const bool blocks = !totals || totals->height > 0;
    m_word.text->setVisible(blocks);
    m_word.go->setVisible(m_endorsements.has_value());
    m_word.go->setText(tr("Newest block"));
    m_word.go->setToolTip(tr("Show who sealed and cosigned it"));
    if (m_endorsements) {
        m_word.text->setTone(toneOf(*m_endorsements), whoseWord(*m_endorsements, m_context.format, now()));
    } else {
        m_word.text->setTone(Tone::Muted, tr("On whose word: %1").arg(texts::unknown()));
    }
}

void Attention::tick()
{
    refreshAge();
    refreshWord();
    if (++m_ticks % kWordTicks == 0 && isVisible()) {
        askWord();
    }
}

}  // namespace meterseal::ui
