// The widgets' style: Fusion with room around the words of a button, and with outlines that can be seen. Fusion darkens
// the window's colour for them, which on a dark window leaves a field or a check box without any (WCAG 2.1, 1.4.11 asks
// for a contrast of 3:1).
//
// Thread-safety: event loop only.
#pragma once

#include <QPalette>
#include <QProxyStyle>

#include <map>
#include <tuple>

namespace meterseal::ui::theme {

// Of what a person fills in or presses.
QColor outlineOf(const QPalette& palette);

class Style : public QProxyStyle {
public:
    Style();
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;

private:
    const QPalette& outlined(const QPalette& palette) const;

    // The same palette must give the same one each time, because Fusion keeps drawn controls by QPalette::cacheKey().
    // That key alone does not tell palettes apart after a change of theme, so the two colours stand beside it.
    using Key = std::tuple<qint64, QRgb, QRgb>;
    mutable std::map<Key, QPalette> m_outlined;
};

}  // namespace meterseal::ui::theme
