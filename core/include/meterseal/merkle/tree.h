// Merkle trees after RFC 9162 section 2.1 (PROTOCOL.md section 4): build, root, inclusion and consistency proofs, a
// compact range for appending, and a top-down diff of two trees.
//
// WARNING: hash(left || right) without prefixes lets an inner node pass for a leaf, and duplicating an odd last node
// lets two different lists share one root (CVE-2012-2459). Leaves here are already SHA256(0x00 || data); nodes are
// SHA256(0x01 || left || right); an odd last node moves up unchanged, which is the "largest power of two below n"
// split.
//
// Shapes: a tree of n leaves is held as its levels, leaves first: n, ceil(n/2), ... 1 hashes. n = 0 has root
// SHA256(""). Thread-safety: pure functions; objects need external synchronisation for non-const calls.
#pragma once

#include "meterseal/base/bytes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace meterseal::merkle {

// SHA256(0x00 || data).
Hash256 leafHash(ByteView data);
// SHA256(0x01 || left || right).
Hash256 nodeHash(const Hash256& left, const Hash256& right);
// SHA256("").
Hash256 emptyRoot();

// MTH over leaf hashes. Allocates n/2 hashes of scratch; see RootBuilder to reuse it.
Hash256 rootOf(std::span<const Hash256> leaves);

// The same, keeping its scratch between calls (fresh allocation nearly halves the rate at a million leaves).
class RootBuilder {
public:
    Hash256 rootOf(std::span<const Hash256> leaves);

private:
    std::vector<Hash256> m_scratch;
};

// The whole tree, for proofs and descents.
class Tree {
public:
    Tree() = default;
    explicit Tree(std::span<const Hash256> leaves) { build(leaves); }
    // Replaces the content; reuses memory.
    void build(std::span<const Hash256> leaves);

    std::uint64_t size() const { return m_size; }
    Hash256 root() const;
    std::size_t levelCount() const { return m_levels.size(); }
    // Level 0 is the leaves. Precondition: level < levelCount().
    std::span<const Hash256> level(std::size_t level) const;

    // RFC 9162 section 2.1.3.1; siblings from the leaf upwards. Precondition: index < size().
    std::vector<Hash256> inclusionProof(std::uint64_t index) const;
    // RFC 9162 section 2.1.4.1 from the first oldSize leaves to all. Precondition: oldSize <= size().
    // Empty for oldSize 0 and oldSize == size().
    std::vector<Hash256> consistencyProof(std::uint64_t oldSize) const;

private:
    struct Level {
        std::size_t offset;
        std::size_t count;
    };
    std::uint64_t m_size = 0;
    std::vector<Hash256> m_nodes;
    std::vector<Level> m_levels;
};

// False for any proof that does not hold, whatever its length, index or size.
bool verifyInclusion(const Hash256& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash256> proof,
                     const Hash256& root);
bool verifyConsistency(std::uint64_t oldSize, std::uint64_t newSize, const Hash256& oldRoot, const Hash256& newRoot,
                       std::span<const Hash256> proof);

// Appending log: O(log n) state, root at any time.
// After k appends root() is the MTH of the k leaves in order.
class CompactRange {
public:
    CompactRange() = default;
    // Restores a range from size and its peaks (largest first). InvalidArgument where their number does not fit.
    static Result<CompactRange> restore(std::uint64_t size, std::vector<Hash256> peaks);

    void append(const Hash256& leaf);
    std::uint64_t size() const { return m_size; }
    Hash256 root() const;
    const std::vector<Hash256>& peaks() const { return m_peaks; }

private:
    std::uint64_t m_size = 0;
    std::vector<Hash256> m_peaks;  // one per set bit of size, largest first
};

// Leaf indices at which two trees of the same size differ, ascending, by comparing subtree hashes top-down and
// following only those that differ: O(k log n) nodes for k changed leaves. `visited`, if given, counts compared nodes.
// Precondition: left.size() == right.size().
std::vector<std::uint64_t> diff(const Tree& left, const Tree& right, std::uint64_t* visited = nullptr);

}  // namespace meterseal::merkle
