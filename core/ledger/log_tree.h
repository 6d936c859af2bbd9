// The log's Merkle tree at any size, from stored leaves and perfect subtrees: roots, inclusion and consistency proofs
// of a log of millions without reading it whole (RFC 9162 section 2.1).
//
// Leaves stand in table tx; every 256th, 65,536th and 16,777,216th append also stores the perfect subtree it completes
// (levels 8, 16, 24 of table log_node). A subtree of any size then costs at most 256 hashes a level.
#pragma once

#include "meterseal/merkle/tree.h"
#include "sqlite/database.h"

#include <functional>
#include <vector>

namespace meterseal {

inline constexpr unsigned kLogNodeLevels = 3;
inline constexpr unsigned kLogNodeBits = 8;  // levels between stored ones

// Where hashes come from: level 0 are the leaves; `level` counts stored levels (1 means subtrees of 256 leaves).
using LogHashes = std::function<Result<std::vector<Hash256>>(unsigned level, std::uint64_t first, std::uint64_t count)>;

// MTH of leaves [first, first + count); `first` must be a multiple of the smallest power of two >= count (as in every
// proof).
Result<Hash256> logSubtree(const LogHashes& hashes, std::uint64_t first, std::uint64_t count);
// Precondition: index < size. Siblings from the leaf upwards.
Result<std::vector<Hash256>> logInclusionProof(const LogHashes& hashes, std::uint64_t index, std::uint64_t size);
// Precondition: oldSize <= newSize.
Result<std::vector<Hash256>> logConsistencyProof(const LogHashes& hashes, std::uint64_t oldSize, std::uint64_t newSize);

// Appends leaves and says which perfect subtrees became complete.
class LogAppender {
public:
    struct Node {
        unsigned level;  // 1, 2, 3: levels 8, 16, 24 of the tree
        std::uint64_t index;
        Hash256 hash;
    };

    // Continues a log of `size` leaves.
    static Result<LogAppender> resume(const LogHashes& hashes, std::uint64_t size);
    void append(const Hash256& leaf, std::vector<Node>& completed);
    // The same log as a compact range.
    merkle::CompactRange range() const;

private:
    std::uint64_t m_size = 0;
    std::vector<Hash256> m_pending[kLogNodeLevels + 1];  // hashes not yet covered by a node of the next level
};

// The hashes of a ledger file.
LogHashes storedLogHashes(sqlite::Database& db);

}  // namespace meterseal
