#include "widgets/labels.h"

#include "format/format.h"
#include "theme/follow.h"
#include "theme/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr int kTextMargin = 2;  // what a QLabel keeps around rich text
constexpr int kLeastEnds = 12;  // characters of a hash that say which one it is

}  // namespace

IconLabel::IconLabel(int side, QWidget* parent) : QWidget(parent), m_side(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IconLabel::setIcon(const QString& name, Tone tone)
{
    m_name = name;
    m_tone = tone;
    update();
}

int IconLabel::side() const
{
    return m_side > 0 ? m_side : fontMetrics().height();
}

QSize IconLabel::sizeHint() const
{
    return {side(), side()};
}

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    icon(m_name, m_tone).paint(&painter, QRect(0, 0, side(), side()));
}

ToneLabel::ToneLabel(QWidget* parent) : QWidget(parent), m_symbol(new IconLabel(0, this)), m_text(new QLabel(this))
{
    onLooks(this, [this] { refresh(); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kTight);
    layout->addWidget(m_symbol);
    layout->addWidget(m_text);
    layout->addStretch();
}

void ToneLabel::setTone(Tone tone, const QString& text, const QString& symbol)
{
    m_tone = tone;
    m_shape = symbol;
    m_text->setText(text);
    setAccessibleName(text);
    refresh();
}

void ToneLabel::refresh()
{
    m_symbol->setVisible(m_tone != Tone::Neutral);
    m_symbol->setIcon(m_shape.isEmpty() ? theme::symbolOf(m_tone) : m_shape, m_tone);
    theme::tint(m_text, m_tone);
}

HashLabel::HashLabel(Shown shown, QWidget* parent)
    : QWidget(parent), m_shown(shown), m_text(new QLabel(this)), m_copy(new QToolButton(this))
{
    onLooks(this, [this] { refresh(); });
    onLanguage(this, [this] { refresh(); });
    m_text->setObjectName(QStringLiteral("hashText"));
    m_text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    if (m_shown == Shown::Whole) {
        m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // up to its widest, see refresh()
    }
    m_copy->setObjectName(QStringLiteral("copyHash"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kTight);
    // All the room is the text's, up to its widest; what is left then is at the right.
    layout->addWidget(m_text, m_shown == Shown::Whole ? 1000 : 0);
    layout->addWidget(m_copy);
    layout->addStretch(m_shown == Shown::Whole ? 1 : 0);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_value); });
    connect(m_text, &QLabel::linkActivated, this, &HashLabel::linkActivated);
    refresh();
}

void HashLabel::setHash(const QString& value, const QString& place)
{
    m_value = value;
    m_place = place;
    refresh();
}

QSize HashLabel::sizeHint() const
{
    return {m_text->maximumWidth() + theme::kTight + m_copy->sizeHint().width(), minimumHeight()};
}

void HashLabel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showFitting();
}

void HashLabel::showFitting()
{
    QString shown = m_shown == Shown::Short ? Format::shortHash(m_value) : m_value;
    const QFontMetrics metrics(m_text->font());
    const int room = width() - theme::kTight - m_copy->sizeHint().width() - 2 * kTextMargin;
    if (m_shown == Shown::Whole && metrics.horizontalAdvance(shown) > room) {
        // The ellipsis may come from another font, wider than a digit.
        const int fits = room / std::max(1, metrics.horizontalAdvance(QLatin1Char('0'))) - 2;
        const int ends = std::max(kLeastEnds, fits);
        shown = m_value.left(ends - ends / 2) + QStringLiteral("…") + m_value.right(ends / 2);
    }
    shown = shown.toHtmlEscaped();
    if (!m_place.isEmpty()) {
        shown = QStringLiteral("<a href=\"%1\">%2</a>").arg(m_place, shown);
    }
    if (m_text->text() != shown) {
        m_text->setText(shown);
    }
}

void HashLabel::refresh()
{
    m_text->setFont(theme::monoFont(QApplication::font()));
    const QFontMetrics metrics(m_text->font());
    const QString widest = m_shown == Shown::Short ? Format::shortHash(m_value) : m_value;
    m_text->setMaximumWidth(metrics.horizontalAdvance(widest) + 2 * kTextMargin);
    showFitting();
    updateGeometry();
    m_text->setToolTip(m_value);
    m_text->setAccessibleName(Format::spokenHash(m_value));
    m_copy->setVisible(!m_value.isEmpty());
    m_copy->setToolTip(tr("Copy"));
    // A form that also holds wrapped lines reckons its height too small by a pixel a row and would squeeze this one.
    setMinimumHeight(std::max(m_text->sizeHint().height(), m_copy->sizeHint().height()));
    m_copy->setAccessibleName(tr("Copy %1").arg(Format::shortHash(m_value)));
}

ScaledLabel::ScaledLabel(Kind kind, const QString& text, QWidget* parent) : QLabel(text, parent), m_kind(kind)
{
    onLooks(this, [this] { refresh(); });
    refresh();
}

void ScaledLabel::refresh()
{
    if (m_busy) {
        return;
    }
    m_busy = true;  // setFont and setPalette send change events of their own
    const QFont base = QApplication::font();
    switch (m_kind) {
    case Kind::Title:
        setFont(theme::titleFont(base));
        break;
    case Kind::Heading:
        setFont(theme::headingFont(base));
        break;
    case Kind::Figure:
        setFont(theme::figureFont(base));
        break;
    case Kind::Caption:
        setFont(theme::captionFont(base));
        theme::tint(this, Tone::Muted);
        break;
    case Kind::Muted:
        theme::tint(this, Tone::Muted);
        break;
    }
    m_busy = false;
}

Card::Card(QWidget* parent) : QWidget(parent)
{
    setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::lineOf(palette()), 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::kRadius, theme::kRadius);
}

}  // namespace meterseal::ui
