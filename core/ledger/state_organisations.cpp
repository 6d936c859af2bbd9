// The members of the consortium: who may sign, and how they change by consent.
#include "ledger/state_impl.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

Result<std::uint32_t> LedgerState::Impl::activeOrganisation(const crypto::PublicKey& key) const
{
    const auto found = organisationKeys.find(key);
    if (found == organisationKeys.end()) {
        return refuse(TxRule::SignerUnknown, fmt::format("The key {} signed, but it belongs to no organisation of this "
                                                         "ledger. Nothing was changed.",
                                                         key.hex()));
    }
    const Organisation& organisation = organisations[found->second.organisation];
    if (!organisation.active) {
        return refuse(
            TxRule::SignerRetired,
            fmt::format("The organisation {} signed, but it is retired. Nothing was changed.", organisation.id));
    }
    if (!found->second.current) {
        return refuse(
            TxRule::SignerRotated,
            fmt::format("The organisation {} signed with a key that it has replaced. Nothing was changed; sign "
                        "with its present key {}.",
                        organisation.id, organisation.publicKey.hex()));
    }
    return found->second.organisation;
}

Result<std::uint32_t> LedgerState::Impl::signerOf(const CheckedTransaction& tx, bool manufacturerToo,
                                                  std::string_view what) const
{
    MS_ASSIGN(const std::uint32_t index, activeOrganisation(tx.tx.signatures.front().publicKey));
    const Organisation& organisation = organisations[index];
    const bool allowed =
        organisation.role == Role::Utility || (manufacturerToo && organisation.role == Role::Manufacturer);
    if (!allowed) {
        return refuse(TxRule::Role,
                      fmt::format("The organisation {} is of role {}; only a utility{} may {}. Nothing was "
                                  "changed.",
                                  organisation.id, toString(organisation.role),
                                  manufacturerToo ? " or a manufacturer" : "", what));
    }
    return index;
}

bool LedgerState::Impl::keyInUse(const crypto::PublicKey& key) const
{
    return organisationKeys.contains(key) || byAddress.contains(crypto::addressOf(key));
}

// The keys of an organisation that is added, or rotated from `present`: no key ever stands for two.
Status LedgerState::Impl::checkUnused(const OrganisationBody& body, const Organisation* present) const
{
    const bool keepsKey = present != nullptr && present->publicKey == body.publicKey;
    const bool keepsWitness = present != nullptr && present->witnessKey == body.witnessKey;
    if (!keepsKey && keyInUse(body.publicKey)) {
        return refuse(TxRule::KeyInUse,
                      fmt::format("The public key for {} stands, or once stood, for an organisation or a meter of this "
                                  "ledger. Nothing was changed; make a new key.",
                                  body.id));
    }
    if (!keepsWitness && ed25519Keys.contains(body.witnessKey)) {
        return refuse(TxRule::KeyInUse,
                      fmt::format("The witness key for {} stands, or once stood, for a witness or the sealer of this "
                                  "ledger. Nothing was changed; make a new key.",
                                  body.id));
    }
    return {};
}

Status LedgerState::Impl::checkMajority(const Transaction& tx) const
{
    bool utility = false;
    bool manufacturer = false;
    for (const TxSignature& signature : tx.signatures) {
        MS_ASSIGN(const std::uint32_t index, activeOrganisation(signature.publicKey));
        utility = utility || organisations[index].role == Role::Utility;
        manufacturer = manufacturer || organisations[index].role == Role::Manufacturer;
    }
    // An organisation has one current key and no key signs twice, so signatures are organisations.
    const auto active = static_cast<std::size_t>(
        std::count_if(organisations.begin(), organisations.end(), [](const Organisation& o) { return o.active; }));
    if (tx.signatures.size() * 2 <= active) {
        return refuse(
            TxRule::NoMajority,
            fmt::format("{} of {} active organisations signed; more than half are needed to change the members. "
                        "Nothing was changed; collect more signatures.",
                        tx.signatures.size(), active));
    }
    if (!utility || !manufacturer) {
        return refuse(TxRule::MajorityRoles,
                      fmt::format("No {} is among the organisations that signed; changing the members takes a utility "
                                  "and a manufacturer. Nothing was changed.",
                                  utility ? "manufacturer" : "utility"));
    }
    return {};
}

