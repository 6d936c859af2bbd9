#include "models/merkle_layout.h"

#include <algorithm>
#include <cmath>

namespace meterseal::ui {

std::uint32_t MerkleLayout::nodeCount(int level) const
{
    return static_cast<std::uint32_t>(m_tree.level(static_cast<std::size_t>(level)).size());
}

bool MerkleLayout::contains(MerkleNode node) const
{
    return node.level >= 0 && node.level < levelCount() && node.index < nodeCount(node.level);
}

const Hash256& MerkleLayout::hash(MerkleNode node) const
{
    return m_tree.level(static_cast<std::size_t>(node.level))[node.index];
}

std::pair<std::uint32_t, std::uint32_t> MerkleLayout::leavesOf(MerkleNode node) const
{
    const std::uint64_t first = std::uint64_t(node.index) << node.level;
    const std::uint64_t end = std::min<std::uint64_t>(leafCount(), (std::uint64_t(node.index) + 1) << node.level);
    return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end - 1)};
}

double MerkleLayout::centreOf(MerkleNode node) const
{
    const auto [first, last] = leavesOf(node);
    return (static_cast<double>(first) + static_cast<double>(last) + 1) / 2;
}

bool MerkleLayout::passesThrough(MerkleNode node) const
{
    return node.level > 0 && 2 * std::uint64_t(node.index) + 1 >= nodeCount(node.level - 1);
}

MerkleNode MerkleLayout::real(MerkleNode node) const
{
    while (passesThrough(node)) {
        node = {node.level - 1, node.index * 2};
    }
    return node;
}

std::optional<MerkleNode> MerkleLayout::parent(MerkleNode node) const
{
    do {
        node = {node.level + 1, node.index / 2};
    } while (contains(node) && passesThrough(node));
    return contains(node) ? std::optional(node) : std::nullopt;
}

std::optional<MerkleNode> MerkleLayout::child(MerkleNode node, bool right) const
{
    if (node.level == 0) {
        return std::nullopt;
    }
    return real({node.level - 1, node.index * 2 + (right ? 1 : 0)});
}

std::optional<MerkleNode> MerkleLayout::sibling(MerkleNode node) const
{
    const auto above = parent(node);
    if (!above) {
        return std::nullopt;
    }
    const MerkleNode left = *child(*above, false);
    return left == node ? child(*above, true) : std::optional(left);
}

std::vector<MerkleNode> MerkleLayout::pathOf(std::uint32_t leaf) const
{
    std::vector<MerkleNode> path;
    for (std::optional<MerkleNode> at = MerkleNode{0, leaf}; at && contains(*at); at = parent(*at)) {
        path.push_back(*at);
    }
    return path;
}

std::vector<MerkleNode> MerkleLayout::visible(int level, double left, double right, double least) const
{
    std::vector<MerkleNode> nodes;
    const double width = std::ldexp(1.0, level);
    if (level >= levelCount() || right < 0 || width < least) {
        return nodes;
    }
    const auto last =
        static_cast<std::uint32_t>(std::min<double>(nodeCount(level) - 1, std::max(0.0, std::floor(right / width))));
    for (auto index = static_cast<std::uint32_t>(std::max(0.0, std::floor(left / width))); index <= last; ++index) {
        const MerkleNode node{level, index};
        if (!passesThrough(node)) {
            nodes.push_back(node);
        }
    }
    return nodes;
}

}  // namespace meterseal::ui
