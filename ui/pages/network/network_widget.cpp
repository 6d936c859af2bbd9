#include "pages/network/network_widget.h"

#include "dialogs/check_words.h"
#include "format/fingerprint_book.h"
#include "format/texts.h"
#include "format/whose_word.h"
#include "pages/network/book_panel.h"
#include "pages/network/changes_panel.h"
#include "pages/network/members_panel.h"
#include "theme/follow.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kReadNetworkAfterMs = 2000;
constexpr Height kBlocksOfWitnesses = 2000;
enum NetworkTab { kMembersTab, kChangesTab, kBookTab };
}  // namespace

Result<NetworkState> readNetwork(LedgerReader& reader)
{
    NetworkState state;
    state.consortium = reader.genesis().consortium();
    state.sealer = reader.genesis().sealer.organisation;
    MS_ASSIGN(state.organisations, reader.organisations());
    MS_ASSIGN(state.changes, organisationChanges(reader));
    MS_ASSIGN(const Page<BlockRow> newest, reader.blocks({}, std::nullopt, Direction::Older, 1));
    if (newest.rows.empty()) {
        return state;
    }
    state.height = newest.rows.front().height;
    MS_ASSIGN(state.head, endorsementsOf(reader, state.height));
    const Height from = state.height > kBlocksOfWitnesses ? state.height - kBlocksOfWitnesses + 1 : 1;
    MS_ASSIGN(Endorsements lately, endorsementsOf(reader, from));
    std::erase_if(lately.list, [](const Endorsement& one) { return one.kind != EndorsementKind::Cosignature; });
    state.witnesses = std::move(lately.list);
    return state;
}

