#include "meterseal/workspace/network.h"

#include "meterseal/base/text.h"
#include "meterseal/chain/node_home.h"
#include "meterseal/chain/replica.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/file/whole_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::string_view kKind = "meterseal-card";
constexpr std::size_t kMaxCardBytes = 16 * 1024;
constexpr std::size_t kCardMembers = 11;
constexpr std::size_t kNodeMembers = 3;  // more, of one with a validator

Error badCard(std::string_view reason, std::string what)
{
    return makeError(
        ErrorCode::InvalidArgument, reason,
        fmt::format("This is no card that can be used: {}. Nothing was done with it; ask for it again.", what));
}

// Without the signature. Members in sorted order and plain values: this is the canonical form.
json unsignedCard(const Card& card)
{
    json object{{"v", 1},
                {"kind", kKind},
                {"id", card.organisation.id},
                {"name", card.organisation.name},
                {"role", toString(card.organisation.role)},
                {"publicKey", card.publicKey.hex()},
                {"witnessKey", toHex(card.witnessKey)},
                {"sealerKey", card.sealerKey ? toHex(*card.sealerKey) : std::string()},
                {"address", card.address},
                {"time", formatTimestamp(card.time)}};
    if (card.node) {
        object["validatorKey"] = toHex(card.node->validatorKey);
        object["nodeId"] = card.node->nodeId;
        object["nodeAddress"] = card.node->address;
    }
    return object;
}

Result<crypto::Ed25519PublicKey> ed25519Of(const std::string& hex, std::string_view what)
{
    const auto bytes = fromHex(hex);
    crypto::Ed25519PublicKey key{};
    if (!bytes.ok() || bytes->size() != key.size()) {
        return badCard("card.syntax", fmt::format("its {} is none", what));
    }
    std::copy(bytes->begin(), bytes->end(), key.begin());
    MS_TRY(crypto::checkEd25519Key(key, what));
    return key;
}

// As a node takes it: the id of a node, and where it is.
Status checkNode(const CardNode& node)
{
    constexpr std::size_t kIdDigits = 40;
    constexpr std::size_t kMostAddress = 260;
    const std::size_t colon = node.address.rfind(':');
    const bool hasPort = colon != std::string::npos && colon > 0 && colon + 1 < node.address.size() &&
                         node.address.find_first_not_of("0123456789", colon + 1) == std::string::npos;
    const bool plain = node.address.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                      ".-_:[]") == std::string::npos;
    if (node.nodeId.size() != kIdDigits || node.nodeId.find_first_not_of("0123456789abcdef") != std::string::npos) {
        return badCard("card.syntax", "its node id is none");
    }
    if (!hasPort || !plain || node.address.size() > kMostAddress) {
        return badCard("card.syntax", "the address of its node is not HOST:PORT");
    }
    return {};
}

Status makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) {
        fs::permissions(folder, fs::perms::owner_all, error);
    }
    return error ? Status(
                       makeError(ErrorCode::Io, "workspace.io",
                                 fmt::format("The folder {} could not be made: {}.", folder.string(), error.message())))
                 : Status();
}

Status checkNoLedger(const fs::path& folder)
{
    std::error_code error;
    for (const char* name : {"ledger.db", "genesis.json", "settings.json"}) {
        if (fs::exists(folder / name, error)) {
            return makeError(ErrorCode::Conflict, "workspace.exists",
                             fmt::format("{} holds a ledger already ({}), so nothing was made in it. Name another with "
                                         "--workspace.",
                                         folder.string(), name));
        }
    }
    return {};
}

}  // namespace

Result<Card> makeCard(const fs::path& folder, const NewOrganisation& organisation, const CardWish& wish,
                      const crypto::SecretBytes& passphrase)
{
    MS_TRY(checkNoLedger(folder));
    MS_TRY(makeFolder(folder));
    const fs::path file = folder / "keys.meterseal";
    std::error_code error;
    const bool there = fs::exists(file, error);
    MS_ASSIGN(crypto::KeyStore keys,
              there ? crypto::KeyStore::open(file, passphrase) : crypto::KeyStore::create(file, passphrase));
    if (const auto* known = keys.organisation(organisation.id); known == nullptr || !known->witness) {
        keys.putOrganisation({organisation.id, known != nullptr ? known->key : crypto::PrivateKey::generate(),
                              crypto::Ed25519PrivateKey::generate()});
    }
    if (wish.sealer && keys.sealer() == nullptr) {
        keys.setSealer(crypto::Ed25519PrivateKey::generate());
    }
    MS_TRY(keys.save());
    const crypto::OrganisationKey& own = *keys.organisation(organisation.id);
    Card card;
    card.organisation = organisation;
    card.publicKey = own.key.publicKey();
    card.witnessKey = own.witness->publicKey();
    if (wish.sealer) {
        card.sealerKey = keys.sealer()->publicKey();
    }
    card.address = wish.address;
    if (!wish.nodeAddress.empty()) {
        MS_ASSIGN(const node::NodeKeys nodeKeys, node::makeKeys(folder));
        card.node = CardNode{nodeKeys.validatorKey, nodeKeys.nodeId, wish.nodeAddress};
    }
    card.time = now();
    card.signature = own.key.sign(crypto::sha256(unsignedCard(card).dump()));
    // What cannot stand in a genesis document is better found now than by the others.
    MS_TRY(parseCard(printCard(card)).status());
    return card;
}

std::string printCard(const Card& card)
{
    json object = unsignedCard(card);
    object["signature"] = toHex(card.signature);
    return object.dump();
}

