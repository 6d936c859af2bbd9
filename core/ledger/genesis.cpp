#include "meterseal/ledger/genesis.h"

#include "ledger/header_json.h"
#include "meterseal/base/text.h"
#include "meterseal/crypto/sha256.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

using json::MemberReader;
using json::MemberWriter;
using json::Scope;

constexpr std::size_t kMaxGenesisBytes = 1024 * 1024;

constexpr std::string_view kRoleNames[] = {"utility", "manufacturer", "insurer", "auditor"};  // Role 1, 2, ...

Error genesisError(std::string_view what, std::string message)
{
    return json::error(Scope::Genesis, what, std::move(message));
}

Status under(std::string_view what, const Status& status)
{
    return status.ok() ? Status() : Status(genesisError(what, status.error().message));
}

Status checkOrganisations(const std::vector<Organisation>& organisations)
{
    std::set<std::string_view> ids;
    std::set<crypto::PublicKey> keys;
    std::set<Role> roles;
    for (const Organisation& organisation : organisations) {
        MS_TRY(under("id", checkMeterId(organisation.id)));
        MS_TRY(under("text", checkText(organisation.name, "organisation's name")));
        MS_TRY(under("public-key", crypto::PublicKey::fromBytes(organisation.publicKey).status()));
        if (!organisation.active || !organisation.formerKeys.empty()) {
            return genesisError(
                "past", fmt::format("The organisation {} has a past; a ledger begins without one.", organisation.id));
        }
        if (!ids.insert(organisation.id).second) {
            return genesisError(
                "id-twice", fmt::format("Two organisations in the genesis document have the id {}.", organisation.id));
        }
        if (!keys.insert(organisation.publicKey).second) {
            return genesisError("key-twice",
                                fmt::format("The organisation {} has the public key of another one.", organisation.id));
        }
        roles.insert(organisation.role);
    }
    if (!roles.contains(Role::Utility) || !roles.contains(Role::Manufacturer)) {
        return genesisError("roles", "The genesis document must name at least one utility and one manufacturer, as "
                                     "registering a meter takes both.");
    }
    return {};
}

std::vector<Organisation> readOrganisations(MemberReader& in)
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
        if (const Status status = member.finish(); !status.ok()) {
            in.fail(status.error());
            break;
        }
        organisations.push_back(std::move(organisation));
    }
    return organisations;
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
        member.end();
    }
    out.push_back(']');
    writer.hex("sealer", genesis.sealer);
    writer.text("suite", genesis.suite);
    writer.time("time", genesis.time);
    writer.number("v", 1);
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
    if (genesis.sealer == crypto::Ed25519PublicKey{}) {
        return genesisError("sealer", "The sealer's public key is all zeros.");
    }
    return checkOrganisations(genesis.organisations);
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
    if (!in.failed() && version != 1) {
        return makeError(ErrorCode::Unsupported, "genesis.version",
                         fmt::format("The genesis document has version {}; this program knows version 1.", version));
    }
    Genesis genesis;
    genesis.suite = in.text("suite");
    genesis.chain = in.text("chain");
    genesis.time = in.time("time");
    genesis.organisations = readOrganisations(in);
    genesis.sealer = in.ed25519Key("sealer");
    MS_TRY(in.finish());
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
