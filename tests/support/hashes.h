// Hashes for tests and benchmarks: seeded, so that a failure can be repeated, and a Merkle tree written as RFC 9162
// section 2.1 defines it, slow and obvious, to judge the real one by.
#pragma once

#include "meterseal/base/bytes.h"

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace meterseal::test {

// `count` hashes that look random and depend on `seed` alone.
std::vector<Hash256> someHashes(std::size_t count, std::uint64_t seed);

// The definitions of RFC 9162 (MTH, PATH, PROOF) over the first `size` leaves, by recursion. Hashes of ranges are
// remembered, because a test asks for all proofs of all sizes.
class SlowTree {
public:
    explicit SlowTree(std::vector<Hash256> leaves) : m_leaves(std::move(leaves)) {}

    Hash256 root(std::size_t size) { return hashOf(0, size); }
    std::vector<Hash256> inclusionProof(std::size_t index, std::size_t size) { return path(index, 0, size); }
    std::vector<Hash256> consistencyProof(std::size_t oldSize, std::size_t size)
    {
        return subproof(oldSize, 0, size, true);
    }

private:
    Hash256 hashOf(std::size_t begin, std::size_t end);
    std::vector<Hash256> path(std::size_t index, std::size_t begin, std::size_t end);
    std::vector<Hash256> subproof(std::size_t oldEnd, std::size_t begin, std::size_t end, bool oldTreeIsWhole);

    std::vector<Hash256> m_leaves;
    std::map<std::pair<std::size_t, std::size_t>, Hash256> m_known;
};

inline Hash256 slowRoot(std::span<const Hash256> leaves)
{
    return SlowTree({leaves.begin(), leaves.end()}).root(leaves.size());
}

}  // namespace meterseal::test
