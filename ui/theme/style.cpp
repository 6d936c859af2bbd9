#include "theme/style.h"

#include "theme/style_paint.h"
#include "theme/theme.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScopeGuard>
#include <QStyleFactory>
#include <QTabBar>
#include <QTextEdit>
#include <QToolButton>

namespace meterseal::ui::theme {

namespace {

constexpr int kScrollLane = 12;
constexpr int kLeastThumb = 28;
constexpr int kTabGap = 24;
constexpr int kArrowRoom = 28;  // of a combo box
constexpr int kFieldInset = 6;  // with the two pixels a line edit keeps itself, 8

QFontMetrics metricsOf(const QStyleOption* option, const QWidget* widget)
{
    if (widget != nullptr) {
        return widget->fontMetrics();
    }
    return option != nullptr ? option->fontMetrics : QFontMetrics(QApplication::font());
}

bool writable(const QWidget* widget)
{
    const auto* const text = qobject_cast<const QTextEdit*>(widget);
    const auto* const plain = qobject_cast<const QPlainTextEdit*>(widget);
    return (text != nullptr && !text->isReadOnly()) || (plain != nullptr && !plain->isReadOnly());
}

bool inField(const QWidget* widget)
{
    return widget != nullptr && (qobject_cast<const QComboBox*>(widget->parentWidget()) != nullptr ||
                                 qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) != nullptr);
}

void drawFrame(QPainter& painter, const QStyleOption& option, const QWidget* widget)
{
    const Tokens& t = tokensOf(option.palette);
    const bool focused = writable(widget) && option.state.testFlag(QStyle::State_HasFocus);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(focused ? t.link : writable(widget) ? t.field : t.line, focused ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    const qreal by = focused ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(by, by, -by, -by), 3, 3);
}

void drawFocus(QPainter& painter, const QStyleOption& option, const QWidget* widget)
{
    if (qobject_cast<const QAbstractItemView*>(widget) != nullptr || qobject_cast<const QTabBar*>(widget) != nullptr) {
        return;  // the selection says it
    }
    if (!option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokensOf(option.palette).link, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(-1, -1, 1, 1), kTight, kTight);
}

// Of a table that has no header of its own: sunken, without separators.
void drawHeader(QPainter& painter, const QStyleOptionHeader& option)
{
    const Tokens& t = tokensOf(option.palette);
    painter.fillRect(option.rect, t.sunken);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
}

}  // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    painter->save();
    const auto restore = qScopeGuard([painter] { painter->restore(); });
    const auto* const button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const auto* const cell = qstyleoption_cast<const QStyleOptionViewItem*>(option);
    const auto* const frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    if (element == PE_PanelButtonCommand && button != nullptr) {
        paint::pushButton(*painter, *button, widget);
    } else if (element == PE_PanelButtonTool) {
        paint::toolButton(*painter, *option);
    } else if (element == PE_IndicatorCheckBox) {
        paint::checkBox(*painter, *option);
    } else if (element == PE_IndicatorRadioButton) {
        paint::radioButton(*painter, *option);
    } else if (element == PE_PanelLineEdit && frame != nullptr) {
        if (frame->lineWidth > 0 && !inField(widget)) {
            painter->setRenderHint(QPainter::Antialiasing);
            paint::field(*painter, option->rect, tokensOf(option->palette), option->state,
                         option->state.testFlag(State_ReadOnly));
        }
    } else if ((element == PE_PanelItemViewRow || element == PE_PanelItemViewItem) && cell != nullptr) {
        paint::item(*painter, *cell, widget);
    } else if (element == PE_FrameFocusRect) {
        drawFocus(*painter, *option, widget);
    } else if (element == PE_Frame) {
        drawFrame(*painter, *option, widget);
    } else if (element == PE_FrameTabBarBase) {
        const QRect& r = option->rect;
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), tokensOf(option->palette).line);
    } else if (element == PE_FrameTabWidget) {
        const QRect& r = option->rect;
        painter->fillRect(QRect(r.left(), r.top(), r.width(), 1), tokensOf(option->palette).line);
    } else if (element != PE_FrameLineEdit && element != PE_FrameDefaultButton && element != PE_FrameButtonTool) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const
{
    painter->save();
    const auto restore = qScopeGuard([painter] { painter->restore(); });
    const int iconSide = pixelMetric(PM_SmallIconSize, option, widget);
    const auto* const button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const auto* const tab = qstyleoption_cast<const QStyleOptionTab*>(option);
    const auto* const bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
    const auto* const header = qstyleoption_cast<const QStyleOptionHeader*>(option);
    const auto* const cell = qstyleoption_cast<const QStyleOptionViewItem*>(option);
    const auto* const tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    if (element == CE_PushButtonBevel && button != nullptr) {
        proxy()->drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    } else if (element == CE_PushButtonLabel && button != nullptr) {
        paint::pushButtonLabel(*painter, *button, widget, iconSide);
    } else if (element == CE_PushButton && button != nullptr) {
        proxy()->drawControl(CE_PushButtonBevel, option, painter, widget);
        proxy()->drawControl(CE_PushButtonLabel, option, painter, widget);
    } else if (element == CE_TabBarTabShape && tab != nullptr) {
        paint::tabShape(*painter, *tab);
    } else if (element == CE_TabBarTabLabel && tab != nullptr) {
        paint::tabLabel(*painter, *tab, iconSide);
    } else if (element == CE_ProgressBar && bar != nullptr) {
        paint::progress(*painter, *bar, widget);
    } else if (element == CE_HeaderSection && header != nullptr) {
        drawHeader(*painter, *header);
    } else if (element == CE_HeaderLabel && header != nullptr) {
        QFont font = painter->font();
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(tokensOf(option->palette).muted);
        painter->drawText(option->rect, static_cast<int>(header->textAlignment | Qt::AlignVCenter), header->text);
    } else if (element == CE_ItemViewItem && cell != nullptr) {
        // What is selected keeps the colours of its words and its shape.
        proxy()->drawPrimitive(PE_PanelItemViewItem, option, painter, widget);
        QStyleOptionViewItem words(*cell);
        words.state &= ~(State_Selected | State_HasFocus | State_MouseOver);
        words.backgroundBrush = Qt::NoBrush;
        QProxyStyle::drawControl(element, &words, painter, widget);
    } else if (element == CE_ToolButtonLabel && tool != nullptr && tool->icon.isNull() &&
               tool->state.testFlag(State_AutoRaise) && tool->state.testFlag(State_Enabled)) {
        QStyleOptionToolButton link(*tool);
        link.palette.setColor(QPalette::ButtonText, tokensOf(tool->palette).link);
        QProxyStyle::drawControl(element, &link, painter, widget);
    } else if (element != CE_Splitter) {
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const
{
    const auto* const slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    const auto* const combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    const auto* const spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    painter->save();
    const auto restore = qScopeGuard([painter] { painter->restore(); });
    const Tokens& t = tokensOf(option->palette);
    const QColor arrow = option->state.testFlag(State_Enabled) ? t.muted : t.disabled;
    if (control == CC_ScrollBar && slider != nullptr) {
        paint::scrollBar(*painter, *slider, subControlRect(control, option, SC_ScrollBarSlider, widget), widget);
    } else if (control == CC_ComboBox && combo != nullptr) {
        painter->setRenderHint(QPainter::Antialiasing);
        if (combo->frame) {
            paint::field(*painter, option->rect, t, option->state, false);
        }
        paint::chevron(*painter, subControlRect(control, option, SC_ComboBoxArrow, widget), arrow);
    } else if (control == CC_SpinBox && spin != nullptr) {
        painter->setRenderHint(QPainter::Antialiasing);
        paint::field(*painter, option->rect, t, option->state, false);
        paint::chevron(*painter, subControlRect(control, option, SC_SpinBoxUp, widget), arrow, true);
        paint::chevron(*painter, subControlRect(control, option, SC_SpinBoxDown, widget), arrow);
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                              const QWidget* widget) const
{
    const QFontMetrics metrics = metricsOf(option, widget);
    const int high = rowHeight(metrics);
    QFont font = widget != nullptr ? widget->font() : QApplication::font();
    font.setWeight(QFont::DemiBold);  // as it may become, so that nothing moves
    const QFontMetrics bold(font);
    const int iconSide = pixelMetric(PM_SmallIconSize, option, widget);
    const auto* const button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const auto* const tab = qstyleoption_cast<const QStyleOptionTab*>(option);
    if (type == CT_PushButton && button != nullptr) {
        const int icon = button->icon.isNull() ? 0 : iconSide + (button->text.isEmpty() ? 0 : kGap);
        const int menu = button->features.testFlag(QStyleOptionButton::HasMenu) ? iconSide : 0;
        if (button->text.isEmpty()) {
            return {std::max(high, icon + menu + 2 * kGap), high};
        }
        const int sides = button->features.testFlag(QStyleOptionButton::Flat) ? 2 * kGap : 2 * kMargin;
        return {bold.size(Qt::TextShowMnemonic, button->text).width() + icon + menu + sides, high};
    }
    if (type == CT_TabBarTab && tab != nullptr) {
        const int icon = tab->icon.isNull() ? 0 : iconSide + kGap;
        return {bold.size(Qt::TextShowMnemonic, tab->text).width() + icon + kTabGap, high + kTight};
    }
    if (type == CT_ComboBox) {
        return {contents.width() + kGap + kArrowRoom + kTight, high};
    }
    const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_LineEdit || type == CT_SpinBox) {
        return {size.width() + (type == CT_LineEdit ? 2 * kFieldInset : kTight), high};
    }
    if (type == CT_ToolButton) {
        return size.expandedTo({high - kTight, high - kTight});
    }
    if (type == CT_HeaderSection) {
        const auto* const header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        const int more = header == nullptr ? 0 : static_cast<int>(header->text.count(u'\n'));  // lines
        return {size.width(), high + more * metrics.lineSpacing()};
    }
    return type == CT_ItemViewItem ? size.expandedTo({0, metrics.height() + kGap}) : size;
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents && !inField(widget)) {
        const auto* const frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        return frame != nullptr && frame->lineWidth > 0 ? option->rect.adjusted(kFieldInset, 1, -kFieldInset, -1)
                                                        : rect;
    }
    return rect;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                            const QWidget* widget) const
{
    const QRect& all = option->rect;
    if (control == CC_ComboBox) {
        if (sub == SC_ComboBoxArrow) {
            return visualRect(option->direction, all,
                              QRect(all.right() - kArrowRoom + 1, all.top(), kArrowRoom, all.height()));
        }
        if (sub == SC_ComboBoxEditField) {
            const auto* const combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
            const int left = combo != nullptr && combo->editable ? kFieldInset : kGap - 1;
            return visualRect(option->direction, all, all.adjusted(left, 2, -kArrowRoom, -2));
        }
    }
    const auto* const bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || bar == nullptr) {
        return QProxyStyle::subControlRect(control, option, sub, widget);
    }
    const bool flat = bar->orientation == Qt::Horizontal;
    const int length = flat ? all.width() : all.height();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    const int thumb = range <= 0
                          ? length
                          : std::min(length, std::max(kLeastThumb, int(qint64(bar->pageStep) * length /
                                                                       std::max<qint64>(1, range + bar->pageStep))));
    const int start = QStyle::sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                                      bar->upsideDown);
    const auto part = [&](int from, int size) {
        return flat ? QRect(all.left() + from, all.top(), size, all.height())
                    : QRect(all.left(), all.top() + from, all.width(), size);
    };
    switch (sub) {
    case SC_ScrollBarSlider:
        return part(start, thumb);
    case SC_ScrollBarSubPage:
        return part(0, start);
    case SC_ScrollBarAddPage:
        return part(start + thumb, length - start - thumb);
    case SC_ScrollBarGroove:
        return all;
    default:
        return {};
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_TabBarIconSize:
        return qRound(metricsOf(option, widget).height() * 16.0 / 18.0);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return kGap;
    case PM_ScrollBarExtent:
        return kScrollLane;
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
        return 0;
    case PM_TabBarBaseOverlap:
    case PM_TabBarBaseHeight:
        return 1;
    case PM_TabBarTabHSpace:
        return kTabGap;
    case PM_HeaderDefaultSectionSizeVertical:
        return rowHeight(metricsOf(option, widget));
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_TabBar_PreferNoArrows:
        return 0;
    case SH_DialogButtonLayout:
        return QDialogButtonBox::GnomeLayout;  // the way on at the right, cancel left of it
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

}  // namespace meterseal::ui::theme
