// What MerkleTreeView draws.
#include "widgets/merkle_tree_view.h"

#include "theme/theme.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace meterseal::ui {

namespace {
constexpr double kLeastNode = 6;  // narrower ones are a band
constexpr double kCross = 3.5;
}  // namespace

struct MerkleTreeView::Paint {
    QPainter& painter;
    const QPalette& palette;
    QFont mono;
    double left, right;  // in leaf widths
};

void MerkleTreeView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    if (m_layout.leafCount() == 0) {
        return;
    }
    Paint paint{painter, palette(), theme::monoFont(font()), leafAt(0), leafAt(viewport()->width())};
    // Lines first, nodes over them, the chosen path on top.
    for (int level = m_layout.levelCount() - 1; level >= 0; --level) {
        paintLevel(paint, level);
    }
    paintPath(paint);
    if (m_selected && hasFocus()) {
        const QRectF box = boxOf(*m_selected);
        if (!box.isNull()) {
            painter.setRenderHint(QPainter::Antialiasing, false);
            painter.setPen(QPen(palette().color(QPalette::WindowText), 1, Qt::DotLine));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(box.adjusted(-4, -4, 4, 4));
        }
    }
}

void MerkleTreeView::paintLevel(Paint& paint, int level) const
{
    const double top = centreOf({level, 0}).y();
    if (top < -levelHeight() || top > viewport()->height() + levelHeight()) {
        return;
    }
    const auto nodes = m_layout.visible(level, paint.left, paint.right, kLeastNode / m_unit);
    if (nodes.empty()) {
        paintBand(paint, level);
        return;
    }
    QPainter& painter = paint.painter;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::lineOf(paint.palette), 1));
    std::vector<QLineF> lines;
    const QPointF down(0, boxHeight() / 2);
    for (const MerkleNode node : nodes) {
        for (const bool right : {false, true}) {
            if (const auto below = m_layout.child(node, right)) {
                lines.emplace_back(centreOf(node) + down, centreOf(*below) - down);
            }
        }
    }
    painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    for (const MerkleNode node : nodes) {
        paintNode(paint, node);
    }
}

// Nodes too narrow to be told apart: one strip, with a mark where something differs.
void MerkleTreeView::paintBand(Paint& paint, int level) const
{
    const double left = theme::kMargin - horizontalScrollBar()->value();
    const double y = centreOf({level, 0}).y();
    const QRectF band(left, y - boxHeight() / 2, m_layout.leafCount() * m_unit, boxHeight());
    paint.painter.fillRect(band.intersected(viewport()->rect()), theme::fillOf(paint.palette, Tone::Neutral));
    paint.painter.fillRect(band.intersected(viewport()->rect()),
                           QBrush(theme::lineOf(paint.palette), Qt::Dense6Pattern));
    double last = -1e9;
    for (const std::uint32_t leaf : m_differing) {
        const double x = (leaf + 0.5) * m_unit + left;
        if (x - last >= 2 * kCross && x >= 0 && x <= viewport()->width()) {
            last = x;
            paint.painter.fillRect(QRectF(x - 1.5, band.top(), 3, band.height()),
                                   theme::colourOf(paint.palette, Tone::Bad));
        }
    }
}

void MerkleTreeView::paintPath(Paint& paint) const
{
    QPainter& painter = paint.painter;
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF down(0, boxHeight() / 2);
    for (std::size_t i = 0; i + 1 < m_path.size(); ++i) {
        const Tone tone = differs(m_path[i]) ? Tone::Bad : Tone::Info;
        painter.setPen(QPen(theme::colourOf(paint.palette, tone), 2));
        painter.drawLine(centreOf(m_path[i + 1]) + down, centreOf(m_path[i]) - down);
    }
    for (const auto& nodes : {m_siblings, m_path}) {
        for (const MerkleNode node : nodes) {
            paintNode(paint, node);
        }
    }
}

void MerkleTreeView::paintNode(Paint& paint, MerkleNode node) const
{
    const QRectF box = boxOf(node);
    if (box.isNull()) {
        return;
    }
    QPainter& painter = paint.painter;
    const bool bad = differs(node);
    const bool onPath = std::find(m_path.begin(), m_path.end(), node) != m_path.end();
    const bool beside = std::find(m_siblings.begin(), m_siblings.end(), node) != m_siblings.end();
    const Tone tone = bad ? Tone::Bad : onPath || beside ? Tone::Info : Tone::Neutral;
    const QColor line = tone == Tone::Neutral ? theme::lineOf(paint.palette) : theme::colourOf(paint.palette, tone);
    painter.setPen(QPen(line, onPath || bad ? 2 : 1, beside && !bad ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(onPath || bad ? theme::fillOf(paint.palette, tone) : paint.palette.color(QPalette::Base));
    if (m_selected == node) {
        painter.setBrush(paint.palette.color(QPalette::Highlight));
    }
    if (box.width() < kLeastNode) {
        painter.fillRect(box, m_selected == node && !bad ? paint.palette.color(QPalette::Highlight) : line);
        return;
    }
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(paint.mono);
    const QFontMetricsF metrics(paint.mono);
    const double cross = bad ? 3 * kCross : 0;
    const QString hex = text(m_layout.hash(node).hex());
    for (const QString& label : {Format::shortHash(hex), hex.left(6), hex.left(3)}) {
        if (metrics.horizontalAdvance(label) + cross + theme::kGap <= box.width()) {
            painter.setPen(paint.palette.color(m_selected == node ? QPalette::HighlightedText : QPalette::Text));
            painter.drawText(box.adjusted(0, 0, -cross, 0), Qt::AlignCenter, label);
            break;
        }
    }
    if (bad) {
        const QPointF at(std::max(box.right() - 2.5 * kCross, box.center().x()), box.center().y());
        painter.setPen(QPen(m_selected == node ? paint.palette.color(QPalette::HighlightedText) : line, 2));
        painter.drawLine(at + QPointF(-kCross, -kCross), at + QPointF(kCross, kCross));
        painter.drawLine(at + QPointF(-kCross, kCross), at + QPointF(kCross, -kCross));
    }
}

}  // namespace meterseal::ui
