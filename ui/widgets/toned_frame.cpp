#include "widgets/toned_frame.h"

#include <QPainter>
#include <QWidget>

namespace meterseal::ui {

void paintTonedFrame(QWidget& widget, Tone tone)
{
    constexpr int kThickEdge = 4;
    QPainter painter(&widget);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::colourOf(widget.palette(), tone), 1));
    painter.setBrush(theme::fillOf(widget.palette(), tone));
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::kRadius, theme::kRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::colourOf(widget.palette(), tone));
    painter.setClipRect(0, 0, kThickEdge, widget.height());
    painter.drawRoundedRect(QRect(0, 0, 3 * theme::kRadius, widget.height()), theme::kRadius, theme::kRadius);
}

}  // namespace meterseal::ui
