#include "meterseal/ledger/genesis.h"

#include "ledger/header_json.h"
#include "meterseal/base/text.h"
#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

using json::MemberReader;
using json::MemberWriter;
using json::Scope;

constexpr std::size_t kMaxGenesisBytes = 1024 * 1024;
constexpr std::uint64_t kGenesisVersion = 2;
constexpr std::string_view kOpen = "open";
constexpr std::string_view kSalted = "salted";
constexpr std::string_view kCometBft = "cometbft";
constexpr std::size_t kMaxConsortiumChain = 50;  // bytes; CometBFT's limit of a chain id

constexpr std::string_view kRoleNames[] = {"utility", "manufacturer", "insurer", "auditor"};  // Role 1, 2, ...

Error genesisError(std::string_view what, std::string message)
{
    return json::error(Scope::Genesis, what, std::move(message));
}

Status under(std::string_view what, const Status& status)
{
    return status.ok() ? Status() : Status(genesisError(what, status.error().message));
}

Error keyTwice(const std::string& id, std::string_view which)
{
    return genesisError("key-twice",
                        fmt::format("The {} of the organisation {} stands for another one too.", which, id));
}

// The key of a validator is named where, and only where, the ledger has validators.
Status checkValidatorKey(const Genesis& genesis, const Organisation& organisation,
                         std::set<crypto::Ed25519PublicKey>& keys)
{
    if (!organisation.validatorKey) {
        return {};
    }
    if (!genesis.consortium()) {
        return genesisError("validator", fmt::format("The organisation {} has a validator, and the ledger's blocks are "
                                                     "sealed by one party.",
                                                     organisation.id));
    }
    MS_TRY(under("ed25519-key",
                 crypto::checkEd25519Key(*organisation.validatorKey, "validator key of " + organisation.id)));
    return keys.insert(*organisation.validatorKey).second ? Status()
                                                          : Status(keyTwice(organisation.id, "validator key"));
}

// Who makes the blocks.
Status checkEngine(const Genesis& genesis, const std::set<std::string_view>& ids)
{
    if (!genesis.consortium()) {
        return ids.contains(genesis.sealer.organisation)
                   ? Status()
                   : Status(
                         genesisError("sealer", fmt::format("The sealer's organisation {} is none of the document's.",
                                                            genesis.sealer.organisation)));
    }
    if (genesis.sealer != GenesisSealer{}) {
        return genesisError("sealer", "A consortium's ledger has no sealer: its validators decide the blocks.");
    }
    if (genesis.chain.size() > kMaxConsortiumChain) {
        return genesisError(
            "id", fmt::format("The chain id of a consortium's ledger has at most {} characters.", kMaxConsortiumChain));
    }
    const bool any = std::any_of(genesis.organisations.begin(), genesis.organisations.end(),
                                 [](const Organisation& o) { return o.validatorKey.has_value(); });
    return any ? Status() : Status(genesisError("validator", "No organisation of the consortium has a validator."));
}

Status checkOrganisations(const Genesis& genesis)
{
    std::set<std::string_view> ids;
    std::set<crypto::PublicKey> keys;
    std::set<crypto::Ed25519PublicKey> ed25519Keys{genesis.sealer.publicKey};
    std::set<Role> roles;
    for (const Organisation& organisation : genesis.organisations) {
        MS_TRY(under("id", checkMeterId(organisation.id)));
        MS_TRY(under("text", checkText(organisation.name, "organisation's name")));
        MS_TRY(under("public-key", crypto::PublicKey::fromBytes(organisation.publicKey).status()));
        MS_TRY(under("ed25519-key",
                     crypto::checkEd25519Key(organisation.witnessKey, "witness key of " + organisation.id)));
        if (!organisation.active || !organisation.formerKeys.empty() || !organisation.formerWitnessKeys.empty() ||
            !organisation.formerValidatorKeys.empty()) {
            return genesisError(
                "past", fmt::format("The organisation {} has a past; a ledger begins without one.", organisation.id));
        }
        if (!ids.insert(organisation.id).second) {
            return genesisError(
                "id-twice", fmt::format("Two organisations in the genesis document have the id {}.", organisation.id));
        }
        if (!keys.insert(organisation.publicKey).second) {
            return keyTwice(organisation.id, "public key");
        }
        if (!ed25519Keys.insert(organisation.witnessKey).second) {
            return keyTwice(organisation.id, "witness key");
        }
        MS_TRY(checkValidatorKey(genesis, organisation, ed25519Keys));
        roles.insert(organisation.role);
    }
    if (!roles.contains(Role::Utility) || !roles.contains(Role::Manufacturer)) {
        return genesisError("roles", "The genesis document must name at least one utility and one manufacturer, as "
                                     "registering a meter takes both.");
    }
    return checkEngine(genesis, ids);
}

