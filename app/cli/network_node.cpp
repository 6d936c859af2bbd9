// network node init | peer | use | status: this organisation's validator of a consortium, and whom it writes through.
#include "cli/network_node.h"

#include "cli/files.h"
#include "cli/session.h"
#include "meterseal/chain/members.h"
#include "meterseal/chain/node_home.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

constexpr std::chrono::milliseconds kAnswersWithin{2'000};

struct InitOptions {
    std::vector<std::string> cards;
    NodeAddresses addresses;
};

Result<Card> readCard(const std::string& file)
{
    MS_ASSIGN(const std::string text, readFile(file));
    return parseCard(text);
}

Result<Outcome> runInit(const Context& context, const InitOptions& options)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    std::vector<Card> cards;
    for (const std::string& file : options.cards) {
        MS_ASSIGN(cards.emplace_back(), readCard(file));
    }
    MS_ASSIGN(const std::string organisation, initNode(workspace, cards, options.addresses));
    MS_ASSIGN(const auto peers, node::peerIds(workspace.folder()));
    const std::size_t validators = validatorsOf(workspace.genesis().organisations).size();
    if (context.json) {
        printJson(Json{{"organisation", organisation},
                       {"home", workspace.folder().string()},
                       {"peers", peers.size()},
                       {"validators", validators}});
    } else {
        printFields({{"organisation", organisation},
                     {"home", workspace.folder().string()},
                     {"peers", fmt::to_string(peers.size())},
                     {"validators", fmt::to_string(validators)}});
        note(fmt::format("Run it with: meterseal-node run --home {}", printable(workspace.folder().string())));
    }
    constexpr std::size_t kSurvivesOne = 4;
    if (validators < kSurvivesOne) {
        note(fmt::format("With {} validators none may fail: a consortium that survives an outage has four or more.",
                         validators));
    }
    return Outcome::Done;
}

Result<Outcome> runPeer(const Context& context, const std::string& file)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const Card card, readCard(file));
    MS_TRY(addNodePeer(workspace, card));
    if (context.json) {
        printJson(Json{{"peer", card.node->peer()}});
    } else {
        printLine(fmt::format("{} is a peer from the node's next start on.", printable(card.node->peer())));
    }
    return Outcome::Done;
}

Result<Outcome> runUse(const Context& context, const std::vector<std::string>& texts)
{
    std::vector<ValidatorAddress> validators;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
            return usageError(fmt::format(
                "\"{}\" is no validator: write NAME=ADDRESS, as water=http://127.0.0.1:26657.", printable(text)));
        }
        validators.push_back({text.substr(0, equals), text.substr(equals + 1)});
    }
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_TRY(nameValidators(workspace, validators));
    if (context.json) {
        printJson(Json{{"validators", validators.size()}});
    } else {
        printLine(fmt::format("This workspace writes through {} validators, one thread and an equal share each.",
                              validators.size()));
    }
    return Outcome::Done;
}

Result<Outcome> runStatus(const Context& context)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const auto views, validatorViews(workspace));
    const Status ownKey = [&]() -> Status {
        if (!node::isConfigured(workspace.folder())) {
            return {};
        }
        MS_ASSIGN(LedgerReader reader, workspace.openReader());
        MS_ASSIGN(const auto organisations, reader.organisations());
        return node::checkOwnKey(workspace.folder(), organisations);
    }();
    const std::string& chain = workspace.genesis().chain;
    bool all = ownKey.ok();
    Json rows = Json::array();
    Table table({{"validator"}, {"address"}, {"state"}});
    for (const ValidatorView& view : views) {
        all = all && view.usable(chain);
        rows.push_back(toJson(view, chain));
        table.row({printable(view.at.name), printable(view.at.address), printable(describe(view, chain))});
    }
    if (context.json) {
        printJson(
            Json{{"validators", std::move(rows)}, {"ownKey", ownKey.ok() ? Json() : Json(ownKey.error().message)}});
    } else {
        table.print();
        if (!ownKey.ok()) {
            note("OWN KEY: " + ownKey.error().message);
        }
    }
    return all ? Outcome::Done : Outcome::NotIntact;
}

}  // namespace

