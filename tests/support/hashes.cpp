#include "support/hashes.h"

#include "support/reference_sha256.h"

#include <random>

namespace meterseal::test {

namespace {

// begin + the largest power of two below the length; at least two leaves.
std::size_t splitPoint(std::size_t begin, std::size_t end)
{
    std::size_t k = 1;
    while (2 * k < end - begin) {
        k *= 2;
    }
    return begin + k;
}

}  // namespace

std::vector<Hash256> someHashes(std::size_t count, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<Hash256> hashes(count);
    for (Hash256& hash : hashes) {
        for (std::size_t i = 0; i < Hash256::kSize; i += sizeof(std::uint64_t)) {
            const std::uint64_t word = random();
            std::memcpy(hash.data() + i, &word, sizeof word);
        }
    }
    return hashes;
}

Hash256 SlowTree::hashOf(std::size_t begin, std::size_t end)
{
    if (begin == end) {
        return referenceSha256({});
    }
    if (end - begin == 1) {
        return m_leaves[begin];
    }
    const auto known = m_known.find({begin, end});
    if (known != m_known.end()) {
        return known->second;
    }
    const std::size_t split = splitPoint(begin, end);
    Bytes node{0x01};
    for (const Hash256& child : {hashOf(begin, split), hashOf(split, end)}) {
        node.insert(node.end(), child.bytes.begin(), child.bytes.end());
    }
    return m_known[{begin, end}] = referenceSha256(node);
}

std::vector<Hash256> SlowTree::path(std::size_t index, std::size_t begin, std::size_t end)
{
    if (end - begin == 1) {
        return {};
    }
    const std::size_t split = splitPoint(begin, end);
    std::vector<Hash256> proof = index < split ? path(index, begin, split) : path(index, split, end);
    proof.push_back(index < split ? hashOf(split, end) : hashOf(begin, split));
    return proof;
}

std::vector<Hash256> SlowTree::subproof(std::size_t oldEnd, std::size_t begin, std::size_t end, bool oldTreeIsWhole)
{
    if (oldEnd == end) {
        return oldTreeIsWhole ? std::vector<Hash256>() : std::vector<Hash256>{hashOf(begin, end)};
    }
    const std::size_t split = splitPoint(begin, end);
    if (oldEnd <= split) {
        std::vector<Hash256> proof = subproof(oldEnd, begin, split, oldTreeIsWhole);
        proof.push_back(hashOf(split, end));
        return proof;
    }
    std::vector<Hash256> proof = subproof(oldEnd, split, end, false);
    proof.push_back(hashOf(begin, split));
    return proof;
}

}  // namespace meterseal::test