std::vector<Organisation> readOrganisations(MemberReader& in, bool consortium)
{
    std::vector<Organisation> organisations;
    const nlohmann::json* array = in.array("organisations");
    if (array == nullptr) {
        return organisations;
    }
    for (const nlohmann::json& element : *array) {
        MemberReader member(element, Scope::Genesis);
        Organisation organisation;
        organisation.id = member.text("id");
        organisation.name = member.text("name");
        const auto role = parseRole(member.text("role"));
        if (role.ok()) {
            organisation.role = *role;
        } else {
            member.fail(genesisError("role", role.error().message));
        }
        organisation.publicKey = member.publicKey("publicKey");
        organisation.witnessKey = member.ed25519Key("witnessKey");
        if (consortium) {
            organisation.validatorKey = member.ed25519KeyOrNone("validatorKey");
        }
        if (const Status status = member.finish(); !status.ok()) {
            in.fail(status.error());
            break;
        }
        organisations.push_back(std::move(organisation));
    }
    return organisations;
}

GenesisSealer readSealer(MemberReader& in)
{
    GenesisSealer sealer;
    if (const nlohmann::json* object = in.object("sealer"); object != nullptr) {
        MemberReader member(*object, Scope::Genesis);
        sealer.organisation = member.text("organisation");
        sealer.publicKey = member.ed25519Key("publicKey");
        if (const Status status = member.finish(); !status.ok()) {
            in.fail(status.error());
        }
    }
    return sealer;
}

// What this program knows to be a ledger, but not how to keep.
Status checkKnown(std::uint64_t version, const nlohmann::json& document)
{
    if (version == 1) {
        return makeError(
            ErrorCode::Unsupported, "genesis.old-version",
            "The genesis document has version 1, which was never released: its ledger cannot be read any more. Nothing "
            "was changed. Make a new ledger with init, register its meters and anchor the record files again.");
    }
    if (version != kGenesisVersion) {
        return makeError(ErrorCode::Unsupported, "genesis.version",
                         fmt::format("The genesis document has version {}; this program knows version {}.", version,
                                     kGenesisVersion));
    }
    if (document.contains("engine") && document["engine"] != nlohmann::json(std::string(kCometBft))) {
        return makeError(
            ErrorCode::Unsupported, "genesis.engine",
            "The genesis document names an engine other than \"cometbft\": a consortium's ledger of a kind "
            "that this program does not know. Nothing was changed.");
    }
    return {};
}

Result<LeafRule> parseLeafRule(std::string_view text)
{
    if (text == kOpen) {
        return LeafRule::Open;
    }
    if (text == kSalted) {
        return LeafRule::Salted;
    }
    return genesisError("leaves", "The genesis document's leaves are neither \"open\" nor \"salted\".");
}

}  // namespace

std::string_view toString(Role role)
{
    const auto index = static_cast<std::size_t>(role) - 1;
    return index < std::size(kRoleNames) ? kRoleNames[index] : "unknown";
}

Result<Role> parseRole(std::string_view text)
{
    for (std::size_t i = 0; i < std::size(kRoleNames); ++i) {
        if (kRoleNames[i] == text) {
            return static_cast<Role>(i + 1);
        }
    }
    return makeError(ErrorCode::InvalidArgument, "role.unknown",
                     "The role is none of \"utility\", \"manufacturer\", \"insurer\" and \"auditor\".");
}

