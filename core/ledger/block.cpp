#include "meterseal/ledger/block.h"

#include "meterseal/base/text.h"
#include "meterseal/crypto/base64.h"
#include "meterseal/crypto/sha256.h"

#include <charconv>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::string_view kOriginPrefix = "meterseal/";
constexpr std::size_t kMaxBlockHeaderBytes = 1024;
constexpr std::uint64_t kMaxNumber = (std::uint64_t{1} << 63) - 1;  // what the store's columns hold

Error blockError(std::string_view what)
{
    return makeError(ErrorCode::InvalidArgument, "block.header",
                     fmt::format("The text is not a block header: {}.", what));
}

// 1 to 2^63 - 1, no leading zero.
bool readNumber(std::string_view text, std::uint64_t& out)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && text.front() != '0' && out <= kMaxNumber;
}

// What stands before the next `separator`, which is taken too. False where there is none.
bool take(std::string_view& rest, char separator, std::string_view& out)
{
    const std::size_t end = rest.find(separator);
    if (end == std::string_view::npos) {
        return false;
    }
    out = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return true;
}

Status readOrigin(std::string_view line, BlockHeader& header)
{
    const std::size_t slash = line.rfind('/');
    if (!line.starts_with(kOriginPrefix) || slash < kOriginPrefix.size()) {
        return blockError("its first line is not \"meterseal/<chain>/<fingerprint>\"");
    }
    header.chain = line.substr(kOriginPrefix.size(), slash - kOriginPrefix.size());
    const auto fingerprint = Hash256::fromHex(line.substr(slash + 1));
    if (!checkMeterId(header.chain).ok() || !fingerprint.ok()) {
        return blockError("its first line has no chain id or no fingerprint of 64 lowercase hex digits");
    }
    header.fingerprint = *fingerprint;
    return {};
}

// "block <height> <time> <hash of the block before>"
Status readBlockLine(std::string_view line, BlockHeader& header)
{
    std::string_view word;
    std::string_view height;
    std::string_view time;
    if (!take(line, ' ', word) || word != "block" || !take(line, ' ', height) || !take(line, ' ', time)) {
        return blockError("its fourth line is not \"block <height> <time> <hash>\"");
    }
    const auto parsed = parseTimestamp(time);
    const auto prev = Hash256::fromHex(line);
    if (!readNumber(height, header.height) || !parsed.ok() || !prev.ok()) {
        return blockError("its fourth line has a height, time or hash in another form than the protocol's");
    }
    header.time = *parsed;
    header.prevBlock = *prev;
    return {};
}

}  // namespace

std::string originOf(std::string_view chain, const Hash256& fingerprint)
{
    return fmt::format("{}{}/{}", kOriginPrefix, chain, fingerprint.hex());
}

std::string originOf(const Genesis& genesis)
{
    return originOf(genesis.chain, fingerprintOf(genesis));
}

std::string printBlockHeader(const BlockHeader& header)
{
    return fmt::format("{}\n{}\n{}\nblock {} {} {}\n", originOf(header.chain, header.fingerprint), header.logSize,
                       crypto::toBase64(header.logRoot), header.height, formatTimestamp(header.time),
                       header.prevBlock.hex());
}

Result<BlockHeader> parseBlockHeader(std::string_view text)
{
    if (text.size() > kMaxBlockHeaderBytes) {
        return blockError("it is longer than any block header can be");
    }
    BlockHeader header;
    std::string_view origin;
    std::string_view size;
    std::string_view root;
    std::string_view block;
    if (!take(text, '\n', origin) || !take(text, '\n', size) || !take(text, '\n', root) || !take(text, '\n', block) ||
        !text.empty()) {
        return blockError("it has not four lines, each ended by LF");
    }
    MS_TRY(readOrigin(origin, header));
    if (!readNumber(size, header.logSize)) {
        return blockError("its second line is not the log's size in decimal");
    }
    const auto rootBytes = crypto::fromBase64(root);
    if (!rootBytes.ok() || rootBytes->size() != Hash256::kSize) {
        return blockError("its third line is not a hash in canonical Base64");
    }
    header.logRoot = Hash256::copyFrom(rootBytes->data());
    MS_TRY(readBlockLine(block, header));
    if (header.logSize < header.height) {
        return blockError("its log has fewer transactions than the ledger has blocks, and no block is empty");
    }
    if (header.height == 1 && header.prevBlock != header.fingerprint) {
        return blockError("block 1 does not follow the genesis document");
    }
    return header;
}

Hash256 blockHashOf(std::string_view headerBytes)
{
    return crypto::sha256(headerBytes);
}

}  // namespace meterseal
