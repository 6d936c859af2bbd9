// What mouse and keyboard do in a MerkleTreeView.
#include "widgets/merkle_tree_view.h"

#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>
#include <cmath>

namespace meterseal::ui {

namespace {
constexpr double kZoomStep = 1.5;
}

void MerkleTreeView::mousePressEvent(QMouseEvent* event)
{
    if (const auto node = nodeAt(event->pos()); node && event->button() == Qt::LeftButton) {
        select(*node);
    }
}

void MerkleTreeView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const auto node = nodeAt(event->pos()); node && node->level == 0) {
        chooseLeaf(node->index);
    }
}

void MerkleTreeView::move(int key)
{
    const MerkleNode now = m_selected.value_or(MerkleNode{m_layout.levelCount() - 1, 0});
    std::optional<MerkleNode> next;
    if (!m_selected) {
        next = now;
    } else if (key == Qt::Key_Up) {
        next = m_layout.parent(now);
    } else if (key == Qt::Key_Down) {
        // Towards the chosen leaf where the way leads there.
        next = m_layout.child(now, false);
        const auto right = m_layout.child(now, true);
        if (right && std::find(m_path.begin(), m_path.end(), *right) != m_path.end()) {
            next = right;
        }
    } else if (key == Qt::Key_Left && now.index > 0) {
        next = MerkleNode{now.level, now.index - 1};
    } else if (key == Qt::Key_Right) {
        next = MerkleNode{now.level, now.index + 1};
    } else if (key == Qt::Key_Home) {
        next = MerkleNode{now.level, 0};
    } else if (key == Qt::Key_End) {
        next = MerkleNode{now.level, m_layout.nodeCount(now.level) - 1};
    }
    if (next) {
        select(*next);
    }
}

void MerkleTreeView::keyPressEvent(QKeyEvent* event)
{
    if (m_layout.leafCount() == 0) {
        QAbstractScrollArea::keyPressEvent(event);
    } else if (event->matches(QKeySequence::Copy)) {
        copyHash();
    } else {
        switch (event->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Home:
        case Qt::Key_End:
            move(event->key());
            break;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomAt(kZoomStep,
                   m_selected && !boxOf(*m_selected).isNull() ? centreOf(*m_selected).x() : viewport()->width() / 2.0);
            break;
        case Qt::Key_Minus:
            zoomBy(1 / kZoomStep);
            break;
        case Qt::Key_0:
            showAll();
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_selected && m_selected->level == 0) {
                chooseLeaf(m_selected->index);
            }
            break;
        default:
            QAbstractScrollArea::keyPressEvent(event);
        }
    }
}

void MerkleTreeView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomAt(std::pow(kZoomStep, event->angleDelta().y() / 120.0), event->position().x());
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void MerkleTreeView::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_layout.leafCount() == 0) {
        return;
    }
    if (const auto node = nodeAt(viewport()->mapFromGlobal(event->globalPos()))) {
        select(*node);
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy hash"), this, &MerkleTreeView::copyHash)->setEnabled(m_selected.has_value());
    menu->addAction(tr("Copy inclusion proof"), this, &MerkleTreeView::copyProof)->setEnabled(m_chosen.has_value());
    menu->popup(event->globalPos());
}

void MerkleTreeView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (!m_selected && m_layout.leafCount() > 0) {
        select({m_layout.levelCount() - 1, 0});
    }
}

}  // namespace meterseal::ui
