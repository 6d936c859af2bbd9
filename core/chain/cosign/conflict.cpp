#include "meterseal/chain/conflict.h"

#include "chain/cosign/durable_file.h"
#include "meterseal/ledger/block.h"
#include "meterseal/record/canonical_json.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace meterseal {

namespace {

constexpr std::string_view kKindNames[] = {"fork", "chain", "log-shrinks", "time-back", "rule", "witness-key"};
constexpr const char* kAbout = "about.json";
constexpr std::size_t kMaxAboutBytes = 64 * 1024;

// 20261128T041500Z: sorts, and every file system takes it.
std::string compactTime(Timestamp time)
{
    std::string text = formatTimestamp(time).substr(0, 19) + "Z";
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

std::string explanationOf(const std::filesystem::path& folder)
{
    const auto text = readDurable(folder / kAbout, kMaxAboutBytes);
    if (!text.ok()) {
        return {};
    }
    const auto about = nlohmann::json::parse(*text, nullptr, false);
    return about.is_object() && about.contains("explanation") && about["explanation"].is_string()
               ? about["explanation"].get<std::string>()
               : std::string();
}

}  // namespace

std::string_view toString(ConflictKind kind)
{
    return kKindNames[static_cast<std::size_t>(kind)];
}

ConflictFolder::ConflictFolder(const std::filesystem::path& ledgerFile)
    : m_folder(std::filesystem::absolute(ledgerFile).parent_path() / "conflict")
{}

Result<std::filesystem::path> ConflictFolder::keep(const Conflict& conflict, const Genesis& genesis,
                                                   Timestamp foundAt) const
{
    const std::string base = fmt::format("{}-{}", compactTime(foundAt), conflict.height);
    std::filesystem::path folder;
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    for (int i = 1; folder.empty() && i < 1000; ++i) {
        const std::filesystem::path wanted = m_folder / (i == 1 ? base : fmt::format("{}-{}", base, i));
        if (std::filesystem::create_directory(wanted, error)) {
            folder = wanted;
        }
    }
    if (folder.empty()) {
        return makeError(ErrorCode::Io, "conflict.io",
                         fmt::format("{} But the evidence could not be kept in {}: {}. The replica stays where it is; "
                                     "make room and try again, and it will be found again.",
                                     conflict.explanation, m_folder.string(), error.message()));
    }
    const nlohmann::json about = {{"v", 1},
                                  {"kind", toString(conflict.kind)},
                                  {"origin", originOf(genesis)},
                                  {"height", conflict.height},
                                  {"foundAt", formatTimestamp(foundAt)},
                                  {"source", conflict.source},
                                  {"reason", conflict.reason},
                                  {"explanation", conflict.explanation}};
    for (const auto& [name, seal] :
         {std::pair{"ours.seal", &conflict.ourSeal}, std::pair{"theirs.seal", &conflict.theirSeal}}) {
        if (!seal->empty()) {
            MS_TRY(writeDurably(folder / name, asText(*seal)));
        }
    }
    if (!conflict.ours.empty()) {
        MS_TRY(writeDurably(folder / "ours.note", conflict.ours));
    }
    MS_TRY(writeDurably(folder / "theirs.note", conflict.theirs));
    if (conflict.frame) {
        std::ostringstream blocks;
        BlockFileWriter(blocks, originOf(genesis)).add(*conflict.frame);
        MS_TRY(writeDurably(folder / fmt::format("theirs{}", kBlockFileSuffix), blocks.str()));
    }
    // Last: with it the evidence is whole.
    MS_TRY(writeDurably(folder / kAbout, about.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"));
    return folder;
}

std::vector<std::filesystem::path> ConflictFolder::open() const
{
    std::vector<std::filesystem::path> folders;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder, error)) {
        if (entry.is_directory(error)) {
            folders.push_back(entry.path());
        }
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

Status ConflictFolder::check() const
{
    const auto folders = open();
    if (folders.empty()) {
        return {};
    }
    const std::filesystem::path& first = folders.front();
    return makeError(
        ErrorCode::Conflict, "replica.conflict",
        fmt::format("There are two histories of this ledger, or its sealer broke the rules. {} The evidence "
                    "lies in {}. The replica and cosigning stopped at the last good block; reading goes on. "
                    "Show the folder to the other members and decide together; once it is settled, move "
                    "it away.",
                    explanationOf(first), first.string()));
}

}  // namespace meterseal
