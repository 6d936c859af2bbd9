#include "meterseal/ledger/block.h"

#include "ledger/header_json.h"
#include "meterseal/base/text.h"
#include "meterseal/crypto/sha256.h"

namespace meterseal {

namespace {

constexpr std::size_t kMaxBlockHeaderBytes = 4096;
// RFC 8785 numbers are doubles: beyond this a whole number is not exact.
constexpr std::uint64_t kMaxExactInteger = (std::uint64_t{1} << 53) - 1;

Error blockError(std::string message)
{
    return json::error(json::Scope::Block, "header", std::move(message));
}

}  // namespace

std::string canonicalBlockHeader(const BlockHeader& header)
{
    std::string out;
    out.reserve(512);
    json::MemberWriter writer(out);
    writer.text("chain", header.chain);
    writer.number("height", header.height);
    writer.hex("logRoot", header.logRoot);
    writer.number("logSize", header.logSize);
    writer.hex("prevBlock", header.prevBlock);
    writer.hex("sealer", header.sealer);
    writer.time("time", header.time);
    writer.number("txCount", header.txCount);
    writer.hex("txRoot", header.txRoot);
    writer.number("v", 1);
    writer.end();
    return out;
}

Result<BlockHeader> parseBlockHeader(std::string_view text)
{
    if (text.size() > kMaxBlockHeaderBytes) {
        return blockError("The block header is longer than any block header can be.");
    }
    MS_ASSIGN(const nlohmann::json document, json::parseObject(text, json::Scope::Block));
    json::MemberReader in(document, json::Scope::Block);
    const std::uint64_t version = in.number("v", UINT32_MAX);
    BlockHeader header;
    header.chain = in.text("chain");
    header.height = in.number("height", kMaxExactInteger);
    header.time = in.time("time");
    header.prevBlock = in.hash("prevBlock");
    header.txCount = static_cast<std::uint32_t>(in.number("txCount", UINT32_MAX));
    header.txRoot = in.hash("txRoot");
    header.logSize = in.number("logSize", kMaxExactInteger);
    header.logRoot = in.hash("logRoot");
    header.sealer = in.ed25519Key("sealer");
    MS_TRY(in.finish());
    if (version != 1) {
        return blockError("The block header's version is not 1, the only one this program knows.");
    }
    if (!checkMeterId(header.chain).ok()) {
        return blockError("The block header's chain id is not one.");
    }
    if (header.height == 0) {
        return blockError("The block header's height is 0; heights start at 1.");
    }
    if (header.txCount > header.logSize) {
        return blockError("The block header counts more transactions than the log holds after it.");
    }
    if (canonicalBlockHeader(header) != text) {
        return blockError("The block header is not in RFC 8785 canonical form.");
    }
    return header;
}

Hash256 blockHashOf(std::string_view headerBytes)
{
    return crypto::sha256(headerBytes);
}

bool checkSeal(const SealedBlock& block, const crypto::Ed25519PublicKey& sealer)
{
    return block.header.sealer == sealer && canonicalBlockHeader(block.header) == block.headerBytes &&
           blockHashOf(block.headerBytes) == block.hash && crypto::verifyEd25519(sealer, block.hash, block.signature);
}

}  // namespace meterseal
