// Merkle proofs as JSON objects, strict on reading: shared by `merkle`, `proof` and their tests.
//
//   inclusion    {"index","size","leaf","root","proof":[hex]}
//   consistency  {"oldSize","newSize","oldRoot","newRoot","proof":[hex]}
#pragma once

#include "cli/output.h"
#include "meterseal/base/bytes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace meterseal::cli {

struct InclusionProof {
    std::uint64_t index = 0, size = 0;
    Hash256 leaf, root;
    std::vector<Hash256> proof;
};
struct ConsistencyProof {
    std::uint64_t oldSize = 0, newSize = 0;
    Hash256 oldRoot, newRoot;
    std::vector<Hash256> proof;
};

Json hashesToJson(std::span<const Hash256> hashes);
Json toJson(const InclusionProof& proof);
Json toJson(const ConsistencyProof& proof);

// Other members are let be (`proof TX` adds the block). reason: proof.form, json.*
Result<InclusionProof> parseInclusionProof(std::string_view json);
Result<ConsistencyProof> parseConsistencyProof(std::string_view json);

}  // namespace meterseal::cli
