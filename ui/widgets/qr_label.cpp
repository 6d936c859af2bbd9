#include "widgets/qr_label.h"

#include <QPainter>

#include <memory>
#include <qrencode.h>

namespace meterseal::ui {

namespace {
constexpr int kQuietModules = 4;  // ISO/IEC 18004
}

void paintQr(QPainter& painter, const QRectF& area, const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(utf8.size()), reinterpret_cast<const unsigned char*>(utf8.constData()), 0,
                          QR_ECLEVEL_M),
        QRcode_free);
    if (!code) {
        return;
    }
    const int modules = code->width + 2 * kQuietModules;
    const double side = std::min(area.width(), area.height());
    const double module = side / modules;
    const QPointF corner(area.center().x() - side / 2, area.center().y() - side / 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(corner, QSizeF(side, side)), Qt::white);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if ((code->data[y * code->width + x] & 1) != 0) {
                const QPointF at = corner + QPointF((x + kQuietModules) * module, (y + kQuietModules) * module);
                painter.fillRect(QRectF(at, QSizeF(module, module)), Qt::black);
            }
        }
    }
    painter.restore();
}

QrLabel::QrLabel(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void QrLabel::setContent(const QString& text, const QString& spoken)
{
    m_text = text;
    setAccessibleName(spoken);
    setToolTip(text);
    update();
}

void QrLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintQr(painter, rect(), m_text);
}

}  // namespace meterseal::ui
