// MerkleTreeView: the tree of a batch, drawn from the root down to the leaves. Only what the window shows is painted,
// so 8,192 leaves cost what a screen costs; levels too fine to be drawn are a band. A node stands above the visible
// part of its leaves, so that the way from any leaf up to the root stays in sight at every magnification.
//
// The chosen leaf's path is drawn thick, its proof's siblings dashed, differing nodes in the alarm colour with a cross.
// Keys: Up parent, Down left child, Left and Right along the level, Home and End, + and - and 0 (all of it),
// Enter chooses the leaf, Ctrl+C copies the hash. Ctrl with the wheel magnifies at the mouse.
#pragma once

#include "format/format.h"
#include "models/merkle_layout.h"

#include <QAbstractScrollArea>

namespace meterseal::ui {

class MerkleTreeView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit MerkleTreeView(const Format& format, QWidget* parent = nullptr);

    void setLeaves(std::span<const Hash256> leaves);
    // Leaves that differ from what they are compared with; they and all nodes above them are marked.
    void setDiffering(std::vector<std::uint32_t> leaves);
    void chooseLeaf(std::optional<std::uint32_t> leaf);
    void select(MerkleNode node);

    const MerkleLayout& tree() const { return m_layout; }
    std::optional<std::uint32_t> chosenLeaf() const { return m_chosen; }
    std::optional<MerkleNode> selected() const { return m_selected; }
    bool differs(MerkleNode node) const;
    // Where the node is drawn in the viewport; empty where it is not in sight.
    QRectF boxOf(MerkleNode node) const;
    std::optional<MerkleNode> nodeAt(const QPoint& at) const;
    // What a screen reader says of it.
    QString describe(MerkleNode node) const;
    // Inclusion proof of the chosen leaf, the object that `meterseal-cli merkle prove` prints; null without one.
    QString proof() const;

    void zoomBy(double factor) { zoomAt(factor, viewport()->width() / 2.0); }
    void showAll();
    QSize sizeHint() const override;

public slots:
    void copyHash();
    void copyProof();

signals:
    void selectionChanged();
    void chosenChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct Paint;
    double leastUnit() const;
    void setUnit(double unit);
    void zoomAt(double factor, double x);
    void updateBars();
    void reveal(MerkleNode node);
    double levelHeight() const;
    double roomForLevel() const;
    double boxHeight() const;
    double leafAt(double x) const;  // in leaf widths
    QPointF centreOf(MerkleNode node) const;
    void paintLevel(Paint& paint, int level) const;
    void paintBand(Paint& paint, int level) const;
    void paintPath(Paint& paint) const;
    void paintNode(Paint& paint, MerkleNode node) const;
    void move(int key);

    const Format& m_format;
    MerkleLayout m_layout;
    std::vector<std::uint32_t> m_differing;  // ascending
    std::vector<MerkleNode> m_path, m_siblings;
    std::optional<std::uint32_t> m_chosen;
    std::optional<MerkleNode> m_selected;
    double m_unit = 1;  // pixels a leaf
    bool m_all = true;  // the whole tree is in sight, and stays so when the window changes
};

}  // namespace meterseal::ui
