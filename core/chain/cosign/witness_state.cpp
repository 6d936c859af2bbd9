#include "chain/cosign/witness_state.h"

#include "chain/cosign/durable_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal {

namespace {

constexpr std::size_t kMaxStateBytes = 16 * 1024;

Error damaged(const std::filesystem::path& file, std::string_view what)
{
    return makeError(
        ErrorCode::Damaged, "witness.damaged",
        fmt::format("{} cannot be used: {}. Nothing was cosigned. Put it aside and use witness resume with "
                    "the newest note that another member has.",
                    file.string(), what));
}

}  // namespace

std::filesystem::path witnessStateFile(const std::filesystem::path& folder)
{
    return folder / "witness.state";
}

Status writeWitnessState(const std::filesystem::path& folder, const WitnessState& state)
{
    // Members in sorted order, ASCII text: nlohmann's dump is the canonical form here.
    const nlohmann::json object = {{"v", 1},
                                   {"origin", state.origin},
                                   {"organisation", state.organisation},
                                   {"publicKey", toHex(state.publicKey)},
                                   {"height", state.height},
                                   {"header", state.header},
                                   {"cosignedAt", state.cosignedAt}};
    return writeDurably(witnessStateFile(folder), object.dump());
}

Result<WitnessState> readWitnessState(const std::filesystem::path& folder)
{
    const std::filesystem::path file = witnessStateFile(folder);
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return makeError(
            ErrorCode::NotFound, "witness.no-state",
            fmt::format("There is no {}: nothing here knows what was cosigned last, so nothing is cosigned. "
                        "Use witness begin for a key that never cosigned, witness resume for one that did.",
                        file.string()));
    }
    MS_ASSIGN(const std::string text, readDurable(file, kMaxStateBytes));
    const auto object = nlohmann::json::parse(text, nullptr, false);
    WitnessState state;
    try {
        if (!object.is_object() || object.size() != 7 || object.at("v") != 1) {
            return damaged(file, "it is not a witness state of version 1");
        }
        state.origin = object.at("origin").get<std::string>();
        state.organisation = object.at("organisation").get<std::string>();
        state.header = object.at("header").get<std::string>();
        state.height = object.at("height").get<Height>();
        state.cosignedAt = object.at("cosignedAt").get<std::uint64_t>();
        const auto key = fromHex(object.at("publicKey").get<std::string>());
        if (!key.ok() || key->size() != state.publicKey.size()) {
            return damaged(file, "its key is none");
        }
        std::copy(key->begin(), key->end(), state.publicKey.begin());
    } catch (const nlohmann::json::exception&) {
        return damaged(file, "a member is missing or of another type");
    }
    if (state.height == 0) {
        return state.header.empty() && state.cosignedAt == 0 ? Result<WitnessState>(state)
                                                             : damaged(file, "it names a header of no block");
    }
    const auto header = parseBlockHeader(state.header);
    if (!header.ok() || header->height != state.height ||
        originOf(header->chain, header->fingerprint) != state.origin) {
        return damaged(file, "its header is not the one of its height and ledger");
    }
    return state;
}

}  // namespace meterseal
