// Looks: palettes, colours with a meaning, sizes and fonts. Colours come from palette roles; the few that carry a
// meaning come from colourOf(), which looks at the palette it is given (Qt 6.4 cannot tell light from dark itself).
// A tone is never shown by colour alone: symbolOf() names its shape. Sizes of controls come from the font.
//
// Thread-safety: event loop only.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

#include <initializer_list>

class QAbstractButton;
class QApplication;
class QFontMetrics;
class QWidget;

namespace meterseal::ui {

enum class ThemeChoice { System, Light, Dark };
enum class Tone { Neutral, Info, Ok, Warn, Bad, Muted };

namespace theme {

// Distances in pixels; Qt scales them with the screen.
inline constexpr int kTight = 4;     // in a pair
inline constexpr int kGap = 8;       // in a row of controls
inline constexpr int kCards = 12;    // between cards
inline constexpr int kMargin = 16;   // in a card, under a page
inline constexpr int kSection = 24;  // at a page's sides, between sections
inline constexpr int kRadius = 6;
inline constexpr int kReadingWidth = 720;  // longest line of running text
inline constexpr int kFormWidth = 560;     // widest form
inline constexpr int kPassphraseWidth = 320;
inline constexpr int kNameWidth = 400;

// How much a button matters, as the style paints it. A page has at most one primary action, and nothing destructive
// stands beside it.
enum class Role { Quiet, Primary, Destructive };
void setRole(QAbstractButton* button, Role role);
// A row of checkable buttons that are drawn as one, the checked one lit. They are made exclusive by the caller.
void joinSegments(std::initializer_list<QAbstractButton*> buttons);
// Of a control, a row and a header in this font; 32 at 100 % text size.
int rowHeight(const QFontMetrics& metrics);

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
QFont captionFont(const QFont& base);  // captions, units, the status bar
QFont monoFont(const QFont& base);     // hashes, raw headers

}  // namespace theme
}  // namespace meterseal::ui
