#include "meterseal/workspace/consortium.h"

#include "file/file_lock.h"
#include "meterseal/chain/node_home.h"
#include "meterseal/file/whole_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::size_t kMaxSettingsBytes = 1u << 20;

Result<json> settingsOf(const Workspace& workspace)
{
    MS_ASSIGN(const std::string text, readWhole(workspace.settingsFile(), kMaxSettingsBytes));
    json settings = json::parse(text, nullptr, false);
    if (!settings.is_object()) {
        return makeError(ErrorCode::Damaged, "workspace.settings",
                         fmt::format("{} is not a settings file.", workspace.settingsFile().string()));
    }
    return settings;
}

Status checkConsortium(const Workspace& workspace)
{
    return workspace.genesis().consortium()
               ? Status()
               : Status(makeError(ErrorCode::InvalidArgument, "workspace.no-consortium",
                                  "This ledger has a sealer and no validators. Nothing was changed."));
}

// A card must be of the organisation that the ledger knows under its id, so that nobody else's node is let in.
Status checkMember(const Card& card, const std::vector<Organisation>& organisations)
{
    const auto one = std::ranges::find(organisations, card.organisation.id, &Organisation::id);
    if (one != organisations.end() && one->active && one->publicKey == card.publicKey && card.node &&
        one->validatorKey == card.node->validatorKey) {
        return {};
    }
    return makeError(ErrorCode::Conflict, "node.other-card",
                     fmt::format("The card of {} does not have the keys that the ledger names for it, or no validator. "
                                 "Nothing was changed; ask that member for the card that the ledger was made with.",
                                 card.organisation.id));
}

}  // namespace

Result<std::vector<ValidatorAddress>> namedValidators(const Workspace& workspace)
{
    MS_ASSIGN(const json settings, settingsOf(workspace));
    std::vector<ValidatorAddress> validators;
    try {
        for (const json& one : settings.value("validators", json::array())) {
            validators.push_back({one.at("name").get<std::string>(), one.at("address").get<std::string>()});
        }
    } catch (const json::exception&) {
        return makeError(
            ErrorCode::Damaged, "workspace.settings",
            fmt::format("The validators in {} cannot be read. Name them again.", workspace.settingsFile().string()));
    }
    return validators;
}

Status nameValidators(const Workspace& workspace, const std::vector<ValidatorAddress>& validators)
{
    MS_TRY(checkConsortium(workspace));
    json list = json::array();
    for (const ValidatorAddress& one : validators) {
        MS_TRY(cometbft::RpcClient::open(one.address).status());
        list.push_back({{"name", one.name}, {"address", one.address}});
    }
    MS_ASSIGN(json settings, settingsOf(workspace));
    settings["validators"] = list;
    return replaceFile(workspace.settingsFile(), settings.dump(2, ' ', false, json::error_handler_t::replace) + "\n",
                       kPrivateMode);
}

Result<std::string> initNode(const Workspace& workspace, std::span<const Card> cards, const NodeAddresses& addresses)
{
    MS_TRY(checkConsortium(workspace));
    MS_ASSIGN(const node::NodeKeys keys, node::readKeys(workspace.folder()));
    node::NodePlace place{{}, {}, addresses.p2p, addresses.rpc};
    for (const Card& card : cards) {
        if (card.node && card.node->validatorKey == keys.validatorKey) {
            place.organisation = card.organisation.id;
        } else if (card.node) {
            MS_TRY(checkMember(card, workspace.genesis().organisations));
            place.peers.push_back(card.node->peer());
        }
    }
    if (place.organisation.empty()) {
        return makeError(ErrorCode::NotFound, "node.no-card",
                         fmt::format("None of the cards has the validator key that lies in {}. Give the card of this "
                                     "organisation too, or use the folder in which it was made.",
                                     workspace.folder().string()));
    }
    MS_TRY(node::configure(workspace.folder(), workspace.genesis(), place));
    MS_ASSIGN(const std::vector<ValidatorAddress> named, namedValidators(workspace));
    if (named.empty()) {
        MS_ASSIGN(const std::string rpc, node::rpcAddress(workspace.folder()));
        MS_TRY(nameValidators(workspace, {{place.organisation, rpc}}));
    }
    return place.organisation;
}

Status addNodePeer(const Workspace& workspace, const Card& card)
{
    MS_TRY(checkConsortium(workspace));
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    MS_TRY(checkMember(card, organisations));
    return node::addPeer(workspace.folder(), card.node->peer());
}

Result<std::vector<ValidatorView>> lookAtValidators(const Workspace& workspace, std::chrono::milliseconds timeout)
{
    MS_ASSIGN(const std::vector<ValidatorAddress> named, namedValidators(workspace));
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    std::vector<ValidatorView> views;
    for (const ValidatorAddress& one : named) {
        MS_ASSIGN(cometbft::RpcClient client, cometbft::RpcClient::open(one.address));
        ValidatorView view{one, client.status(timeout), {}};
        for (const Organisation& organisation : organisations) {
            if (view.status.ok() && organisation.active && organisation.validatorKey &&
                organisation.validatorKey == view.status->validatorKey) {
                view.organisation = organisation.id;
            }
        }
        views.push_back(std::move(view));
    }
    return views;
}

Result<WritingConsortium> openConsortium(const Workspace& workspace)
{
    MS_ASSIGN(FileLock lock, FileLock::acquire(workspace.folder() / "writer.lock", "ledger.locked",
                                               fmt::format("The workspace {}", workspace.folder().string())));
    MS_TRY(workspace.checkHistory());
    MS_ASSIGN(std::vector<ValidatorAddress> validators, namedValidators(workspace));
    if (validators.empty()) {
        return makeError(ErrorCode::Unavailable, "chain.no-validator",
                         "This workspace names no validator, so nothing can be sent to the consortium. Make this "
                         "organisation's node, or name the address of a validator's RPC on this machine.");
    }
    WritingConsortium writing{std::make_shared<FileLock>(std::move(lock)), nullptr};
    MS_ASSIGN(writing.chain, ConsortiumChain::open(workspace.ledgerFile(), std::move(validators)));
    return writing;
}

}  // namespace meterseal
