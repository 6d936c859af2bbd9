// Blocks of the embedded chain (PROTOCOL.md section 6).
//
//   header = JCS JSON {v, chain, height, time, prevBlock, txCount, txRoot, logSize, logRoot, sealer}
//   blockHash = SHA256(header), signed with the sealer's Ed25519 key (the signature is over the 32 hash bytes).
//   txRoot = MTH over the wire bytes of the block's transactions; logRoot, logSize = the log after this block.
//   Heights start at 1; prevBlock of block 1 is the genesis fingerprint. time never goes back.
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/crypto/keys.h"

#include <cstdint>
#include <string>

namespace meterseal {

using Height = std::uint64_t;

struct BlockHeader {
    std::string chain;
    Height height = 0;
    Timestamp time;
    Hash256 prevBlock;
    std::uint32_t txCount = 0;
    Hash256 txRoot;
    std::uint64_t logSize = 0;
    Hash256 logRoot;
    crypto::Ed25519PublicKey sealer{};

    bool operator==(const BlockHeader&) const = default;
};

std::string canonicalBlockHeader(const BlockHeader& header);
// Strict: canonical bytes, exactly these members. reason: block.header
Result<BlockHeader> parseBlockHeader(std::string_view json);
Hash256 blockHashOf(std::string_view headerBytes);

struct SealedBlock {
    std::string headerBytes;
    BlockHeader header;
    Hash256 hash;
    crypto::Signature64 signature{};
};

// True where the hash, the sealer named in the header and the signature fit `sealer`.
bool checkSeal(const SealedBlock& block, const crypto::Ed25519PublicKey& sealer);

}  // namespace meterseal