std::string describe(const ValidatorView& view, const std::string& chain)
{
    if (!view.status.ok()) {
        return fmt::format("grey: {} [{}]", view.status.error().message, view.status.error().reason);
    }
    if (view.status->chainId != chain) {
        return fmt::format("grey: it keeps the chain {}", view.status->chainId);
    }
    return fmt::format("{}: at CometBFT height {}, {}", view.status->catchingUp ? "grey, catching up" : "usable",
                       view.status->height,
                       view.status->votingPower == 0 ? std::string("decides nothing now")
                       : view.organisation.empty()   ? std::string("decides, with a key no organisation has now")
                                                     : "decides for " + view.organisation);
}

Json toJson(const ValidatorView& view, const std::string& chain)
{
    Json object{{"name", view.at.name},
                {"address", view.at.address},
                {"state", view.usable(chain) ? "usable" : "grey"},
                {"organisation", view.organisation.empty() ? Json() : Json(view.organisation)}};
    object["height"] = view.status.ok() ? Json(view.status->height) : Json();
    object["catchingUp"] = view.status.ok() ? Json(view.status->catchingUp) : Json();
    object["votingPower"] = view.status.ok() ? Json(view.status->votingPower) : Json();
    object["reason"] = view.status.ok() ? Json() : Json(view.status.error().reason);
    return object;
}

Result<std::vector<ValidatorView>> validatorViews(const Workspace& workspace)
{
    return workspace.genesis().consortium() ? lookAtValidators(workspace, kAnswersWithin)
                                            : Result<std::vector<ValidatorView>>(std::vector<ValidatorView>());
}

void addNetworkNode(CLI::App& network, Context& context)
{
    CLI::App* group = addGroup(network, "node", "This organisation's validator, and whom this workspace writes through",
                               "  meterseal-cli network node status");
    CLI::App* init =
        addVerb(*group, "init", "Make the node in this workspace's folder, the others of the cards its peers",
                "  meterseal-cli -w water network node init *.mseal-card\n"
                "  meterseal-cli network node init *.mseal-card --rpc tcp://127.0.0.1:26657");
    const auto options = std::make_shared<InitOptions>();
    init->add_option("CARD", options->cards, "Cards of all members, the own one too")->type_name("FILE")->required();
    init->add_option("--p2p", options->addresses.p2p, "Where other members' nodes connect")->capture_default_str();
    init->add_option("--rpc", options->addresses.rpc, "Where this machine's programs connect: 127.0.0.1 or unix")
        ->capture_default_str();
    onRun(init, context, [&context, options] { return runInit(context, *options); });

    CLI::App* peer =
        addVerb(*group, "peer", "Let a member's node connect, that joined or moved; from the next start on",
                "  meterseal-cli network node peer auditor.mseal-card");
    const auto card = std::make_shared<std::string>();
    peer->add_option("CARD", *card, "The member's card")->type_name("FILE")->required();
    onRun(peer, context, [&context, card] { return runPeer(context, *card); });

    CLI::App* use = addVerb(*group, "use", "Name the validators to write through: their RPC on this machine",
                            "  meterseal-cli network node use water=http://127.0.0.1:26657");
    const auto names = std::make_shared<std::vector<std::string>>();
    use->add_option("VALIDATOR", *names, "All of them")->type_name("NAME=ADDRESS")->required();
    onRun(use, context, [&context, names] { return runUse(context, *names); });

    CLI::App* status = addVerb(*group, "status", "How each validator does; exit 1 where one cannot be used",
                               "  meterseal-cli network node status --json");
    onRun(status, context, [&context] { return runStatus(context); });
}

}  // namespace meterseal::cli
