#include "theme/style_paint.h"

#include "theme/theme.h"

#include <QAbstractScrollArea>
#include <QDateTime>
#include <QPainter>
#include <QTableView>
#include <QTimer>

namespace meterseal::ui::theme::paint {

namespace {

constexpr qreal kSmallRadius = 3;
constexpr int kWordGap = 24;  // as PM_TabBarTabHSpace
constexpr int kBar = 6;       // progress
constexpr int kThumb = 6;
constexpr int kThumbHovered = 8;
constexpr int kSelectionBar = 3;

bool keyboardOn(QStyle::State state)
{
    return state.testFlag(QStyle::State_HasFocus) && state.testFlag(QStyle::State_KeyboardFocusChange);
}

QRectF inset(const QRect& box, qreal by)
{
    return QRectF(box).adjusted(by, by, -by, -by);
}

void box(QPainter& painter, const QRectF& where, qreal radius, const QBrush& fill, const QColor& edge, qreal width = 1)
{
    painter.setPen(width > 0 ? QPen(edge, width) : Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(where, radius, radius);
}

// A joined button keeps its corners only where the row begins and ends, and shares its edge with its neighbour.
void segment(QPainter& painter, const QStyleOptionButton& option, const QString& place, const Tokens& t)
{
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter.setClipRect(option.rect);
    QRectF frame = inset(option.rect, 0.5);
    if (place != QLatin1String("first")) {
        frame.setLeft(frame.left() - kRadius * 2);
    }
    if (place != QLatin1String("last")) {
        frame.setRight(frame.right() + kRadius * 2);
    }
    box(painter, frame, kRadius, on ? t.soft : hovered ? t.sunken : t.base, t.edge);
    if (place != QLatin1String("last")) {
        painter.fillRect(QRect(option.rect.right(), option.rect.top(), 1, option.rect.height()), t.edge);
    }
    if (keyboardOn(option.state)) {
        box(painter, inset(option.rect, 1), kRadius - 1, Qt::NoBrush, t.link, 2);
    }
}

}  // namespace

bool isPrimary(const QWidget* widget)
{
    return widget != nullptr && widget->property(kRoleProperty).toString() == QLatin1String("primary");
}

bool isDestructive(const QWidget* widget)
{
    return widget != nullptr && widget->property(kRoleProperty).toString() == QLatin1String("destructive");
}

QString segmentOf(const QWidget* widget)
{
    return widget == nullptr ? QString() : widget->property(kSegmentProperty).toString();
}

void chevron(QPainter& painter, const QRect& where, const QColor& colour, bool up)
{
    const QPointF middle = QRectF(where).center();
    const qreal half = std::max(3.5, where.width() / 6.0);
    const qreal tip = up ? -half / 2 : half / 2;
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{
        {middle.x() - half, middle.y() - tip}, {middle.x(), middle.y() + tip}, {middle.x() + half, middle.y() - tip}});
}

void field(QPainter& painter, const QRect& where, const Tokens& t, QStyle::State state, bool readOnly)
{
    if (!state.testFlag(QStyle::State_Enabled)) {
        box(painter, inset(where, 0.5), kRadius, t.disabledFill, t.line);
    } else if (state.testFlag(QStyle::State_HasFocus)) {
        box(painter, inset(where, 1), kRadius, t.base, t.link, 2);
    } else {
        box(painter, inset(where, 0.5), kRadius, readOnly ? t.sunken : t.base, readOnly ? t.line : t.field);
    }
}

void pushButton(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget)
{
    const Tokens& t = tokensOf(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool pressed = option.state.testFlag(QStyle::State_Sunken);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const bool focused = keyboardOn(option.state);
    painter.setRenderHint(QPainter::Antialiasing);
    if (const QString place = segmentOf(widget); !place.isEmpty()) {
        segment(painter, option, place, t);
    } else if (option.features.testFlag(QStyleOptionButton::Flat)) {
        box(painter, inset(option.rect, 0.5), kRadius, hovered || pressed ? QBrush(t.sunken) : Qt::NoBrush, t.sunken,
            0);
        if (focused) {
            box(painter, inset(option.rect, 1), kRadius, Qt::NoBrush, t.link, 2);
        }
    } else if (!enabled) {
        box(painter, inset(option.rect, 0.5), kRadius, t.disabledFill, t.line);
    } else if (isPrimary(widget)) {
        const QColor fill = pressed ? t.accentPressed : hovered ? t.accentHover : t.accent;
        if (focused) {
            box(painter, inset(option.rect, 1), kRadius, t.base, t.link, 2);
            box(painter, inset(option.rect, 3), kRadius - 2, fill, fill, 0);
        } else {
            box(painter, QRectF(option.rect), kRadius, fill, fill, 0);
        }
    } else {
        const QColor fill = option.state.testFlag(QStyle::State_On) ? t.soft : pressed || hovered ? t.sunken : t.base;
        const QColor edge = focused ? t.link : isDestructive(widget) ? t.bad : t.edge;
        box(painter, inset(option.rect, focused ? 1 : 0.5), kRadius, fill, edge, focused ? 2 : 1);
    }
}

void pushButtonLabel(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget, int iconSide)
{
    const Tokens& t = tokensOf(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool on = option.state.testFlag(QStyle::State_On) && !segmentOf(widget).isEmpty();
    const bool primary = isPrimary(widget) && enabled;
    QColor colour = t.text;
    if (!enabled) {
        colour = t.disabled;
    } else if (primary) {
        colour = t.onAccent;
    } else if (isDestructive(widget)) {
        colour = t.bad;
    } else if (on || option.features.testFlag(QStyleOptionButton::Flat)) {
        colour = t.link;
    }
    QFont font = widget != nullptr ? widget->font() : painter.font();
    if (primary || on) {
        font.setWeight(QFont::DemiBold);
    }
    painter.setFont(font);
    const QFontMetrics metrics(font);
    QRect room = option.rect;
    if (option.features.testFlag(QStyleOptionButton::HasMenu)) {
        chevron(painter, QRect(room.right() - iconSide - kTight, room.top(), iconSide, room.height()), colour);
        room.setRight(room.right() - iconSide);
    }
    const int words = metrics.size(Qt::TextShowMnemonic, option.text).width();
    const int icon = option.icon.isNull() ? 0 : iconSide + (option.text.isEmpty() ? 0 : kGap);
    int left = room.left() + std::max(0, (room.width() - words - icon) / 2);
    if (icon > 0) {
        const QRect where(left, room.center().y() - iconSide / 2 + 1, iconSide, iconSide);
        option.icon.paint(&painter, where, Qt::AlignCenter,
                          !enabled  ? QIcon::Disabled
                          : primary ? QIcon::Selected
                                    : QIcon::Normal);
        left += icon;
    }
    painter.setPen(colour);
    painter.drawText(QRect(left, room.top(), room.right() - left + 1, room.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, option.text);
}

void toolButton(QPainter& painter, const QStyleOption& option)
{
    const Tokens& t = tokensOf(option.palette);
    const bool raised = !option.state.testFlag(QStyle::State_AutoRaise);
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool hovered = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    painter.setRenderHint(QPainter::Antialiasing);
    if (raised || on || hovered) {
        const QColor fill = on ? t.soft : hovered ? t.sunken : t.base;
        box(painter, inset(option.rect, 0.5), kRadius, fill, t.edge, raised ? 1 : 0);
    }
}

void checkBox(QPainter& painter, const QStyleOption& option)
{
    const Tokens& t = tokensOf(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool some = option.state.testFlag(QStyle::State_NoChange);
    const bool set = option.state.testFlag(QStyle::State_On) || some;
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = std::min(option.rect.width(), option.rect.height());
    const QRectF where(option.rect.left() + 0.5, option.rect.top() + (option.rect.height() - side) / 2 + 0.5, side - 1,
                       side - 1);
    const QColor fill = !enabled ? t.disabledFill : set ? t.accent : t.base;
    box(painter, where, kSmallRadius, fill, !enabled ? t.edge : set ? t.accent : t.field);
    if (set) {
        painter.setPen(QPen(enabled ? t.onAccent : t.disabled, side / 9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&where](qreal x, qreal y) {
            return QPointF(where.left() + where.width() * x, where.top() + where.height() * y);
        };
        painter.drawPolyline(some ? QPolygonF{at(0.25, 0.5), at(0.75, 0.5)}
                                  : QPolygonF{at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.30)});
    }
}

void radioButton(QPainter& painter, const QStyleOption& option)
{
    const Tokens& t = tokensOf(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool set = option.state.testFlag(QStyle::State_On);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = std::min(option.rect.width(), option.rect.height());
    const QRectF where(option.rect.left() + 0.5, option.rect.top() + (option.rect.height() - side) / 2 + 0.5, side - 1,
                       side - 1);
    const QColor fill = !enabled ? t.disabledFill : set ? t.accent : t.base;
    box(painter, where, side / 2, fill, !enabled ? t.edge : set ? t.accent : t.field);
    if (set) {
        const qreal dot = side / 5;
        box(painter, QRectF(where.center() - QPointF(dot, dot), QSizeF(2 * dot, 2 * dot)), dot,
            enabled ? t.onAccent : t.disabled, t.accent, 0);
    }
}

void tabShape(QPainter& painter, const QStyleOptionTab& option)
{
    const Tokens& t = tokensOf(option.palette);
    const QRect words = option.rect.adjusted(0, 0, -kWordGap, 0);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter.fillRect(QRect(words.left(), words.bottom() - 1, words.width(), 2), t.link);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(QRect(words.left(), words.bottom() - 1, words.width(), 2), t.edge);
    }
    if (keyboardOn(option.state)) {
        painter.setRenderHint(QPainter::Antialiasing);
        box(painter, inset(words.adjusted(-kTight, 2, kTight, -3), 1), kRadius, Qt::NoBrush, t.link, 2);
    }
}

void tabLabel(QPainter& painter, const QStyleOptionTab& option, int iconSide)
{
    const Tokens& t = tokensOf(option.palette);
    const bool current = option.state.testFlag(QStyle::State_Selected);
    QFont font = painter.font();
    font.setWeight(current ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    QRect room = option.rect.adjusted(0, 0, -kWordGap, -2);
    if (!option.icon.isNull()) {
        option.icon.paint(&painter, QRect(room.left(), room.center().y() - iconSide / 2 + 1, iconSide, iconSide));
        room.setLeft(room.left() + iconSide + kGap);
    }
    painter.setPen(!option.state.testFlag(QStyle::State_Enabled) ? t.disabled : current ? t.link : t.muted);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, option.text);
}

void scrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& slider, const QWidget* widget)
{
    const Tokens& t = tokensOf(option.palette);
    // A scroll bar is opaque: it paints the ground of what it scrolls.
    QColor ground = option.palette.color(QPalette::Window);
    for (const QWidget* above = widget; above != nullptr; above = above->parentWidget()) {
        if (const auto* const area = qobject_cast<const QAbstractScrollArea*>(above)) {
            const QWidget* const view = area->viewport();
            ground = view->palette().color(view->backgroundRole());
            break;
        }
    }
    painter.fillRect(option.rect, ground);
    if (option.maximum <= option.minimum) {
        return;
    }
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    const int thick = hovered ? kThumbHovered : kThumb;
    QRectF thumb(slider);
    if (option.orientation == Qt::Horizontal) {
        thumb = QRectF(thumb.left() + 2, thumb.center().y() - thick / 2.0, thumb.width() - 4, thick);
    } else {
        thumb = QRectF(thumb.center().x() - thick / 2.0, thumb.top() + 2, thick, thumb.height() - 4);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    box(painter, thumb, thick / 2.0, t.thumb, t.thumb, 0);
}

void progress(QPainter& painter, const QStyleOptionProgressBar& option, const QWidget* widget)
{
    constexpr int kRoundMs = 1600;  // of the moving part, where the total is unknown
    constexpr int kStepMs = 66;
    const Tokens& t = tokensOf(option.palette);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF groove(option.rect.left(), QRectF(option.rect).center().y() - kBar / 2.0, option.rect.width(), kBar);
    box(painter, groove, kBar / 2.0, t.line, t.line, 0);
    QRectF done = groove;
    if (option.maximum > option.minimum) {
        const double share = double(option.progress - option.minimum) / (double(option.maximum) - option.minimum);
        done.setWidth(groove.width() * std::clamp(share, 0.0, 1.0));
    } else {
        const double phase = double(QDateTime::currentMSecsSinceEpoch() % kRoundMs) / kRoundMs;
        done.setWidth(groove.width() / 4);
        done.moveLeft(groove.left() + (groove.width() - done.width()) * (phase < 0.5 ? 2 * phase : 2 - 2 * phase));
        if (auto* const shown = const_cast<QWidget*>(widget); shown != nullptr && shown->isVisible()) {
            QTimer::singleShot(kStepMs, shown, qOverload<>(&QWidget::update));
        }
    }
    if (done.width() > 0) {
        done.setWidth(std::max<qreal>(done.width(), kBar));
        box(painter, done, kBar / 2.0, t.accent, t.accent, 0);
    }
}

void item(QPainter& painter, const QStyleOptionViewItem& option, const QWidget* widget)
{
    const Tokens& t = tokensOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter.fillRect(option.rect, t.selection);
    } else if (option.backgroundBrush.style() != Qt::NoBrush) {
        painter.fillRect(option.rect, option.backgroundBrush);
    } else if (option.state.testFlag(QStyle::State_MouseOver) && qobject_cast<const QTableView*>(widget) == nullptr) {
        painter.fillRect(option.rect, t.sunken);
    }
    if (selected && option.rect.left() <= 0) {
        painter.fillRect(QRect(0, option.rect.top(), kSelectionBar, option.rect.height()), t.link);
    }
    if (qobject_cast<const QTableView*>(widget) != nullptr) {
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
    }
}

}  // namespace meterseal::ui::theme::paint
