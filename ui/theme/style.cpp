#include "theme/style.h"

#include "theme/theme.h"

#include <QStyleFactory>
#include <QStyleOption>

namespace meterseal::ui::theme {

namespace {

constexpr int kFusionDarkens = 140;  // per cent, QColor::darker()

}  // namespace

QColor outlineOf(const QPalette& palette)
{
    // Fusion lightens some of them again, which on a light window takes contrast away.
    return mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), isDark(palette) ? 0.42 : 0.56);
}

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                              const QWidget* widget) const
{
    const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    return type == CT_PushButton ? size + QSize(2 * kGap, 2) : size;
}

// A palette whose window colour, darkened by Fusion, is the outline.
const QPalette& Style::outlined(const QPalette& palette) const
{
    constexpr std::size_t kMost = 64;
    const Key key{palette.cacheKey(), palette.color(QPalette::Window).rgba(),
                  palette.color(QPalette::WindowText).rgba()};
    if (const auto known = m_outlined.find(key); known != m_outlined.end()) {
        return known->second;
    }
    if (m_outlined.size() >= kMost) {
        m_outlined.clear();
    }
    QPalette changed = palette;
    changed.setColor(QPalette::Window, outlineOf(palette).lighter(kFusionDarkens));
    // Of what has the keyboard: on a dark window the colour of selections would be less seen than the plain outline.
    changed.setColor(QPalette::Highlight, palette.color(QPalette::Link));
    return m_outlined.emplace(key, std::move(changed)).first->second;
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    if (element == PE_FrameLineEdit || element == PE_PanelLineEdit) {
        if (const auto* const frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            QStyleOptionFrame changed = *frame;
            changed.palette = outlined(frame->palette);
            QProxyStyle::drawPrimitive(element, &changed, painter, widget);
            return;
        }
    }
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton || element == PE_PanelButtonCommand) {
        if (const auto* const button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton changed = *button;
            changed.palette = outlined(button->palette);
            QProxyStyle::drawPrimitive(element, &changed, painter, widget);
            return;
        }
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const
{
    if (const auto* const spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option); spin && control == CC_SpinBox) {
        QStyleOptionSpinBox changed = *spin;
        changed.palette = outlined(spin->palette);
        QProxyStyle::drawComplexControl(control, &changed, painter, widget);
    } else if (const auto* const combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
               combo && control == CC_ComboBox) {
        QStyleOptionComboBox changed = *combo;
        changed.palette = outlined(combo->palette);
        QProxyStyle::drawComplexControl(control, &changed, painter, widget);
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

}  // namespace meterseal::ui::theme
