#include "pages/verify/verdict_panel.h"

#include "theme/follow.h"
#include "widgets/labels.h"
#include "widgets/toned_frame.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kSymbolSide = 48;
}  // namespace

VerdictPanel::VerdictPanel(QWidget* parent)
    : QWidget(parent),
      m_symbol(new IconLabel(kSymbolSide, this)),
      m_title(new QLabel(this)),
      m_sentence(new QLabel(this)),
      m_scope(new QLabel(this)),
      m_notChecked(new QLabel(this)),
      m_counts(new QWidget(this)),
      m_countRow(new QHBoxLayout(m_counts)),
      m_actions(new QVBoxLayout)
{
    onChange(this, {QEvent::PaletteChange, QEvent::FontChange}, [this] { refresh(); });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_title->setObjectName(QStringLiteral("verdictTitle"));
    m_sentence->setObjectName(QStringLiteral("verdictSentence"));
    m_scope->setObjectName(QStringLiteral("verdictScope"));
    m_notChecked->setObjectName(QStringLiteral("notChecked"));
    m_counts->setObjectName(QStringLiteral("verdictCounts"));
    for (QLabel* label : {m_title, m_sentence, m_scope, m_notChecked}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_sentence->setWordWrap(true);
    m_scope->setWordWrap(true);
    m_notChecked->setWordWrap(true);
    m_countRow->setContentsMargins(0, 0, 0, 0);
    m_countRow->setSpacing(theme::kMargin);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    words->addWidget(m_scope);
    words->addWidget(m_counts);
    words->addWidget(m_notChecked);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kGap);
    layout->setSpacing(theme::kMargin);
    layout->addWidget(m_symbol, 0, Qt::AlignVCenter);
    layout->addLayout(words, 1);
    layout->addLayout(m_actions);
    layout->setAlignment(m_actions, Qt::AlignVCenter);
    refresh();
}

void VerdictPanel::addAction(QWidget* widget)
{
    m_actions->addWidget(widget);
}

void VerdictPanel::setWords(const VerdictWords& words)
{
    m_words = words;
    m_title->setText(words.title);
    m_sentence->setText(words.sentence);
    m_scope->setText(words.scope.join(QStringLiteral("  ")));
    m_scope->setVisible(!words.scope.isEmpty());
    m_notChecked->setText(words.notChecked.join(QStringLiteral("  ")));
    while (QLayoutItem* item = m_countRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& [tone, text] : words.counts) {
        auto* count = new ToneLabel(m_counts);
        count->setTone(tone, text);
        count->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
        m_countRow->addWidget(count);
    }
    m_countRow->addStretch();
    m_counts->setVisible(!words.counts.empty());
    setAccessibleName(words.title);
    setAccessibleDescription(words.sentence + u'\n' + m_scope->text() + u'\n' + m_notChecked->text());
    refresh();
}

void VerdictPanel::refresh()
{
    m_symbol->setIcon(theme::symbolOf(m_words.tone), m_words.tone);
    m_title->setFont(theme::figureFont(QApplication::font()));
    m_title->setMinimumHeight(m_title->sizeHint().height());  // a full page cuts its texts, never the verdict
    theme::tint(m_title, m_words.tone);
    theme::tint(m_notChecked, Tone::Muted);
    update();
}

void VerdictPanel::paintEvent(QPaintEvent*)
{
    paintTonedFrame(*this, m_words.tone);
}

}  // namespace meterseal::ui
