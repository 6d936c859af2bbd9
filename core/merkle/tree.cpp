#include "meterseal/merkle/tree.h"

#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <bit>

namespace meterseal::merkle {

namespace {

constexpr std::uint8_t kLeafPrefix = 0;

// Hashes one level into the next; an odd last node moves up unchanged. `out` may begin where `level` begins.
// Returns the number of nodes written.
std::size_t reduceLevel(std::span<const Hash256> level, Hash256* out)
{
    const std::size_t pairs = level.size() / 2;
    const bool odd = level.size() % 2 != 0;
    const Hash256 last = odd ? level.back() : Hash256{};  // taken first: the output may overlap
    crypto::sha256Nodes(level.first(2 * pairs), {out, pairs});
    if (odd) {
        out[pairs] = last;
    }
    return pairs + (odd ? 1 : 0);
}

}  // namespace

Hash256 leafHash(ByteView data)
{
    return crypto::sha256Prefixed(kLeafPrefix, data);
}

Hash256 nodeHash(const Hash256& left, const Hash256& right)
{
    const std::array<Hash256, 2> children{left, right};
    Hash256 parent;
    crypto::sha256Nodes(children, {&parent, 1});
    return parent;
}

Hash256 emptyRoot()
{
    return crypto::sha256(ByteView());
}

Hash256 rootOf(std::span<const Hash256> leaves)
{
    return RootBuilder().rootOf(leaves);
}

Hash256 RootBuilder::rootOf(std::span<const Hash256> leaves)
{
    if (leaves.empty()) {
        return emptyRoot();
    }
    if (leaves.size() == 1) {
        return leaves.front();
    }
    const std::size_t needed = (leaves.size() + 1) / 2;
    if (m_scratch.size() < needed) {
        m_scratch.resize(needed);
    }
    std::size_t count = reduceLevel(leaves, m_scratch.data());
    while (count > 1) {
        count = reduceLevel({m_scratch.data(), count}, m_scratch.data());
    }
    return m_scratch.front();
}

void Tree::build(std::span<const Hash256> leaves)
{
    m_size = leaves.size();
    m_levels.clear();
    std::size_t total = 0;
    for (std::size_t count = leaves.size(); count != 0; count = count == 1 ? 0 : (count + 1) / 2) {
        m_levels.push_back({total, count});
        total += count;
    }
    m_nodes.resize(total);
    std::copy(leaves.begin(), leaves.end(), m_nodes.begin());
    for (std::size_t i = 1; i < m_levels.size(); ++i) {
        reduceLevel(level(i - 1), m_nodes.data() + m_levels[i].offset);
    }
}

Hash256 Tree::root() const
{
    return m_nodes.empty() ? emptyRoot() : m_nodes.back();
}

std::span<const Hash256> Tree::level(std::size_t level) const
{
    return {m_nodes.data() + m_levels[level].offset, m_levels[level].count};
}

std::vector<Hash256> Tree::inclusionProof(std::uint64_t index) const
{
    std::vector<Hash256> proof;
    for (std::size_t i = 0; i + 1 < levelCount(); ++i, index /= 2) {
        const std::uint64_t sibling = index ^ 1;
        if (sibling < level(i).size()) {  // else this node moves up alone
            proof.push_back(level(i)[sibling]);
        }
    }
    return proof;
}

std::vector<Hash256> Tree::consistencyProof(std::uint64_t oldSize) const
{
    std::vector<Hash256> proof;
    if (oldSize == 0 || oldSize >= m_size) {
        return proof;
    }
    // Start at the largest whole subtree that ends where the old tree ends. Where it is the old tree itself, the
    // verifier knows its hash already.
    std::size_t height = static_cast<std::size_t>(std::countr_zero(oldSize));
    std::uint64_t index = (oldSize - 1) >> height;
    if (index != 0) {
        proof.push_back(level(height)[index]);
    }
    for (; height + 1 < levelCount(); ++height, index /= 2) {
        const std::uint64_t sibling = index ^ 1;
        if (sibling < level(height).size()) {
            proof.push_back(level(height)[sibling]);
        }
    }
    return proof;
}

std::vector<std::uint64_t> diff(const Tree& left, const Tree& right, std::uint64_t* visited)
{
    std::uint64_t compared = 0;
    std::vector<std::uint64_t> differing;  // nodes of the level at hand, ascending
    if (left.levelCount() != 0) {
        ++compared;
        if (left.root() != right.root()) {
            differing.push_back(0);
        }
    }
    std::vector<std::uint64_t> below;
    for (std::size_t i = left.levelCount(); i > 1 && !differing.empty(); --i) {
        const std::span<const Hash256> a = left.level(i - 2);
        const std::span<const Hash256> b = right.level(i - 2);
        below.clear();
        for (const std::uint64_t parent : differing) {
            for (std::uint64_t child = 2 * parent; child < std::min<std::uint64_t>(2 * parent + 2, a.size()); ++child) {
                ++compared;
                if (a[child] != b[child]) {
                    below.push_back(child);
                }
            }
        }
        std::swap(differing, below);
    }
    if (visited != nullptr) {
        *visited = compared;
    }
    return differing;
}

}  // namespace meterseal::merkle
