#include "shell/fingerprint_question.h"

#include "dialogs/check_words.h"
#include "format/fingerprint_book.h"
#include "theme/follow.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace meterseal::ui {

namespace {
constexpr int kQuestionSymbol = 24;
}

FingerprintQuestion::FingerprintQuestion(const PageContext& context, QWidget* parent)
    : QFrame(parent),
      m_context(context),
      m_symbol(new IconLabel(kQuestionSymbol, this)),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_detail(new QLabel(this)),
      m_words(new QLabel(this)),
      m_hash(new HashLabel(HashLabel::Shown::Whole, this)),
      m_compared(new QPushButton(this)),
      m_later(new QPushButton(this))
{
    setObjectName(QStringLiteral("fingerprintQuestion"));
    m_title->setObjectName(QStringLiteral("fingerprintTitle"));
    m_compared->setObjectName(QStringLiteral("fingerprintCompared"));
    m_later->setObjectName(QStringLiteral("fingerprintLater"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_detail->setWordWrap(true);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Three rows: it stands above every page until it is answered, and the page is what was asked for.
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_compared);
    head->addWidget(m_later);
    auto* print = new QHBoxLayout;
    print->setSpacing(theme::kMargin);
    print->addWidget(m_hash);
    print->addWidget(m_words, 1);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(theme::kTight);
    texts->addLayout(head);
    texts->addWidget(m_detail);
    texts->addLayout(print);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kGap);
    layout->setSpacing(theme::kMargin);
    layout->addWidget(m_symbol, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    connect(&context.session, &Session::opened, this, &FingerprintQuestion::ask);
    connect(&context.session, &Session::closing, this, [this] {
        m_fingerprint.clear();
        refresh();
    });
    connect(&context.settings, &AppSettings::valueChanged, this, [this](const QString& key) {
        if (key == FingerprintBook::kKey) {
            refresh();  // answered elsewhere
        }
    });
    connect(m_compared, &QPushButton::clicked, this, &FingerprintQuestion::compared);
    connect(m_later, &QPushButton::clicked, this, [this] {
        m_fingerprint.clear();
        refresh();
    });
    onWords(this, context.format, [this] { refresh(); });
    hide();
}

bool FingerprintQuestion::differs() const
{
    return FingerprintBook(m_context.settings).namesake(m_chain, m_fingerprint).has_value();
}

// One's own ledger is not somebody's claim: asked is about what is opened to be inspected, and about a name that stands
// for two ledgers.
void FingerprintQuestion::ask()
{
    const Workspace& workspace = *m_context.session.workspace();
    m_fingerprint = text(workspace.fingerprint().hex());
    m_chain = text(workspace.genesis().chain);
    if (!m_context.session.readOnly() && !differs()) {
        m_fingerprint.clear();
    }
    refresh();
}

void FingerprintQuestion::compared()
{
    FingerprintBook(m_context.settings).remember({m_fingerprint, m_chain, now().ms});
    m_context.notifier.notify(
        Tone::Ok, tr("This ledger is the one that you compared"),
        tr("It is remembered. You are warned where a ledger of this name has another fingerprint."));
}

void FingerprintQuestion::refresh()
{
    const bool asked = !m_fingerprint.isEmpty() && !FingerprintBook(m_context.settings).find(m_fingerprint);
    setVisible(asked);
    if (!asked) {
        return;
    }
    const bool other = differs();
    const Tone tone = other ? Tone::Bad : Tone::Warn;
    m_symbol->setIcon(theme::symbolOf(tone), tone);
    m_title->setText(other ? tr("This is not the ledger that you compared before")
                           : tr("Is this the ledger that you expect?"));
    m_detail->setText(
        other
            ? tr("A ledger “%1” that you compared on %2 has another fingerprint. One of the two is not what its name "
                 "says. Ask another party before you trust anything that is shown here.")
                  .arg(m_chain, m_context.format.time(
                                    {FingerprintBook(m_context.settings).namesake(m_chain, m_fingerprint)->comparedMs}))
            : tr("Compare the fingerprint or the check words with a party of the ledger, by telephone or on paper and "
                 "not "
                 "by the way the file came. You are asked once."));
    m_hash->setHash(m_fingerprint);
    m_words->setText(
        tr("Check words: %1").arg(checkWordsShown(m_fingerprint.toStdString(), m_context.format.locale())));
    m_compared->setText(tr("I compared it: it is the same"));
    m_later->setText(tr("Later"));
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_detail->text());
}

void FingerprintQuestion::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::fillOf(palette(), differs() ? Tone::Bad : Tone::Warn));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme::lineOf(palette()));
}

}  // namespace meterseal::ui
