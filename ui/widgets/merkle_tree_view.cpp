#include "widgets/merkle_tree_view.h"

#include "theme/follow.h"
#include "theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace meterseal::ui {

namespace {
constexpr double kMostUnit = 150;
// Distance of levels, in heights of a node.
constexpr double kClosest = 1.25;
constexpr double kUsual = 1.7;
constexpr double kWidest = 2.4;
}  // namespace

MerkleTreeView::MerkleTreeView(const Format& format, QWidget* parent) : QAbstractScrollArea(parent), m_format(format)
{
    onLanguage(this, [this] {
        horizontalScrollBar()->setAccessibleName(tr("Along the leaves"));
        if (m_selected) {
            setAccessibleDescription(describe(*m_selected));
        }
    });
    onChange(this, {QEvent::FontChange}, [this] { updateBars(); });
    setObjectName(QStringLiteral("merkleTree"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    horizontalScrollBar()->setAccessibleName(tr("Along the leaves"));
    connect(&format, &Format::changed, viewport(), qOverload<>(&QWidget::update));
}

void MerkleTreeView::setLeaves(std::span<const Hash256> leaves)
{
    m_layout = MerkleLayout(leaves);
    m_differing.clear();
    m_selected.reset();
    chooseLeaf(std::nullopt);
    showAll();
}

void MerkleTreeView::setDiffering(std::vector<std::uint32_t> leaves)
{
    m_differing = std::move(leaves);
    std::sort(m_differing.begin(), m_differing.end());
    viewport()->update();
}

void MerkleTreeView::chooseLeaf(std::optional<std::uint32_t> leaf)
{
    m_chosen = leaf && *leaf < m_layout.leafCount() ? leaf : std::nullopt;
    m_path.clear();
    m_siblings.clear();
    if (m_chosen) {
        m_path = m_layout.pathOf(*m_chosen);
        for (const MerkleNode node : m_path) {
            if (const auto beside = m_layout.sibling(node)) {
                m_siblings.push_back(*beside);
            }
        }
        select({0, *m_chosen});
    }
    viewport()->update();
    emit chosenChanged();
}

void MerkleTreeView::select(MerkleNode node)
{
    if (!m_layout.contains(node)) {
        return;
    }
    m_selected = m_layout.real(node);
    reveal(*m_selected);
    setAccessibleDescription(describe(*m_selected));
    viewport()->update();
    emit selectionChanged();
}

bool MerkleTreeView::differs(MerkleNode node) const
{
    const auto [first, last] = m_layout.leavesOf(node);
    const auto at = std::lower_bound(m_differing.begin(), m_differing.end(), first);
    return at != m_differing.end() && *at <= last;
}

QString MerkleTreeView::describe(MerkleNode node) const
{
    const auto [first, last] = m_layout.leavesOf(node);
    const QString hash = text(m_layout.hash(node).hex());
    const bool root = node.level + 1 == m_layout.levelCount();
    QString what = root ? tr("Merkle root over %Ln leaf(s)", nullptr, static_cast<int>(last - first + 1))
                   : node.level == 0
                       ? tr("Leaf %1 of %2").arg(m_format.number(first + 1), m_format.number(m_layout.leafCount()))
                       : tr("Node over leaves %1 to %2").arg(m_format.number(first + 1), m_format.number(last + 1));
    if (differs(node)) {
        what += QStringLiteral(" · ") + tr("differs");
    }
    if (std::find(m_path.begin(), m_path.end(), node) != m_path.end()) {
        what += QStringLiteral(" · ") + tr("on the chosen leaf's path");
    } else if (std::find(m_siblings.begin(), m_siblings.end(), node) != m_siblings.end()) {
        what += QStringLiteral(" · ") + tr("part of its proof");
    }
    return what + u'\n' + hash;
}

QString MerkleTreeView::proof() const
{
    if (!m_chosen) {
        return {};
    }
    QStringList siblings;
    for (const Hash256& one : m_layout.tree().inclusionProof(*m_chosen)) {
        siblings << u'"' + text(one.hex()) + u'"';
    }
    return QStringLiteral(R"({"index":%1,"size":%2,"leaf":"%3","root":"%4","proof":[%5]})")
        .arg(*m_chosen)
        .arg(m_layout.leafCount())
        .arg(text(m_layout.hash({0, *m_chosen}).hex()), text(m_layout.tree().root().hex()), siblings.join(u','));
}

void MerkleTreeView::copyHash()
{
    if (m_selected) {
        QApplication::clipboard()->setText(text(m_layout.hash(*m_selected).hex()));
    }
}

void MerkleTreeView::copyProof()
{
    if (m_chosen) {
        QApplication::clipboard()->setText(proof());
    }
}

// ---- what is in sight ----------------------------------------------------------------------------------------------

QSize MerkleTreeView::sizeHint() const
{
    const double levels = std::clamp(m_layout.levelCount(), 3, 14);
    return {480, static_cast<int>(levels * (fontMetrics().height() + theme::kGap) * kUsual) + 2 * theme::kMargin};
}

double MerkleTreeView::boxHeight() const
{
    const double text = fontMetrics().height();
    return std::clamp(roomForLevel() / kClosest, text, text + theme::kGap);
}

double MerkleTreeView::roomForLevel() const
{
    return (viewport()->height() - 2.0 * theme::kGap) / std::max(1, m_layout.levelCount());
}

// Fourteen levels fit into a pane; three do not fall apart.
double MerkleTreeView::levelHeight() const
{
    return std::clamp(roomForLevel(), boxHeight() * kClosest, boxHeight() * kWidest);
}

double MerkleTreeView::leastUnit() const
{
    const double room = std::max(1.0, viewport()->width() - 2.0 * theme::kMargin);
    return std::min(kMostUnit, room / std::max(1u, m_layout.leafCount()));
}

void MerkleTreeView::setUnit(double unit)
{
    m_unit = std::clamp(unit, leastUnit(), kMostUnit);
    m_all = m_unit <= leastUnit();
    updateBars();
    viewport()->update();
}

void MerkleTreeView::showAll()
{
    setUnit(leastUnit());
}

void MerkleTreeView::zoomAt(double factor, double x)
{
    const double leaf = leafAt(x);
    setUnit(m_unit * factor);
    horizontalScrollBar()->setValue(static_cast<int>(leaf * m_unit + theme::kMargin - x));
}

void MerkleTreeView::updateBars()
{
    const int width = static_cast<int>(m_layout.leafCount() * m_unit) + 2 * theme::kMargin;
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(viewport()->width() / 8);
    const int height = static_cast<int>(m_layout.levelCount() * levelHeight()) + 2 * theme::kGap;
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(static_cast<int>(levelHeight()));
}

double MerkleTreeView::leafAt(double x) const
{
    return (x + horizontalScrollBar()->value() - theme::kMargin) / m_unit;
}

QPointF MerkleTreeView::centreOf(MerkleNode node) const
{
    const auto [first, last] = m_layout.leavesOf(node);
    double left = first;
    double right = last + 1.0;
    const double seenLeft = std::max(left, leafAt(0));
    const double seenRight = std::min(right, leafAt(viewport()->width()));
    if (seenLeft < seenRight) {
        left = seenLeft;
        right = seenRight;
    }
    const double x = (left + right) / 2 * m_unit + theme::kMargin - horizontalScrollBar()->value();
    const double y = (m_layout.levelCount() - 1 - node.level + 0.5) * levelHeight() + theme::kGap;
    return {x, y - verticalScrollBar()->value()};
}

QRectF MerkleTreeView::boxOf(MerkleNode node) const
{
    if (!m_layout.contains(node)) {
        return {};
    }
    const auto [first, last] = m_layout.leavesOf(node);
    const double seen = std::min(last + 1.0, leafAt(viewport()->width())) - std::max<double>(first, leafAt(0));
    const QPointF centre = centreOf(node);
    if (seen <= 0 || centre.y() < -boxHeight() || centre.y() > viewport()->height() + boxHeight()) {
        return {};
    }
    const double most = fontMetrics().horizontalAdvance(u'0') * 16.0;
    const double width = std::clamp(seen * m_unit - theme::kTight, 3.0, most);
    return {centre.x() - width / 2, centre.y() - boxHeight() / 2, width, boxHeight()};
}

std::optional<MerkleNode> MerkleTreeView::nodeAt(const QPoint& at) const
{
    for (int level = 0; level < m_layout.levelCount(); ++level) {
        const double leaf = leafAt(at.x());
        if (leaf < 0 || leaf >= m_layout.leafCount()) {
            return std::nullopt;
        }
        const MerkleNode node{level, static_cast<std::uint32_t>(leaf) >> level};
        if (!m_layout.passesThrough(node) && boxOf(node).adjusted(-1, -2, 1, 2).contains(at)) {
            return node;
        }
    }
    return std::nullopt;
}

void MerkleTreeView::reveal(MerkleNode node)
{
    const auto [first, last] = m_layout.leavesOf(node);
    if (last + 1.0 <= leafAt(0) + 0.5 || first >= leafAt(viewport()->width()) - 0.5) {
        const double x = m_layout.centreOf(node) * m_unit + theme::kMargin;
        horizontalScrollBar()->setValue(static_cast<int>(x - viewport()->width() / 2.0));
    }
    const QPointF centre = centreOf(node);
    if (centre.y() < boxHeight()) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + static_cast<int>(centre.y() - boxHeight()));
    } else if (centre.y() > viewport()->height() - boxHeight()) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() +
                                      static_cast<int>(centre.y() + boxHeight() - viewport()->height()));
    }
}

bool MerkleTreeView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto node = nodeAt(help->pos())) {
            QToolTip::showText(help->globalPos(), describe(*node), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void MerkleTreeView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    setUnit(m_all ? leastUnit() : m_unit);
    if (m_selected) {
        reveal(*m_selected);
    }
}

}  // namespace meterseal::ui
