#include "theme/theme.h"

#include "theme/style.h"
#include "theme/style_paint.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFontMetrics>
#include <QWidget>

namespace meterseal::ui::theme {

namespace {

constexpr double kBasePoints = 10.0;
// The four sizes of text are factors of the base: captions, text, headings, titles and figures.
constexpr double kSmall = 0.9;
constexpr double kLarge = 1.2;
constexpr double kLargest = 1.8;

QPalette paletteFrom(const Tokens& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::Base, t.base);
    p.setColor(QPalette::Button, t.base);
    p.setColor(QPalette::ToolTipBase, t.base);
    p.setColor(QPalette::AlternateBase, t.sunken);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        p.setColor(role, t.text);
        p.setColor(QPalette::Disabled, role, t.disabled);
    }
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.link);
    p.setColor(QPalette::LinkVisited, t.link);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Light, t.base);
    p.setColor(QPalette::Dark, t.edge);
    p.setColor(QPalette::Shadow, t.edge);
    p.setColor(QPalette::BrightText, t.onAccent);
    return p;
}

QFont scaled(const QFont& base, double factor, QFont::Weight weight)
{
    QFont font(base);
    font.setPointSizeF(base.pointSizeF() * factor);
    font.setWeight(weight);
    return font;
}

}  // namespace

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

void setRole(QAbstractButton* button, Role role)
{
    button->setProperty(paint::kRoleProperty, role == Role::Primary       ? QStringLiteral("primary")
                                              : role == Role::Destructive ? QStringLiteral("destructive")
                                                                          : QString());
    button->updateGeometry();
    button->update();
}

void joinSegments(std::initializer_list<QAbstractButton*> buttons)
{
    for (const auto* it = buttons.begin(); it != buttons.end(); ++it) {
        const bool first = it == buttons.begin();
        const bool last = it + 1 == buttons.end();
        (*it)->setProperty(paint::kSegmentProperty, first  ? QStringLiteral("first")
                                                    : last ? QStringLiteral("last")
                                                           : QStringLiteral("mid"));
        (*it)->setCheckable(true);
    }
}

int rowHeight(const QFontMetrics& metrics)
{
    return (metrics.height() + 14) & ~3;
}

QColor colourOf(const QPalette& palette, Tone tone)
{
    const Tokens& t = tokensOf(palette);
    switch (tone) {
    case Tone::Info:
        return t.link;
    case Tone::Ok:
        return t.ok;
    case Tone::Warn:
        return t.warn;
    case Tone::Bad:
        return t.bad;
    case Tone::Muted:
        return t.muted;
    case Tone::Neutral:
        break;
    }
    return t.text;
}

QColor fillOf(const QPalette& palette, Tone tone)
{
    const Tokens& t = tokensOf(palette);
    switch (tone) {
    case Tone::Info:
        return t.infoFill;
    case Tone::Ok:
        return t.okFill;
    case Tone::Warn:
        return t.warnFill;
    case Tone::Bad:
        return t.badFill;
    case Tone::Neutral:
    case Tone::Muted:
        break;
    }
    return t.sunken;
}

QColor lineOf(const QPalette& palette)
{
    return tokensOf(palette).line;
}

QColor seriesColour(const QPalette& palette, int n)
{
    // Chosen to differ for the commonest kinds of colour blindness, in lightness as well as in hue.
    const auto& series = tokensOf(palette).series;
    return series[static_cast<std::size_t>(n) % series.size()];
}

void tint(QWidget* widget, Tone tone)
{
    // On a card a label writes with Text, on the page with WindowText.
    QPalette own;
    own.setColor(QPalette::WindowText, colourOf(QApplication::palette(), tone));
    own.setColor(QPalette::Text, colourOf(QApplication::palette(), tone));
    widget->setPalette(own);
}

QString symbolOf(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return QStringLiteral("ok");
    case Tone::Warn:
        return QStringLiteral("warn");
    case Tone::Bad:
        return QStringLiteral("bad");
    case Tone::Muted:
        return QStringLiteral("unknown");
    case Tone::Info:
    case Tone::Neutral:
        break;
    }
    return QStringLiteral("info");
}

QPalette lightPalette()
{
    return paletteFrom(lightTokens());
}

QPalette darkPalette()
{
    return paletteFrom(darkTokens());
}

void apply(QApplication& application, ThemeChoice choice, int percent)
{
    static const QPalette kDesktop = application.palette();
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && isDark(kDesktop));
    if (dynamic_cast<Style*>(application.style()) == nullptr) {
        QApplication::setStyle(new Style);
    }
    QFont font;
    // Without the second family a non-Chinese locale draws Chinese text with Japanese forms.
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK SC")});
    font.setPointSizeF(kBasePoints * percent / 100.0);
    font.setHintingPreference(QFont::PreferNoHinting);
    QApplication::setFont(font);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

QFont titleFont(const QFont& base)
{
    return scaled(base, kLargest, QFont::DemiBold);
}
QFont headingFont(const QFont& base)
{
    return scaled(base, kLarge, QFont::DemiBold);
}
QFont figureFont(const QFont& base)
{
    return scaled(base, kLargest, QFont::DemiBold);
}
QFont captionFont(const QFont& base)
{
    return scaled(base, kSmall, QFont::Normal);
}
QFont monoFont(const QFont& base)
{
    QFont font(base);
    font.setFamilies({QStringLiteral("Noto Sans Mono"), QStringLiteral("Noto Sans Mono CJK SC")});
    font.setStyleHint(QFont::Monospace);
    return font;
}

}  // namespace meterseal::ui::theme
