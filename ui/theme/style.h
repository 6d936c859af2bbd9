// The widgets' style: Fusion with room around the words of a button, and with outlines that can be seen. Fusion darkens
// the window's colour for them, which on a dark window leaves a field or a check box without any (WCAG 2.1, 1.4.11 asks
// for a contrast of 3:1).
//
// Thread-safety: event loop only.
#pragma once

#include <QPalette>
#include <QProxyStyle>

#include <unordered_map>

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

    // By QPalette::cacheKey(): Fusion keeps drawn controls by that key, so the same palette must give the same one.
    mutable std::unordered_map<qint64, QPalette> m_outlined;
};

}  // namespace meterseal::ui::theme