Result<Card> parseCard(std::string_view text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    if (text.size() > kMaxCardBytes) {
        return badCard("card.syntax", "it is too long");
    }
    const json object = json::parse(text, nullptr, false);
    Card card;
    try {
        const bool hasNode = object.is_object() && object.contains("validatorKey");
        if (!object.is_object() || object.size() != kCardMembers + (hasNode ? kNodeMembers : 0) ||
            object.at("v") != 1 || object.at("kind") != kKind) {
            return badCard("card.syntax", "it is not a card of version 1");
        }
        const auto member = [&](const char* name) { return object.at(name).get<std::string>(); };
        card.organisation.id = member("id");
        card.organisation.name = member("name");
        MS_ASSIGN(card.organisation.role, parseRole(member("role")));
        MS_ASSIGN(card.publicKey, crypto::PublicKey::fromHex(member("publicKey")));
        MS_ASSIGN(card.witnessKey, ed25519Of(member("witnessKey"), "witness key"));
        if (!member("sealerKey").empty()) {
            MS_ASSIGN(card.sealerKey, ed25519Of(member("sealerKey"), "sealer key"));
        }
        card.address = member("address");
        if (hasNode) {
            CardNode& node = card.node.emplace();
            MS_ASSIGN(node.validatorKey, ed25519Of(member("validatorKey"), "validator key"));
            node.nodeId = member("nodeId");
            node.address = member("nodeAddress");
            MS_TRY(checkNode(node));
        }
        MS_ASSIGN(card.time, parseTimestamp(member("time")));
        const auto signature = fromHex(member("signature"));
        if (!signature.ok() || signature->size() != card.signature.size()) {
            return badCard("card.syntax", "its signature is none");
        }
        std::copy(signature->begin(), signature->end(), card.signature.begin());
    } catch (const json::exception&) {
        return badCard("card.syntax", "a member is missing or of another type");
    }
    if (printCard(card) != text) {
        return badCard("card.syntax", "it is not written in the canonical form");
    }
    if (!crypto::verifySignature(card.publicKey, crypto::sha256(unsignedCard(card).dump()), card.signature)) {
        return badCard("card.signature", "it was changed after it was signed");
    }
    return card;
}

namespace {

// Who makes the blocks: the one that seals, or all that have a validator.
Status chooseEngine(Genesis& genesis, const std::vector<const Card*>& sealers, bool validators)
{
    if (validators && !sealers.empty()) {
        return makeError(ErrorCode::InvalidArgument, "card.both-engines",
                         "Some of the cards have a validator and some can seal; a ledger has the one or the other. Ask "
                         "for cards without --seals, or without --node.");
    }
    if (validators) {
        genesis.engine = Engine::CometBft;
        return {};
    }
    if (sealers.size() != 1) {
        return makeError(ErrorCode::InvalidArgument, "card.no-sealer",
                         fmt::format("{} of the cards can seal; it must be one. Name it with --sealer, or ask it for a "
                                     "card made with --seals.",
                                     sealers.size()));
    }
    genesis.sealer = {sealers.front()->organisation.id, *sealers.front()->sealerKey};
    return {};
}

}  // namespace

Result<Genesis> genesisOf(std::span<const Card> cards, const std::string& chain, const std::string& sealer)
{
    Genesis genesis;
    genesis.chain = chain;
    std::vector<const Card*> sealers;
    bool validators = false;
    for (const Card& card : cards) {
        Organisation organisation;
        organisation.id = card.organisation.id;
        organisation.name = card.organisation.name;
        organisation.role = card.organisation.role;
        organisation.publicKey = card.publicKey;
        organisation.witnessKey = card.witnessKey;
        if (card.node) {
            organisation.validatorKey = card.node->validatorKey;
            validators = true;
        }
        genesis.organisations.push_back(std::move(organisation));
        genesis.time = std::max(genesis.time, card.time);
        if (card.sealerKey && (sealer.empty() || sealer == card.organisation.id)) {
            sealers.push_back(&card);
        }
    }
    MS_TRY(chooseEngine(genesis, sealers, validators));
    std::sort(genesis.organisations.begin(), genesis.organisations.end(),
              [](const Organisation& a, const Organisation& b) { return a.id < b.id; });
    MS_TRY(checkGenesis(genesis));
    return genesis;
}

Result<Workspace> joinNetwork(const fs::path& folder, const std::string& genesisDocument, const Hash256& fingerprint)
{
    MS_ASSIGN(const Genesis genesis, parseGenesis(genesisDocument));
    if (fingerprintOf(genesis) != fingerprint) {
        return makeError(
            ErrorCode::Conflict, "network.fingerprint",
            fmt::format("The genesis document has the fingerprint {} and not {}: it is not the one that was "
                        "compared. Nothing was made; ask the other parties which one is right.",
                        fingerprintOf(genesis).hex(), fingerprint.hex()));
    }
    MS_TRY(checkNoLedger(folder));
    MS_TRY(makeFolder(folder));
    MS_TRY(Replica::create(folder / "ledger.db", genesis));
    std::error_code error;
    fs::create_directory(folder / "journal", error);
    MS_TRY(replaceFile(folder / "genesis.json", canonicalGenesis(genesis), kPrivateMode));
    // Last: with it the workspace is whole.
    const json settings{{"v", 1}, {"engine", genesis.consortium() ? "cometbft" : "embedded"}};
    MS_TRY(replaceFile(folder / "settings.json", settings.dump(2) + "\n", kPrivateMode));
    MS_ASSIGN(Workspace workspace, Workspace::open(folder));
    MS_TRY(workspace.auditLog().append(
        {"network.join", {}, {{"fingerprint", fingerprint.hex()}, {"chain", genesis.chain}}, {}, {}}));
    return workspace;
}

}  // namespace meterseal
