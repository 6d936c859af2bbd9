// Every colour of the program, once for a light and once for a dark palette. Nothing else writes a colour as figures:
// tests/ui/tst_look.cpp reads the sources, and reckons the contrast (WCAG 2.2) of every pair that stands together.
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace meterseal::ui::theme {

struct Tokens {
    QColor window, base, sunken;                 // grounds: page; card, field and table; header, code and hover
    QColor line, edge, field;                    // between areas and rows; quiet buttons; inputs and check boxes
    QColor text, muted, disabled, disabledFill;  // words; labels and units; what cannot be used, and its ground
    QColor accent, accentHover, accentPressed;   // filled buttons, set check boxes
    QColor onAccent;                             // words and ticks on them
    QColor link;                                 // links, what is current, the ring of what has the keyboard
    QColor soft, selection;                      // current item of the rail or of a row of segments; selected row
    QColor ok, okFill, warn, warnFill, bad, badFill, infoFill;
    QColor thumb;                  // of scroll bars
    std::array<QColor, 5> series;  // lines and bars of charts, each with a dash or hatch of its own
};

// Those that go with the palette's lightness.
const Tokens& tokensOf(const QPalette& palette);
const Tokens& lightTokens();
const Tokens& darkTokens();

}  // namespace meterseal::ui::theme
