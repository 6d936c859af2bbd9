// Looks: palettes, colours with a meaning, spacing and fonts. Colours come from palette roles; the few that carry a
// meaning come from colourOf(), which looks at the palette it is given (Qt 6.4 cannot tell light from dark itself).
// A tone is never shown by colour alone: symbolOf() names its shape.
//
// Thread-safety: event loop only.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QApplication;
class QWidget;

namespace meterseal::ui {

enum class ThemeChoice { System, Light, Dark };
enum class Tone { Neutral, Info, Ok, Warn, Bad, Muted };

namespace theme {

// Distances in pixels; Qt scales them with the screen.
inline constexpr int kTight = 4;
inline constexpr int kGap = 8;
inline constexpr int kMargin = 16;
inline constexpr int kSection = 24;
inline constexpr int kRadius = 6;
inline constexpr int kReadingWidth = 720;  // longest line of running text

// `share` of b (0 to 1) in a.
QColor mix(const QColor& a, const QColor& b, double share);
bool isDark(const QPalette& palette);
QColor colourOf(const QPalette& palette, Tone tone);
// A quiet background that goes with the tone.
QColor fillOf(const QPalette& palette, Tone tone);
// The n-th line of a chart; lines differ in their pen style too.
QColor seriesColour(const QPalette& palette, int n);
// Lines between areas.
QColor lineOf(const QPalette& palette);
// Writes the widget in the colour of a tone and leaves every other role to the application, so that a change of theme
// still arrives as a PaletteChange. Call it again then.
void tint(QWidget* widget, Tone tone);
// Name of the icon that carries the tone's shape: a tick, a triangle, a cross, a circle.
QString symbolOf(Tone tone);

QPalette lightPalette();
QPalette darkPalette();
// Remembers the desktop's own palette at the first call, then sets style, palette and fonts. percent: 100, 125, 150.
void apply(QApplication& application, ThemeChoice choice, int percent);

QFont titleFont(const QFont& base);    // page titles
QFont headingFont(const QFont& base);  // section titles
QFont figureFont(const QFont& base);   // the large number of a tile
QFont monoFont(const QFont& base);     // hashes, raw headers

}  // namespace theme
}  // namespace meterseal::ui
