// The drawing behind theme/style.h, a function a control. Private to ui/theme.
#pragma once

#include "theme/tokens.h"

#include <QStyleOption>

class QPainter;
class QWidget;

namespace meterseal::ui::theme::paint {

// Dynamic properties that setRole() and joinSegments() set.
inline constexpr char kRoleProperty[] = "role";
inline constexpr char kSegmentProperty[] = "segment";

bool isPrimary(const QWidget* widget);
bool isDestructive(const QWidget* widget);
QString segmentOf(const QWidget* widget);  // "first", "mid", "last" or empty

void chevron(QPainter& painter, const QRect& box, const QColor& colour, bool up = false);
void field(QPainter& painter, const QRect& box, const Tokens& t, QStyle::State state, bool readOnly);
void pushButton(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget);
void pushButtonLabel(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget, int iconSide);
void toolButton(QPainter& painter, const QStyleOption& option);
void checkBox(QPainter& painter, const QStyleOption& option);
void radioButton(QPainter& painter, const QStyleOption& option);
void tabShape(QPainter& painter, const QStyleOptionTab& option);
void tabLabel(QPainter& painter, const QStyleOptionTab& option, int iconSide);
void scrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& slider, const QWidget* widget);
void progress(QPainter& painter, const QStyleOptionProgressBar& option, const QWidget* widget);
// The ground of an item's cell: selection with its bar at the view's left edge, and in tables the line below.
void item(QPainter& painter, const QStyleOptionViewItem& option, const QWidget* widget);

}  // namespace meterseal::ui::theme::paint
