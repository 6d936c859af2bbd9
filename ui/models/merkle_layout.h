// MerkleLayout: a batch's tree as a picture without pixels: which nodes there are, who is whose child, and which of
// them a window onto the tree shows. One leaf is one unit wide; a node stands in the middle above its leaves.
//
// Levels count from the leaves (0) to the root. An odd last node moves up unchanged (RFC 9162), so on the levels above
// it stands for itself: passesThrough() tells such places from real nodes.
//
// Thread-safety: a value; const calls may run at once.
#pragma once

#include "meterseal/merkle/tree.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace meterseal::ui {

struct MerkleNode {
    int level = 0;
    std::uint32_t index = 0;  // from the left, on its level
    bool operator==(const MerkleNode&) const = default;
};

class MerkleLayout {
public:
    MerkleLayout() = default;
    explicit MerkleLayout(std::span<const Hash256> leaves) : m_tree(leaves) {}

    const merkle::Tree& tree() const { return m_tree; }
    std::uint32_t leafCount() const { return static_cast<std::uint32_t>(m_tree.size()); }
    int levelCount() const { return leafCount() == 0 ? 0 : static_cast<int>(m_tree.levelCount()); }
    std::uint32_t nodeCount(int level) const;
    bool contains(MerkleNode node) const;
    const Hash256& hash(MerkleNode node) const;

    // First and last leaf below.
    std::pair<std::uint32_t, std::uint32_t> leavesOf(MerkleNode node) const;
    // The middle of the node, in leaf widths from the left edge.
    double centreOf(MerkleNode node) const;
    bool passesThrough(MerkleNode node) const;
    // The node itself, or the one further down that passes through here.
    MerkleNode real(MerkleNode node) const;

    std::optional<MerkleNode> parent(MerkleNode node) const;  // a real one
    std::optional<MerkleNode> child(MerkleNode node, bool right) const;
    std::optional<MerkleNode> sibling(MerkleNode node) const;
    // From the leaf to the root, real nodes only.
    std::vector<MerkleNode> pathOf(std::uint32_t leaf) const;

    // Real nodes of a level that have something in [left, right], in leaf widths, and are at least `least` leaf widths
    // wide; a level whose nodes are narrower gives none: it is drawn as a band.
    std::vector<MerkleNode> visible(int level, double left, double right, double least) const;

private:
    merkle::Tree m_tree;
};

}  // namespace meterseal::ui
