#include "meterseal/merkle/tree.h"

#include <bit>

namespace meterseal::merkle {

// RFC 9162 section 2.1.3.2. `node` is the index at the height reached, `last` that of the last node there; both lose a
// bit each step, so that no size makes this loop long.
bool verifyInclusion(const Hash256& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash256> proof,
                     const Hash256& root)
{
    if (index >= size) {
        return false;
    }
    std::uint64_t node = index;
    std::uint64_t last = size - 1;
    Hash256 hash = leaf;
    for (const Hash256& sibling : proof) {
        if (last == 0) {
            return false;  // the proof is longer than the tree is high
        }
        if ((node & 1) != 0 || node == last) {
            hash = nodeHash(sibling, hash);
            // A last node without a sibling has moved up to where it is a right child.
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = nodeHash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

// RFC 9162 section 2.1.4.2, with the two cases it leaves out: the empty old tree and equal sizes need no proof.
bool verifyConsistency(std::uint64_t oldSize, std::uint64_t newSize, const Hash256& oldRoot, const Hash256& newRoot,
                       std::span<const Hash256> proof)
{
    if (oldSize > newSize) {
        return false;
    }
    if (oldSize == 0) {
        return proof.empty() && oldRoot == emptyRoot() && (newSize != 0 || newRoot == emptyRoot());
    }
    if (oldSize == newSize) {
        return proof.empty() && oldRoot == newRoot;
    }
    if (proof.empty()) {
        return false;
    }
    // The whole subtree that ends where the old tree ends: the old tree itself, or the first hash of the proof.
    const bool oldTreeIsWhole = std::has_single_bit(oldSize);
    Hash256 oldHash = oldTreeIsWhole ? oldRoot : proof.front();
    Hash256 newHash = oldHash;
    const int height = std::countr_zero(oldSize);
    std::uint64_t node = (oldSize - 1) >> height;
    std::uint64_t last = (newSize - 1) >> height;
    for (const Hash256& sibling : proof.subspan(oldTreeIsWhole ? 0 : 1)) {
        if (last == 0) {
            return false;
        }
        if ((node & 1) != 0 || node == last) {
            oldHash = nodeHash(sibling, oldHash);
            newHash = nodeHash(sibling, newHash);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            newHash = nodeHash(newHash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && oldHash == oldRoot && newHash == newRoot;
}

}  // namespace meterseal::merkle
