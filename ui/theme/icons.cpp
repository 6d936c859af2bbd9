#include "theme/icons.h"

#include "theme/tokens.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace meterseal::ui {

namespace {

class TintedSvg : public QIconEngine {
public:
    TintedSvg(QByteArray svg, Tone tone) : m_svg(std::move(svg)), m_tone(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        QColor colour = theme::colourOf(palette, m_tone);
        if (mode == QIcon::Disabled) {
            colour = palette.color(QPalette::Disabled, QPalette::ButtonText);
        } else if (mode == QIcon::Selected) {  // on a filled button
            colour = theme::tokensOf(palette).onAccent;
        }
        QByteArray svg = m_svg;
        svg.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new TintedSvg(m_svg, m_tone); }
    QString key() const override { return QStringLiteral("meterseal-tinted-svg"); }

private:
    QByteArray m_svg;
    Tone m_tone;
};

}  // namespace

QIcon icon(const QString& name, Tone tone)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QIcon(new TintedSvg(file.readAll(), tone));
}

}  // namespace meterseal::ui
