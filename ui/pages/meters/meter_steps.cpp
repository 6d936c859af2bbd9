#include "pages/meters/meter_steps.h"

#include "theme/follow.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QPainter>

namespace meterseal::ui {

namespace {

// The shape of a step, for eyes that do not tell the colours apart: a tick, a dot, nothing, a bar.
void paintMark(QPainter& painter, const QRectF& box, MeterSteps::State state, const theme::Tokens& t)
{
    const auto at = [&box](qreal x, qreal y) {
        return QPointF(box.left() + box.width() * x, box.top() + box.height() * y);
    };
    switch (state) {
    case MeterSteps::State::Done:
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ok);
        painter.drawEllipse(box);
        painter.setPen(QPen(t.base, box.width() / 11, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{at(0.30, 0.52), at(0.44, 0.66), at(0.70, 0.36)});
        return;
    case MeterSteps::State::Next:
        painter.setPen(QPen(t.link, 2));
        painter.setBrush(t.base);
        painter.drawEllipse(box.adjusted(1, 1, -1, -1));
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.link);
        painter.drawEllipse(box.center(), box.width() / 6, box.width() / 6);
        return;
    case MeterSteps::State::Ended:
        painter.setPen(QPen(t.warn, 2));
        painter.setBrush(t.base);
        painter.drawEllipse(box.adjusted(1, 1, -1, -1));
        painter.drawLine(at(0.3, 0.5), at(0.7, 0.5));
        return;
    case MeterSteps::State::Later:
        painter.setPen(QPen(t.field, 1));
        painter.setBrush(t.base);
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    }
}

}  // namespace

MeterSteps::MeterSteps(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("meterSteps"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    onLooks(this, [this] { updateGeometry(); });
}

void MeterSteps::setSteps(std::vector<Step> steps)
{
    m_steps = std::move(steps);
    QStringList spoken;
    for (const Step& step : m_steps) {
        spoken << step.name + QStringLiteral(": ") + step.note;
    }
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    setToolTip(spoken.join(u'\n'));
    update();
}

int MeterSteps::circle() const
{
    return fontMetrics().height() * 4 / 3;
}

QSize MeterSteps::sizeHint() const
{
    return {60 * fontMetrics().averageCharWidth(), circle() + 2 * fontMetrics().height() + theme::kGap};
}

void MeterSteps::paintEvent(QPaintEvent*)
{
    if (m_steps.empty()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Tokens& t = theme::tokensOf(palette());
    const int side = circle();
    const int wide = width() / static_cast<int>(m_steps.size());
    QFont bold(font());
    bold.setWeight(QFont::DemiBold);
    const QFont small = theme::captionFont(font());
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        const int left = static_cast<int>(i) * wide;
        if (i + 1 < m_steps.size()) {
            painter.setPen(QPen(m_steps[i + 1].state == State::Later ? t.line : t.ok, 2));
            painter.drawLine(left + side + theme::kCards, side / 2, left + wide - theme::kCards, side / 2);
        }
        paintMark(painter, QRectF(left, 0, side, side), step.state, t);
        const int room = wide - theme::kGap;
        const bool later = step.state == State::Later;
        painter.setFont(later ? font() : bold);
        painter.setPen(step.state == State::Next    ? t.link
                       : step.state == State::Ended ? t.warn
                       : later                      ? t.muted
                                                    : t.text);
        const QRect name(left, side + theme::kTight, room, fontMetrics().height());
        painter.drawText(name, Qt::AlignLeft, QFontMetrics(painter.font()).elidedText(step.name, Qt::ElideRight, room));
        painter.setFont(small);
        painter.setPen(t.muted);
        painter.drawText(name.translated(0, fontMetrics().height()), Qt::AlignLeft,
                         QFontMetrics(small).elidedText(step.note, Qt::ElideRight, room));
    }
}

}  // namespace meterseal::ui
