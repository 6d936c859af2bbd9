#include "theme/theme.h"

#include "theme/style.h"

#include <QApplication>
#include <QWidget>

namespace meterseal::ui::theme {

namespace {

constexpr double kBasePoints = 10.0;

struct Colours {
    const char *window, *base, *alternate, *text, *button, *highlight, *highlighted, *link, *placeholder, *disabled;
    const char *mid, *dark, *light, *toolTip;
};

QPalette paletteFrom(const Colours& c)
{
    QPalette p;
    p.setColor(QPalette::Window, QColor(c.window));
    p.setColor(QPalette::Base, QColor(c.base));
    p.setColor(QPalette::AlternateBase, QColor(c.alternate));
    p.setColor(QPalette::Button, QColor(c.button));
    p.setColor(QPalette::ToolTipBase, QColor(c.toolTip));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        p.setColor(role, QColor(c.text));
        p.setColor(QPalette::Disabled, role, QColor(c.disabled));
    }
    p.setColor(QPalette::Highlight, QColor(c.highlight));
    p.setColor(QPalette::HighlightedText, QColor(c.highlighted));
    p.setColor(QPalette::Link, QColor(c.link));
    p.setColor(QPalette::LinkVisited, QColor(c.link));
    p.setColor(QPalette::PlaceholderText, QColor(c.placeholder));
    p.setColor(QPalette::Mid, QColor(c.mid));
    p.setColor(QPalette::Midlight, QColor(c.mid));
    p.setColor(QPalette::Dark, QColor(c.dark));
    p.setColor(QPalette::Light, QColor(c.light));
    p.setColor(QPalette::Shadow, QColor(c.dark));
    p.setColor(QPalette::BrightText, QColor(Qt::white));
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

QColor mix(const QColor& a, const QColor& b, double share)
{
    const auto channel = [share](int x, int y) { return static_cast<int>(x * (1 - share) + y * share); };
    return QColor(channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue()));
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor colourOf(const QPalette& palette, Tone tone)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Info:
        return QColor(dark ? "#6cc3ea" : "#0b638b");
    case Tone::Ok:
        return QColor(dark ? "#5ccb8f" : "#17703f");
    case Tone::Warn:
        return QColor(dark ? "#f0b756" : "#8a5700");
    case Tone::Bad:
        return QColor(dark ? "#ff8a80" : "#b3261e");
    case Tone::Muted:
        return palette.color(QPalette::PlaceholderText);
    case Tone::Neutral:
        break;
    }
    return palette.color(QPalette::WindowText);
}

QColor fillOf(const QPalette& palette, Tone tone)
{
    if (tone == Tone::Neutral || tone == Tone::Muted) {
        return palette.color(QPalette::AlternateBase);
    }
    return mix(palette.color(QPalette::Base), colourOf(palette, tone), isDark(palette) ? 0.16 : 0.10);
}

QColor lineOf(const QPalette& palette)
{
    return mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.16);
}

QColor seriesColour(const QPalette& palette, int n)
{
    // Chosen to differ for the commonest kinds of colour blindness, in lightness as well as in hue.
    constexpr const char* kLight[] = {"#0b638b", "#b35900", "#2f7d32", "#7b3fa0", "#5f6b78"};
    constexpr const char* kDark[] = {"#6cc3ea", "#f0a25c", "#8fd694", "#cfa3e6", "#b4bec9"};
    return QColor(isDark(palette) ? kDark[n % 5] : kLight[n % 5]);
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
    return paletteFrom({"#f4f6f8", "#ffffff", "#f6f8fa", "#1a232e", "#eceff3", "#0b638b", "#ffffff", "#0b638b",
                        "#5b6775", "#8b95a1", "#ccd3db", "#a9b3bf", "#ffffff", "#ffffff"});
}

QPalette darkPalette()
{
    return paletteFrom({"#161b21", "#1c222a", "#212832", "#e3e8ee", "#29313c", "#1d6c90", "#ffffff", "#6cc3ea",
                        "#98a4b2", "#66717e", "#3a4552", "#0d1115", "#34404d", "#29313c"});
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
    return scaled(base, 1.6, QFont::DemiBold);
}
QFont headingFont(const QFont& base)
{
    return scaled(base, 1.15, QFont::DemiBold);
}
QFont figureFont(const QFont& base)
{
    return scaled(base, 1.9, QFont::DemiBold);
}
QFont monoFont(const QFont& base)
{
    QFont font(base);
    font.setFamilies({QStringLiteral("Noto Sans Mono"), QStringLiteral("Noto Sans Mono CJK SC")});
    font.setStyleHint(QFont::Monospace);
    return font;
}

}  // namespace meterseal::ui::theme
