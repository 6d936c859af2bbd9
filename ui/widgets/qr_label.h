// A QR code (libqrencode), black on white with its quiet zone in either theme, because scanners ask for that.
//
// paintQr() serves screen and paper alike. An empty text, or one too long for a code, draws nothing.
#pragma once

#include <QWidget>

class QPainter;

namespace meterseal::ui {

void paintQr(QPainter& painter, const QRectF& area, const QString& text);

class QrLabel : public QWidget {
    Q_OBJECT
public:
    explicit QrLabel(QWidget* parent = nullptr);
    // `spoken` is what a screen reader says.
    void setContent(const QString& text, const QString& spoken);
    QString content() const { return m_text; }
    QSize sizeHint() const override { return {168, 168}; }
    QSize minimumSizeHint() const override { return {120, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

}  // namespace meterseal::ui
