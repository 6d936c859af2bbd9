#include "shell/toast.h"

#include "theme/tokens.h"

#include <QAccessible>
#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace meterseal::ui {

namespace {
constexpr int kStaysMs = 8000;
constexpr int kWidestToast = 700;
constexpr int kToastEdge = 4;
constexpr int kAboveStatus = 28 + theme::kMargin + theme::kTight;
}  // namespace

Toast::Toast(QWidget* over) : Banner(over)
{
    setObjectName(QStringLiteral("toast"));
    over->installEventFilter(this);
    m_gone.setSingleShot(true);
    m_gone.setInterval(kStaysMs);
    connect(&m_gone, &QTimer::timeout, this, &Banner::clear);
}

void Toast::tell(Tone tone, const QString& title, const QString& detail)
{
    tellUntilClosed(tone, title, detail);
    m_gone.start();
}

void Toast::tellUntilClosed(Tone tone, const QString& title, const QString& detail)
{
    m_gone.stop();
    showMessage(tone, title, detail);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Toast::tellError(const Error& error)
{
    m_gone.stop();
    showError(error);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Toast::place()
{
    const QSize room = parentWidget()->size() - QSize(2 * theme::kSection, 0);
    const int wide =
        std::clamp(sizeHint().width(), std::min(room.width(), kWidestToast / 2), std::min(room.width(), kWidestToast));
    const int high = std::max(hasHeightForWidth() ? heightForWidth(wide) : 0, minimumSizeHint().height());
    setGeometry(parentWidget()->width() - wide - theme::kSection, parentWidget()->height() - high - kAboveStatus, wide,
                high);
    raise();
}

bool Toast::event(QEvent* event)
{
    const bool done = Banner::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) {
        place();
    }
    return done;
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    return Banner::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Tokens& t = theme::tokensOf(palette());
    painter.setPen(QPen(t.edge, 1));
    painter.setBrush(t.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::kRadius, theme::kRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::colourOf(palette(), tone()));
    painter.setClipRect(0, 0, kToastEdge, height());
    painter.drawRoundedRect(QRect(0, 0, 3 * theme::kRadius, height()), theme::kRadius, theme::kRadius);
}

}  // namespace meterseal::ui
