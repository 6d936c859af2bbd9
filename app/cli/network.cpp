// network card | genesis | join | status: a ledger kept by several parties.
#include "meterseal/workspace/network.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/network.h"
#include "cli/network_node.h"
#include "cli/organisation_text.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/pulling.h"
#include "cli/session.h"
#include "meterseal/chain/endorsement.h"
#include "meterseal/chain/members.h"
#include "meterseal/chain/node_home.h"
#include "meterseal/crypto/check_words.h"
#include "meterseal/workspace/following.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct CardOptions {
    std::string organisation, output;
    CardWish wish;
};
struct GenesisOptions {
    std::vector<std::string> cards;
    std::string chain, sealer, output;
};
struct JoinOptions {
    std::string genesis, fingerprint, from;
};

std::string wordsOf(const Hash256& fingerprint)
{
    std::string words;
    for (const std::string& word : crypto::checkWords(fingerprint.hex(), crypto::WordList::English)) {
        words += (words.empty() ? "" : " ") + word;
    }
    return words;
}

Result<std::filesystem::path> folderOf(const Context& context)
{
    if (!context.workspaceFolder.empty()) {
        return std::filesystem::path(context.workspaceFolder);
    }
    return Workspace::defaultFolder();
}

Result<Outcome> runCard(const Context& context, const CardOptions& options)
{
    MS_ASSIGN(const NewOrganisation organisation, parseOrganisationText(options.organisation));
    MS_ASSIGN(const std::filesystem::path folder, folderOf(context));
    std::error_code error;
    const bool isNew = !std::filesystem::exists(folder / "keys.meterseal", error);
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context, isNew));
    MS_ASSIGN(const Card card, makeCard(folder, organisation, options.wish, passphrase));
    const std::string file = options.output.empty() ? organisation.id + std::string(kCardSuffix) : options.output;
    MS_TRY(writeNewFile(file, printCard(card) + "\n"));
    if (context.json) {
        Json object{{"card", file}, {"id", organisation.id}, {"publicKey", card.publicKey.hex()}};
        object["validatorKey"] = card.node ? Json(toHex(card.node->validatorKey)) : Json();
        object["peer"] = card.node ? Json(card.node->peer()) : Json();
        printJson(object);
    } else {
        std::vector<std::pair<std::string, std::string>> fields{
            {"card", file},
            {"organisation", fmt::format("{}, {}", organisation.id, toString(organisation.role))},
            {"public key", card.publicKey.hex()},
            {"witness key", toHex(card.witnessKey)}};
        if (card.node) {
            fields.emplace_back("validator key", toHex(card.node->validatorKey));
            fields.emplace_back("node", card.node->peer());
        }
        printFields(fields);
        note("Give the card to the other parties. Keep the passphrase: without it the keys are lost.");
    }
    return Outcome::Done;
}

Result<Outcome> runGenesis(const Context& context, const GenesisOptions& options)
{
    std::vector<Card> cards;
    for (const std::string& file : options.cards) {
        MS_ASSIGN(const std::string text, readFile(file));
        MS_ASSIGN(Card card, parseCard(text));
        cards.push_back(std::move(card));
    }
    MS_ASSIGN(const Genesis genesis, genesisOf(cards, options.chain, options.sealer));
    const Hash256 fingerprint = fingerprintOf(genesis);
    MS_TRY(writeNewFile(options.output, canonicalGenesis(genesis)));
    if (context.json) {
        printJson(Json{{"genesis", options.output},
                       {"chain", genesis.chain},
                       {"fingerprint", fingerprint.hex()},
                       {"checkWords", wordsOf(fingerprint)},
                       {"engine", genesis.consortium() ? "cometbft" : "embedded"},
                       {"validators", validatorsOf(genesis.organisations).size()},
                       {"sealer", genesis.sealer.organisation}});
        return Outcome::Done;
    }
    printFields({{"genesis", options.output},
                 {"chain", genesis.chain},
                 {"fingerprint", fingerprint.hex()},
                 {"check words", wordsOf(fingerprint)},
                 {genesis.consortium() ? "decided by" : "sealed by",
                  genesis.consortium() ? fmt::format("{} validators", validatorsOf(genesis.organisations).size())
                                       : genesis.sealer.organisation}});
    printLine("");
    printOrganisations(genesis.organisations);
    note("Every party makes this from the same cards and compares fingerprint or check words with the others.");
    return Outcome::Done;
}

