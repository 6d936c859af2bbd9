#include "support/hashes.h"

#include "support/reference_sha256.h"

#include <random>

namespace meterseal::test {

namespace {

std::size_t splitPoint(std::size_t count)
{
    std::size_t k = 1;
    while (2 * k < count) {
        k *= 2;
    }
    return k;  // the largest power of two below count
}

std::vector<Hash256> subproof(std::size_t oldSize, std::span<const Hash256> leaves, bool oldTreeIsWhole)
{
    if (oldSize == leaves.size()) {
        return oldTreeIsWhole ? std::vector<Hash256>() : std::vector<Hash256>{slowRoot(leaves)};
    }
    const std::size_t k = splitPoint(leaves.size());
    std::vector<Hash256> proof;
    if (oldSize <= k) {
        proof = subproof(oldSize, leaves.first(k), oldTreeIsWhole);
        proof.push_back(slowRoot(leaves.subspan(k)));
    } else {
        proof = subproof(oldSize - k, leaves.subspan(k), false);
        proof.push_back(slowRoot(leaves.first(k)));
    }
    return proof;
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

Hash256 slowRoot(std::span<const Hash256> leaves)
{
    if (leaves.empty()) {
        return referenceSha256({});
    }
    if (leaves.size() == 1) {
        return leaves.front();
    }
    const std::size_t k = splitPoint(leaves.size());
    Bytes node{0x01};
    for (const Hash256& child : {slowRoot(leaves.first(k)), slowRoot(leaves.subspan(k))}) {
        node.insert(node.end(), child.bytes.begin(), child.bytes.end());
    }
    return referenceSha256(node);
}

std::vector<Hash256> slowInclusionProof(std::size_t index, std::span<const Hash256> leaves)
{
    if (leaves.size() <= 1) {
        return {};
    }
    const std::size_t k = splitPoint(leaves.size());
    std::vector<Hash256> proof;
    if (index < k) {
        proof = slowInclusionProof(index, leaves.first(k));
        proof.push_back(slowRoot(leaves.subspan(k)));
    } else {
        proof = slowInclusionProof(index - k, leaves.subspan(k));
        proof.push_back(slowRoot(leaves.first(k)));
    }
    return proof;
}

std::vector<Hash256> slowConsistencyProof(std::size_t oldSize, std::span<const Hash256> leaves)
{
    return subproof(oldSize, leaves, true);
}

}  // namespace meterseal::test
