// Hashes for tests and benchmarks: seeded, so that a failure can be repeated, and a Merkle tree written as RFC 9162
// section 2.1 defines it, slow and obvious, to judge the real one by.
#pragma once

#include "meterseal/base/bytes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace meterseal::test {

// `count` hashes that look random and depend on `seed` alone.
std::vector<Hash256> someHashes(std::size_t count, std::uint64_t seed);

// The definitions of RFC 9162: MTH, PATH and PROOF, by recursion over the leaf hashes.
Hash256 slowRoot(std::span<const Hash256> leaves);
std::vector<Hash256> slowInclusionProof(std::size_t index, std::span<const Hash256> leaves);
std::vector<Hash256> slowConsistencyProof(std::size_t oldSize, std::span<const Hash256> leaves);

}  // namespace meterseal::test
