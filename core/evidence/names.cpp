#include "evidence/names.h"

#include "meterseal/crypto/base64.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace meterseal::evidence {

namespace {

constexpr std::size_t kDigits = 12;
constexpr std::string_view kProofHead = "c2sp.org/tlog-proof@v1\nextra ";

Result<Hash256> hashLine(std::string_view line, std::string_view reason)
{
    const auto bytes = crypto::fromBase64(line);
    if (!bytes.ok() || bytes->size() != Hash256::kSize) {
        return makeError(ErrorCode::InvalidArgument, reason,
                         fmt::format("The line \"{}\" is no hash in canonical Base64.", line.substr(0, 80)));
    }
    return Hash256::copyFrom(bytes->data());
}

}  // namespace

std::string numbered(std::string_view folder, std::uint64_t number, std::string_view ext)
{
    return fmt::format("{}/{:012}.{}", folder, number, ext);
}

std::optional<std::uint64_t> numberOf(std::string_view name, std::string_view folder, std::string_view ext)
{
    if (name.size() != folder.size() + 1 + kDigits + 1 + ext.size() || !name.starts_with(folder) ||
        name[folder.size()] != '/' || !name.ends_with(ext) || name[folder.size() + 1 + kDigits] != '.') {
        return std::nullopt;
    }
    const std::string_view digits = name.substr(folder.size() + 1, kDigits);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

bool isKnownMember(std::string_view name)
{
    for (const std::string_view fixed :
         {kMimetype, kSums, kClaim, kGenesis, kCheckpoint, kUnplaced, kPresenter, kHowTo}) {
        if (name == fixed) {
            return true;
        }
    }
    constexpr std::pair<std::string_view, std::string_view> kNumbered[] = {
        {"tx", "bin"}, {"tx", "proof"}, {"records", "jsonl"}, {"earlier", "checkpoint"}, {"earlier", "consistency"}};
    return name.starts_with("original/") ||
           std::ranges::any_of(kNumbered, [&](const auto& n) { return numberOf(name, n.first, n.second).has_value(); });
}

std::string printEntryProof(const EntryProof& proof)
{
    return fmt::format("{}{}\nindex {}\n{}\n", kProofHead, crypto::toBase64(proof.entry.bytes()), proof.index,
                       printHashLines(proof.path));
}

Result<EntryProof> parseEntryProof(std::string_view text)
{
    const auto refuse = [](std::string_view what) {
        return makeError(ErrorCode::InvalidArgument, "entry.form", fmt::format("The proof {}.", what));
    };
    const auto lines = linesOf(text);
    if (!lines || lines->size() < 4 || !text.starts_with(kProofHead) || !lines->back().empty()) {
        return refuse(
            "does not begin with \"c2sp.org/tlog-proof@v1\", \"extra\", \"index\" and end with an empty line");
    }
    const auto extra = crypto::fromBase64((*lines)[1].substr(6));
    if (!extra.ok() || extra->size() != LogEntry::kSize) {
        return refuse("has an \"extra\" line that is not Base64 of 48 bytes");
    }
    EntryProof proof;
    MS_ASSIGN(proof.entry, LogEntry::fromBytes(*extra));
    std::string_view index = (*lines)[2];
    if (!index.starts_with("index ")) {
        return refuse("has no \"index\" line");
    }
    index.remove_prefix(6);
    const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), proof.index);
    if (error != std::errc() || end != index.data() + index.size()) {
        return refuse("has an \"index\" that is no number");
    }
    for (std::size_t i = 3; i + 1 < lines->size(); ++i) {
        MS_ASSIGN(const Hash256 hash, hashLine((*lines)[i], "entry.form"));
        proof.path.push_back(hash);
    }
    if (printEntryProof(proof) != text) {
        return refuse("is not in its one form");
    }
    return proof;
}

std::string printHashLines(std::span<const Hash256> hashes)
{
    std::string out;
    for (const Hash256& hash : hashes) {
        out += crypto::toBase64(hash) + '\n';
    }
    return out;
}

Result<std::vector<Hash256>> parseHashLines(std::string_view text)
{
    const auto lines = linesOf(text);
    if (!lines) {
        return makeError(ErrorCode::InvalidArgument, "earlier.form",
                         "The last line of the consistency path has no end.");
    }
    std::vector<Hash256> hashes;
    for (const std::string_view line : *lines) {
        MS_ASSIGN(const Hash256 hash, hashLine(line, "earlier.form"));
        hashes.push_back(hash);
    }
    return hashes;
}

std::optional<std::vector<std::string_view>> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::string grouped(const Hash256& hash, std::size_t bytes)
{
    const std::string hex = hash.hex();
    std::string out;
    for (std::size_t i = 0; i < 2 * bytes; i += 4) {
        out += (i == 0 ? "" : " ") + hex.substr(i, 4);
    }
    return out;
}

}  // namespace meterseal::evidence
