// network card | genesis | join | status: a ledger kept by several parties.
#include "meterseal/workspace/network.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/network.h"
#include "cli/organisation_text.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/pulling.h"
#include "cli/session.h"
#include "meterseal/chain/endorsement.h"
#include "meterseal/crypto/check_words.h"
#include "meterseal/workspace/following.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct CardOptions {
    std::string organisation, output, address;
    bool seals = false;
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
    MS_ASSIGN(const Card card, makeCard(folder, organisation, options.seals, options.address, passphrase));
    const std::string file = options.output.empty() ? organisation.id + std::string(kCardSuffix) : options.output;
    MS_TRY(writeNewFile(file, printCard(card) + "\n"));
    if (context.json) {
        printJson(Json{{"card", file}, {"id", organisation.id}, {"publicKey", card.publicKey.hex()}});
    } else {
        printFields({{"card", file},
                     {"organisation", fmt::format("{}, {}", organisation.id, toString(organisation.role))},
                     {"public key", card.publicKey.hex()},
                     {"witness key", toHex(card.witnessKey)}});
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
                       {"sealer", genesis.sealer.organisation}});
        return Outcome::Done;
    }
    printFields({{"genesis", options.output},
                 {"chain", genesis.chain},
                 {"fingerprint", fingerprint.hex()},
                 {"check words", wordsOf(fingerprint)},
                 {"sealed by", genesis.sealer.organisation}});
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

std::string stateOf(const FollowState& following, Height head, bool sealsHere)
{
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

Result<Outcome> runStatus(const Context& context)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
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
    const bool sealsHere = following.source.empty() && totals.height > 0;
    const std::string state = stateOf(following, totals.height, sealsHere);
    if (context.json) {
        Json object{{"chain", genesis.chain},
                    {"fingerprint", workspace.fingerprint().hex()},
                    {"sealer", genesis.sealer.organisation},
                    {"height", totals.height},
                    {"endorsement", word},
                    {"source", following.source},
                    {"state", state},
                    {"conflict", conflict.ok() ? Json() : Json(conflict.error().message)}};
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
                                                                {"following", state}};
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
    CLI::App* card = addVerb(group, "card", "Make the keys of one organisation and a card of them for the others",
                             "  meterseal-cli -w water network card 'water:utility:City Water' --seals\n"
                             "  meterseal-cli network card 'insurer:insurer:Ping An' --output insurer.card");
    const auto options = std::make_shared<CardOptions>();
    card->add_option("ORGANISATION", options->organisation, "The organisation")->type_name("ID:ROLE:NAME")->required();
    card->add_flag("--seals", options->seals, "It can seal: make a sealer key too");
    card->add_option("--address", options->address, "Where its blocks can be fetched")->type_name("URL");
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
    join->add_option("--from", options->from, "A block file, a folder of them, or an address; none: this party seals")
        ->type_name("SOURCE");
    onRun(join, context, [&context, options] { return runJoin(context, *options); });

    CLI::App* status =
        addVerb(*group, "status", "On whose word the ledger stands, and how following goes; exit 1 on a conflict",
                "  meterseal-cli network status --json");
    onRun(status, context, [&context] { return runStatus(context); });
}

}  // namespace meterseal::cli
