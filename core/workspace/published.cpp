#include "meterseal/workspace/published.h"

#include "meterseal/file/whole_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace meterseal {

namespace {

constexpr std::size_t kMostBytes = 16u << 20;

std::filesystem::path fileIn(const std::filesystem::path& workspace)
{
    return workspace / "published.jsonl";
}

std::string lineOf(const PublishedCheckpoint& one)
{
    return fmt::format(R"({{"blockHash":"{}","height":{},"kind":"{}","logSize":{},"time":"{}"}})", one.blockHash.hex(),
                       one.height, toString(one.kind), one.logSize, formatTimestamp(one.time));
}

std::optional<PublishedCheckpoint> parseLine(const std::string& line)
{
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) {
        return std::nullopt;
    }
    PublishedCheckpoint out;
    const auto hash = Hash256::fromHex(object.value("blockHash", std::string()));
    const auto time = parseTimestamp(object.value("time", std::string()));
    const std::string kind = object.value("kind", std::string());
    if (!hash.ok() || !time.ok()) {
        return std::nullopt;
    }
    out.blockHash = *hash;
    out.time = *time;
    out.kind = kind == "printed" ? PublishedAs::Printed : PublishedAs::Deposited;
    out.height = object.value("height", Height{0});
    out.logSize = object.value("logSize", std::uint64_t{0});
    return lineOf(out) == line ? std::optional(out) : std::nullopt;
}

Result<std::string> wholeFile(const std::filesystem::path& workspace)
{
    auto text = readWhole(fileIn(workspace), kMostBytes);
    if (!text.ok() && text.error().code == ErrorCode::NotFound) {
        return std::string();
    }
    return text;
}

}  // namespace

std::string_view toString(PublishedAs kind)
{
    return kind == PublishedAs::Printed ? "printed" : "deposited";
}

Result<std::vector<PublishedCheckpoint>> publishedCheckpoints(const std::filesystem::path& workspace)
{
    MS_ASSIGN(const std::string text, wholeFile(workspace));
    std::vector<PublishedCheckpoint> out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::optional<PublishedCheckpoint> one;
        try {
            one = parseLine(text.substr(at, end - at));
        } catch (const nlohmann::json::exception&) {  // a member of another type
        }
        if (!one) {
            return makeError(ErrorCode::Damaged, "published.form",
                             fmt::format("Line {} of {} is no published checkpoint. Nothing was changed; put the file "
                                         "aside to go on without it.",
                                         out.size() + 1, fileIn(workspace).string()));
        }
        out.push_back(*one);
        at = end + 1;
    }
    return out;
}

Status notePublished(const std::filesystem::path& workspace, const BlockHeader& header, PublishedAs kind,
                     Timestamp time)
{
    MS_ASSIGN(std::vector<PublishedCheckpoint> all, publishedCheckpoints(workspace));
    const PublishedCheckpoint one{header.height, header.logSize, blockHashOf(printBlockHeader(header)), kind, time};
    const bool known = std::ranges::any_of(
        all, [&](const PublishedCheckpoint& p) { return p.blockHash == one.blockHash && p.kind == one.kind; });
    if (known) {
        return {};
    }
    all.push_back(one);
    std::string text;
    for (const PublishedCheckpoint& p : all) {
        text += lineOf(p) + '\n';
    }
    return replaceFile(fileIn(workspace), text, kPrivateMode);
}

Result<std::vector<Height>> publishedHeights(const std::filesystem::path& workspace, LedgerReader& reader)
{
    MS_ASSIGN(const auto all, publishedCheckpoints(workspace));
    std::set<Height> heights;
    for (const PublishedCheckpoint& one : all) {
        const auto block = reader.block(one.height);
        if (block.ok() && block->hash == one.blockHash) {
            heights.insert(one.height);
        } else if (!block.ok() && block.error().code != ErrorCode::NotFound) {
            return block.error();
        }
    }
    return std::vector<Height>(heights.begin(), heights.end());
}

}  // namespace meterseal
