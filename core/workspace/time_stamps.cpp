#include "meterseal/workspace/time_stamps.h"

#include "meterseal/crypto/base64.h"
#include "meterseal/file/whole_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal {

namespace {

using Kept = std::pair<Height, Bytes>;

constexpr std::size_t kMostBytes = 64u << 20;

std::filesystem::path fileIn(const std::filesystem::path& workspace)
{
    return workspace / "stamps.jsonl";
}

std::string lineOf(const Kept& one)
{
    return fmt::format(R"({{"height":{},"token":"{}"}})", one.first, crypto::toBase64(one.second));
}

std::optional<Kept> parseLine(std::string_view line)
{
    const auto object = nlohmann::json::parse(line, nullptr, false);
    const bool form = object.is_object() && object.size() == 2 && object.contains("height") &&
                      object["height"].is_number_unsigned() && object.contains("token") && object["token"].is_string();
    const auto token = form ? crypto::fromBase64(object["token"].get<std::string>())
                            : Result<Bytes>(makeError(ErrorCode::Damaged, "stamps.form", "It is no object."));
    return token.ok() ? std::optional(Kept{object["height"].get<Height>(), *token}) : std::nullopt;
}

Result<std::vector<Kept>> allOf(const std::filesystem::path& workspace)
{
    const auto text = readWhole(fileIn(workspace), kMostBytes);
    if (!text.ok() && text.error().code == ErrorCode::NotFound) {
        return std::vector<Kept>();
    }
    MS_TRY(text.status());
    std::vector<Kept> out;
    for (std::size_t at = 0; at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        const std::string_view line = std::string_view(*text).substr(at, end - at);
        auto one = parseLine(line);
        if (!one || lineOf(*one) != line) {
            return makeError(
                ErrorCode::Damaged, "stamps.form",
                fmt::format("Line {} of {} is no time stamp. Nothing was changed; put the file aside to go "
                            "on without it.",
                            out.size() + 1, fileIn(workspace).string()));
        }
        out.push_back(std::move(*one));
        at = end + 1;
    }
    return out;
}

}  // namespace

Result<SealedBlock> stampedBlock(LedgerReader& reader, ByteView token)
{
    MS_ASSIGN(const crypto::TimeStamp stamp, crypto::readTimeStamp(token));
    const Result<Height> height = reader.heightOfBlock(stamp.hash);
    if (height) {
        return reader.block(*height);
    }
    if (height.error().code != ErrorCode::NotFound) {
        return height.error();
    }
    return makeError(ErrorCode::NotFound, "stamp.no-block",
                     fmt::format("The time stamp is of {}, which is no block of this ledger. Nothing was kept; stamp a "
                                 "checkpoint of this ledger, or look in the ledger that it belongs to.",
                                 stamp.hash.hex()));
}

Status keepTimeStamp(const std::filesystem::path& workspace, Height height, ByteView token)
{
    MS_ASSIGN(std::vector<Kept> all, allOf(workspace));
    Kept one{height, Bytes(token.begin(), token.end())};
    if (std::ranges::find(all, one) != all.end()) {
        return {};
    }
    all.push_back(std::move(one));
    std::string text;
    for (const Kept& kept : all) {
        text += lineOf(kept) + '\n';
    }
    return replaceFile(fileIn(workspace), text, kPrivateMode);
}

Result<std::vector<Kept>> timeStamps(const std::filesystem::path& workspace, LedgerReader& reader)
{
    MS_ASSIGN(const std::vector<Kept> all, allOf(workspace));
    std::vector<Kept> out;
    for (const Kept& kept : all) {
        const auto block = reader.block(kept.first);
        const auto stamp = crypto::readTimeStamp(kept.second);
        if (block.ok() && stamp.ok() && stamp->hash == block->hash) {
            out.push_back(kept);
        } else if (!block.ok() && block.error().code != ErrorCode::NotFound) {
            return block.error();
        }
    }
    return out;
}

}  // namespace meterseal