Status LedgerState::Impl::addOrganisation(const OrganisationBody& body)
{
    // Retired ids stay taken: an id in an old block must not come to mean somebody else.
    if (std::any_of(organisations.begin(), organisations.end(),
                    [&](const Organisation& o) { return o.id == body.id; })) {
        return refuse(
            TxRule::OrganisationExists,
            fmt::format("The organisation id {} is or was in use. Nothing was changed; choose another id.", body.id));
    }
    MS_TRY(checkUnused(body, nullptr));
    Organisation organisation;
    organisation.id = body.id;
    organisation.name = body.name;
    organisation.role = body.role;
    organisation.publicKey = body.publicKey;
    organisation.witnessKey = body.witnessKey;
    organisations.push_back(std::move(organisation));
    indexOrganisationKeys(static_cast<std::uint32_t>(organisations.size() - 1));
    return {};
}

Result<std::uint32_t> LedgerState::Impl::activeById(const OrganisationBody& body) const
{
    const auto found = std::find_if(organisations.begin(), organisations.end(),
                                    [&](const Organisation& o) { return o.id == body.id; });
    if (found == organisations.end()) {
        return refuse(TxRule::OrganisationUnknown,
                      fmt::format("No organisation has the id {}. Nothing was changed.", body.id));
    }
    if (!found->active) {
        return refuse(TxRule::OrganisationRetired,
                      fmt::format("The organisation {} is retired, which is final. Nothing was changed.", body.id));
    }
    if (found->name != body.name || found->role != body.role) {
        return refuse(
            TxRule::OrganisationMismatch,
            fmt::format("The ledger has {} as \"{}\", {}; the transaction says otherwise. Nothing was changed.",
                        found->id, found->name, toString(found->role)));
    }
    return static_cast<std::uint32_t>(found - organisations.begin());
}

Status LedgerState::Impl::rotateOrganisation(const OrganisationBody& body)
{
    MS_ASSIGN(const std::uint32_t index, activeById(body));
    Organisation& organisation = organisations[index];
    MS_TRY(checkUnused(body, &organisation));
    const bool newPublicKey = organisation.publicKey != body.publicKey;
    const bool newWitnessKey = organisation.witnessKey != body.witnessKey;
    if (!newPublicKey && !newWitnessKey) {
        return refuse(TxRule::RotateNothing,
                      fmt::format("The rotation of {} names the keys it has. Nothing was changed; name at least one "
                                  "new key.",
                                  body.id));
    }
    if (newPublicKey) {
        organisation.formerKeys.push_back(organisation.publicKey);
        organisation.publicKey = body.publicKey;
    }
    if (newWitnessKey) {
        organisation.formerWitnessKeys.push_back(organisation.witnessKey);
        organisation.witnessKey = body.witnessKey;
    }
    indexOrganisationKeys(index);
    return {};
}

Status LedgerState::Impl::retireOrganisation(const OrganisationBody& body)
{
    MS_ASSIGN(const std::uint32_t index, activeById(body));
    Organisation& organisation = organisations[index];
    if (organisation.publicKey != body.publicKey || organisation.witnessKey != body.witnessKey) {
        return refuse(TxRule::OrganisationMismatch,
                      fmt::format("The keys given are not the present ones of {}. Nothing was changed.", body.id));
    }
    const bool needed = organisation.role == Role::Utility || organisation.role == Role::Manufacturer;
    const auto ofRole = std::count_if(organisations.begin(), organisations.end(),
                                      [&](const Organisation& o) { return o.active && o.role == organisation.role; });
    // Without one of each no meter could be registered and no member changed ever again.
    if (needed && ofRole == 1) {
        return refuse(TxRule::LastOfRole, fmt::format("{} is the last active {}; without one the members could never "
                                                      "change again. Nothing was changed; add another one first.",
                                                      body.id, toString(organisation.role)));
    }
    organisation.active = false;
    return {};
}

Result<Applied> LedgerState::Impl::applyBody(const OrganisationBody& body, const CheckedTransaction& tx, Timestamp)
{
    MS_TRY(checkMajority(tx.tx));
    Applied applied;
    applied.type = TxType::Organisation;
    applied.organisation = organisations[*activeOrganisation(tx.tx.signatures.front().publicKey)].id;
    applied.organisationsChanged = true;
    switch (body.action) {
    case OrganisationAction::Add:
        MS_TRY(addOrganisation(body));
        break;
    case OrganisationAction::Rotate:
        MS_TRY(rotateOrganisation(body));
        break;
    case OrganisationAction::Retire:
        MS_TRY(retireOrganisation(body));
        break;
    }
    return applied;
}

}  // namespace meterseal