NetworkWidget::NetworkWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_word(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_figures(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_fingerprintTitle(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_words(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_tone(new ToneLabel(this)),
      m_compared(new ToneLabel(this)),
      m_fingerprint(new HashLabel(HashLabel::Shown::Whole, this)),
      m_compare(new QPushButton(this)),
      m_tabs(new QTabBar(this)),
      m_stack(new QStackedWidget(this)),
      m_members(new MembersPanel(context, this)),
      m_changes(new ChangesPanel(context, this)),
      m_book(new BookPanel(context, this))
{
    m_tabs->setObjectName(QStringLiteral("networkTabs"));
    m_tabs->setExpanding(false);
    for (QWidget* panel :
         {static_cast<QWidget*>(m_members), static_cast<QWidget*>(m_changes), static_cast<QWidget*>(m_book)}) {
        m_tabs->addTab({});
        m_stack->addWidget(panel);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargins);
    layout->setSpacing(theme::kCards);
    layout->addWidget(new PageHeader(m_title, this));
    layout->addWidget(buildHead());
    auto* panel = new QVBoxLayout;  // the tabs stand on the card
    panel->setSpacing(0);
    panel->addWidget(m_tabs);
    panel->addWidget(m_stack, 1);
    layout->addLayout(panel, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(kReadNetworkAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &NetworkWidget::read);
    connect(context.session.ledger(), &LedgerBridge::totalsChanged, this, [this] {
        if (!m_soon.isActive()) {
            m_soon.start();
        }
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        constexpr const char* kPlaces[] = {"network/members", "network/changes", "network/book"};
        m_context.navigator.go(QString::fromLatin1(kPlaces[tab]));
    });
    connect(m_compare, &QPushButton::clicked, this, [this] {
        const Workspace& workspace = *m_context.session.workspace();
        FingerprintBook(m_context.settings)
            .remember({text(workspace.fingerprint().hex()), text(workspace.genesis().chain), now().ms});
    });
    connect(&context.settings, &AppSettings::valueChanged, this, [this](const QString& key) {
        if (key == FingerprintBook::kKey) {
            showFingerprint();
        }
    });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
    read();
}

QWidget* NetworkWidget::buildHead()
{
    m_word->setObjectName(QStringLiteral("networkWord"));
    m_fingerprint->setObjectName(QStringLiteral("networkFingerprint"));
    m_compared->setObjectName(QStringLiteral("networkCompared"));
    m_compare->setObjectName(QStringLiteral("networkCompare"));
    m_word->setWordWrap(true);
    m_figures->setWordWrap(true);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kCards);
    auto* word = new Card(head);
    auto* words = new QVBoxLayout(word);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(theme::kTight);
    words->addWidget(m_word);
    words->addWidget(m_tone);
    words->addWidget(m_figures);
    words->addStretch();
    auto* fingerprint = new Card(head);
    auto* facts = new QVBoxLayout(fingerprint);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setSpacing(theme::kTight);
    auto* first = new QHBoxLayout;
    first->addWidget(m_fingerprintTitle);
    first->addStretch();
    first->addWidget(m_compare);
    facts->addLayout(first);
    facts->addWidget(m_fingerprint);
    facts->addWidget(m_words);
    facts->addWidget(m_compared);
    row->addWidget(word, 1);
    row->addWidget(fingerprint, 1);
    return head;
}

void NetworkWidget::goTo(const QString& rest)
{
    const QSignalBlocker quiet(m_tabs);
    const NetworkTab tab = rest == QLatin1String("changes") ? kChangesTab
                           : rest == QLatin1String("book")  ? kBookTab
                                                            : kMembersTab;
    m_tabs->setCurrentIndex(tab);
    m_stack->setCurrentIndex(tab);
    if (tab == kMembersTab && !rest.isEmpty() && rest != QLatin1String("members")) {
        m_members->choose(rest);
    }
}

void NetworkWidget::read()
{
    m_reading = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background, [](LedgerReader& reader) { return readNetwork(reader); },
        [this](Result<NetworkState> state) {
            if (!state) {
                m_context.notifier.notify(state.error());
                return;
            }
            m_state = std::move(state).value();
            m_members->setState(*m_state);
            m_changes->setChanges(m_state->changes);
            show();
        });
}

void NetworkWidget::show()
{
    const Format& format = m_context.format;
    if (!m_state) {
        m_word->setText(tr("Reading…"));
        m_tone->hide();
        m_figures->clear();
        return;
    }
    m_tone->setVisible(m_state->head.has_value());
    if (!m_state->head) {
        m_word->setText(tr("There is no block yet"));
        m_figures->setText(tr("Nobody has sealed anything so far."));
        return;
    }
    const Endorsements& head = *m_state->head;
    m_word->setText(whoseWord(head, format, now()));
    const bool alone = head.cosigners == 0 && !m_state->consortium;
    m_tone->setTone(toneOf(head), alone ? tr("One party's word") : tr("Several parties' word"));
    m_figures->setText(
        tr("Newest block %1. To write its history anew, the sealer would have to act together with those who cosigned "
           "it.")
            .arg(format.number(m_state->height)));
    if (alone) {
        m_figures->setText(tr("Nobody else has cosigned the newest block, %1. Until then the sealer alone could show "
                              "different people different histories.")
                               .arg(format.number(m_state->height)));
    }
}

void NetworkWidget::showFingerprint()
{
    const QString hex = text(m_context.session.workspace()->fingerprint().hex());
    m_fingerprint->setHash(hex);
    m_words->setText(tr("Check words: %1").arg(checkWordsShown(hex.toStdString(), m_context.format.locale())));
    const auto known = FingerprintBook(m_context.settings).find(hex);
    m_compare->setVisible(!known);
    m_compared->setTone(known ? Tone::Ok : Tone::Warn,
                        !known ? tr("Not compared yet")
                        : known->comparedMs > 0
                            ? tr("Compared %1").arg(m_context.format.cellTime({known->comparedMs}).left(10))
                            : tr("Compared"));
}

void NetworkWidget::retranslate()
{
    m_title->setText(tr("Network"));
    m_fingerprintTitle->setText(tr("Fingerprint of the ledger"));
    m_compare->setText(tr("I compared it"));
    m_compare->setToolTip(tr("With another party, by another way than this file came: on the telephone or on paper."));
    m_tabs->setTabText(kMembersTab, tr("Organisations and keys"));
    m_tabs->setTabText(kChangesTab, tr("Changes"));
    m_tabs->setTabText(kBookTab, tr("Fingerprint book"));
    m_tabs->setAccessibleName(tr("Parts of the network"));
    showFingerprint();
    show();
}

}  // namespace meterseal::ui