Result<Outcome> runJoin(const Context& context, const JoinOptions& options)
{
    MS_ASSIGN(const std::filesystem::path folder, folderOf(context));
    MS_ASSIGN(const std::string document, readFile(options.genesis));
    MS_ASSIGN(const Hash256 fingerprint, parseHashOption(options.fingerprint, "--fingerprint"));
    MS_ASSIGN(const Workspace workspace, joinNetwork(folder, document, fingerprint));
    if (options.from.empty()) {
        if (context.json) {
            printJson(Json{{"workspace", folder.string()}, {"chain", workspace.genesis().chain}});
        } else {
            printFields({{"workspace", folder.string()}, {"chain", workspace.genesis().chain}});
        }
        return Outcome::Done;
    }
    return pullAndPrint(context, workspace, options.from);
}

std::string stateOf(const Workspace& workspace, const FollowState& following, Height head, bool sealsHere)
{
    if (node::isConfigured(workspace.folder())) {
        return "this party's node keeps the ledger";
    }
    if (sealsHere) {
        return "this party seals";
    }
    if (following.source.empty()) {
        return "no source named yet";
    }
    if (!following.reason.empty()) {
        return fmt::format("{} [{}]", following.message, following.reason);
    }
    return head < following.sourceHead ? fmt::format("behind: the source has block {}", following.sourceHead)
                                       : std::string("up to date");
}

std::string clockText(const ClockReading& clock)
{
    const Status judged = checkClock(clock);
    return fmt::format("{:.0f} s after the last block{}", static_cast<double>(clock.offsetMs()) / 1000,
                       judged.ok() ? "" : ": " + judged.error().message);
}

Result<Outcome> runStatus(const Context& context)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(LedgerReader reader, openReader(workspace));
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    const FollowState following = followStateOf(workspace);
    const auto witness = Witness::stateOf(workspace.folder());
    const Status conflict = ConflictFolder(workspace.ledgerFile()).check();
    std::string word = "nothing sealed yet";
    if (totals.height > 0) {
        MS_ASSIGN(const Endorsements endorsements, endorsementsOf(reader, totals.height));
        word = describe(endorsements, now());
    }
    const Genesis& genesis = workspace.genesis();
    const bool sealsHere = !genesis.consortium() && following.source.empty() && totals.height > 0;
    const std::string state = stateOf(workspace, following, totals.height, sealsHere);
    MS_ASSIGN(const auto validators, validatorViews(workspace));
    MS_ASSIGN(const ClockReading clock, workspace.readClock());
    if (context.json) {
        Json object{{"chain", genesis.chain},
                    {"fingerprint", workspace.fingerprint().hex()},
                    {"sealer", genesis.sealer.organisation},
                    {"height", totals.height},
                    {"endorsement", word},
                    {"source", following.source},
                    {"state", state},
                    {"clockOffsetSeconds", clock.offsetMs() / 1000},
                    {"conflict", conflict.ok() ? Json() : Json(conflict.error().message)}};
        if (genesis.consortium()) {
            object["validators"] = Json::array();
            for (const ValidatorView& view : validators) {
                object["validators"].push_back(toJson(view, genesis.chain));
            }
        }
        if (witness.ok()) {
            object["witness"] = Json{{"organisation", witness->organisation},
                                     {"height", witness->height},
                                     {"cosignedAt", witness->cosignedAt}};
        }
        printJson(object);
    } else {
        std::vector<std::pair<std::string, std::string>> fields{{"chain", genesis.chain},
                                                                {"fingerprint", workspace.fingerprint().hex()},
                                                                {"check words", wordsOf(workspace.fingerprint())},
                                                                {"newest block", fmt::to_string(totals.height)},
                                                                {"on whose word", word},
                                                                {"source", following.source},
                                                                {"following", state},
                                                                {"clock", clockText(clock)}};
        for (const ValidatorView& view : validators) {
            fields.emplace_back("validator " + view.at.name, describe(view, genesis.chain));
        }
        if (witness.ok()) {
            fields.emplace_back("witness", fmt::format("{}, block {}", witness->organisation, witness->height));
        }
        printFields(fields);
        if (!conflict.ok()) {
            note("CONFLICT: " + conflict.error().message);
        }
    }
    return conflict.ok() ? Outcome::Done : Outcome::NotIntact;
}