std::string canonicalGenesis(const Genesis& genesis)
{
    std::string out;
    MemberWriter writer(out);
    writer.text("chain", genesis.chain);
    if (genesis.consortium()) {
        writer.plain("engine", kCometBft);
    }
    writer.plain("leaves", genesis.leaves == LeafRule::Open ? kOpen : kSalted);
    writer.name("organisations");
    out.push_back('[');
    for (std::size_t i = 0; i < genesis.organisations.size(); ++i) {
        const Organisation& organisation = genesis.organisations[i];
        if (i != 0) {
            out.push_back(',');
        }
        MemberWriter member(out);
        member.text("id", organisation.id);
        member.text("name", organisation.name);
        member.hex("publicKey", organisation.publicKey);
        member.plain("role", toString(organisation.role));
        if (genesis.consortium()) {
            member.hex("validatorKey", organisation.validatorKey ? ByteView(*organisation.validatorKey) : ByteView());
        }
        member.hex("witnessKey", organisation.witnessKey);
        member.end();
    }
    out.push_back(']');
    if (!genesis.consortium()) {
        writer.name("sealer");
        MemberWriter sealer(out);
        sealer.text("organisation", genesis.sealer.organisation);
        sealer.hex("publicKey", genesis.sealer.publicKey);
        sealer.end();
    }
    writer.text("suite", genesis.suite);
    writer.time("time", genesis.time);
    writer.number("v", kGenesisVersion);
    writer.end();
    return out;
}

Status checkGenesis(const Genesis& genesis)
{
    MS_TRY(crypto::findSuite(genesis.suite));
    if (!checkMeterId(genesis.chain).ok()) {
        return genesisError("id", "The chain id must have 1 to 64 characters from 0-9 A-Z a-z . _ - and begin with a "
                                  "letter or digit.");
    }
    if (!genesis.time.inRange()) {
        return genesisError("time", "The genesis time is not between 1970 and 9999.");
    }
    if (genesis.leaves != LeafRule::Open) {
        return makeError(ErrorCode::Unsupported, "genesis.salted",
                         "The genesis document says that leaves are salted, which this program does not know. Nothing "
                         "was changed.");
    }
    if (!genesis.consortium()) {
        MS_TRY(under("ed25519-key", crypto::checkEd25519Key(genesis.sealer.publicKey, "sealer's key")));
    }
    return checkOrganisations(genesis);
}

Result<Genesis> parseGenesis(std::string_view text)
{
    if (text.size() > kMaxGenesisBytes) {
        return genesisError("too-large", fmt::format("The genesis document has {} bytes; at most {} are allowed.",
                                                     text.size(), kMaxGenesisBytes));
    }
    MS_ASSIGN(const nlohmann::json document, json::parseObject(text, Scope::Genesis));
    MemberReader in(document, Scope::Genesis);
    const std::uint64_t version = in.number("v", UINT32_MAX);
    if (!in.failed()) {
        MS_TRY(checkKnown(version, document));
    }
    Genesis genesis;
    genesis.suite = in.text("suite");
    genesis.chain = in.text("chain");
    genesis.time = in.time("time");
    const std::string leaves = in.text("leaves");
    if (in.has("engine")) {
        static_cast<void>(in.text("engine"));  // the one that checkKnown() knows
        genesis.engine = Engine::CometBft;
    }
    genesis.organisations = readOrganisations(in, genesis.consortium());
    if (!genesis.consortium()) {
        genesis.sealer = readSealer(in);
    }
    MS_TRY(in.finish());
    MS_ASSIGN(genesis.leaves, parseLeafRule(leaves));
    MS_TRY(checkGenesis(genesis));
    if (canonicalGenesis(genesis) != text) {
        return genesisError("not-canonical", "The genesis document is not in RFC 8785 canonical form (member order, "
                                             "white space, escapes, number form or a duplicate member).");
    }
    return genesis;
}

Hash256 fingerprintOf(const Genesis& genesis)
{
    return crypto::sha256(canonicalGenesis(genesis));
}

}  // namespace meterseal