void addCard(CLI::App& group, Context& context)
{
    CLI::App* card =
        addVerb(group, "card", "Make the keys of one organisation and a card of them for the others",
                "  meterseal-cli -w water network card 'water:utility:City Water' --seals\n"
                "  meterseal-cli network card 'insurer:insurer:Ping An' --output insurer.card\n"
                "  meterseal-cli -w maker network card 'maker:manufacturer:Maker' --node maker.example:26656");
    const auto options = std::make_shared<CardOptions>();
    card->add_option("ORGANISATION", options->organisation, "The organisation")->type_name("ID:ROLE:NAME")->required();
    card->add_flag("--seals", options->wish.sealer, "It can seal: make a sealer key too");
    card->add_option("--node", options->wish.nodeAddress,
                     "It runs a validator of a consortium, which the others reach there: make its keys too")
        ->type_name("HOST:PORT");
    card->add_option("--address", options->wish.address, "Where its blocks can be fetched")->type_name("URL");
    card->add_option("--output", options->output, "The file (default: ID.mseal-card)")->type_name("FILE");
    onRun(card, context, [&context, options] { return runCard(context, *options); });
}

void addGenesis(CLI::App& group, Context& context)
{
    CLI::App* genesis =
        addVerb(group, "genesis", "Make the genesis document of these cards; the same on every machine",
                "  meterseal-cli network genesis --chain city-water *.mseal-card --output genesis.json");
    const auto options = std::make_shared<GenesisOptions>();
    genesis->add_option("CARD", options->cards, "Cards of all parties")->type_name("FILE")->required();
    genesis->add_option("--chain", options->chain, "Chain id, unique to this ledger")->type_name("ID")->required();
    genesis->add_option("--sealer", options->sealer, "Who seals (default: the one card that can)")->type_name("ID");
    genesis->add_option("--output", options->output, "The file")->type_name("FILE")->required();
    onRun(genesis, context, [&context, options] { return runGenesis(context, *options); });
}

}  // namespace

void addNetwork(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "network", "A ledger kept by several parties: cards, genesis, joining",
                               "  meterseal-cli network status");
    addCard(*group, context);
    addGenesis(*group, context);
    CLI::App* join =
        addVerb(*group, "join", "Join with a genesis document, its fingerprint compared with the others",
                "  meterseal-cli -w insurer network join genesis.json --fingerprint 5f0c... --from /media/stick\n"
                "  meterseal-cli network join genesis.json --fingerprint 5f0c... --from https://water.example/blocks");
    const auto options = std::make_shared<JoinOptions>();
    join->add_option("GENESIS", options->genesis, "The genesis document")->type_name("FILE")->required();
    join->add_option("--fingerprint", options->fingerprint, "Its fingerprint, as compared")
        ->type_name("HEX")
        ->required();
    join->add_option(
            "--from", options->from,
            "A block file, a folder of them, or an address; none: this party seals, or its node keeps the ledger")
        ->type_name("SOURCE");
    onRun(join, context, [&context, options] { return runJoin(context, *options); });

    CLI::App* status =
        addVerb(*group, "status", "On whose word the ledger stands, and how following goes; exit 1 on a conflict",
                "  meterseal-cli network status --json");
    onRun(status, context, [&context] { return runStatus(context); });
    addNetworkNode(*group, context);
}

}  // namespace meterseal::cli
