// The members of the consortium: who may sign, and how they change by consent.
#include "ledger/state_impl.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::size_t kFewestValidators = 4;  // that may lose one and go on

}  // namespace

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
    const bool keepsValidator =
        present != nullptr && body.validatorKey && present->validatorKey == body.validatorKey->key;
    if (body.validatorKey && body.validatorKey->key && !keepsValidator &&
        (ed25519Keys.contains(*body.validatorKey->key) || *body.validatorKey->key == body.witnessKey)) {
        return refuse(TxRule::KeyInUse,
                      fmt::format("The validator key for {} stands, or once stood, for a validator or "
                                  "a witness of this ledger. Nothing was changed; make a new key.",
                                  body.id));
    }
    return {};
}

// Those of active organisations.
std::set<crypto::Ed25519PublicKey> LedgerState::Impl::validators() const
{
    std::set<crypto::Ed25519PublicKey> keys;
    for (const Organisation& organisation : organisations) {
        if (organisation.active && organisation.validatorKey) {
            keys.insert(*organisation.validatorKey);
        }
    }
    return keys;
}

// Would the validators still be such that those before can be trusted to have let it happen? A block changes at most a
// third of them (one, where there are fewer than three), and there are never fewer than four once there were four.
Status LedgerState::Impl::checkValidators(const Organisation& changed)
{
    if (!consortium) {
        return {};
    }
    std::set<crypto::Ed25519PublicKey> present = validators();
    const bool firstInBlock = blockValidators == nullptr || blockValidators->height != applying;
    const auto atBegin =
        firstInBlock ? std::make_shared<const BlockValidators>(BlockValidators{applying, present}) : blockValidators;
    const auto& begin = atBegin->keys;
    const auto holder = std::find_if(organisations.begin(), organisations.end(),
                                     [&](const Organisation& o) { return o.id == changed.id; });
    if (holder != organisations.end() && holder->active && holder->validatorKey) {
        present.erase(*holder->validatorKey);
    }
    if (changed.active && changed.validatorKey) {
        present.insert(*changed.validatorKey);
    }
    const auto notIn = [](const auto& some, const auto& others) {
        return static_cast<std::size_t>(
            std::count_if(some.begin(), some.end(), [&](const auto& key) { return !others.contains(key); }));
    };
    const std::size_t most = std::max<std::size_t>(1, begin.size() / 3);
    const std::size_t least = begin.size() >= kFewestValidators ? kFewestValidators : 1;
    if (notIn(begin, present) > most || notIn(present, begin) > most || present.size() < least) {
        return refuse(
            TxRule::ValidatorSet,
            fmt::format("The block began with {} validators: it may replace {} of them, and at least {} stay. "
                        "Nothing was changed; spread the change over several blocks, and add before you take "
                        "away.",
                        begin.size(), most, least));
    }
    blockValidators = atBegin;
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
    organisation.validatorKey = body.validatorKey ? body.validatorKey->key : std::nullopt;
    MS_TRY(checkValidators(organisation));
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
    const bool newValidatorKey = body.validatorKey && organisation.validatorKey != body.validatorKey->key;
    if (!newPublicKey && !newWitnessKey && !newValidatorKey) {
        return refuse(TxRule::RotateNothing,
                      fmt::format("The rotation of {} names the keys it has. Nothing was changed; name at least one "
                                  "new key.",
                                  body.id));
    }
    if (newValidatorKey) {
        Organisation changed = organisation;
        changed.validatorKey = body.validatorKey->key;
        MS_TRY(checkValidators(changed));
        if (organisation.validatorKey) {
            organisation.formerValidatorKeys.push_back(*organisation.validatorKey);
        }
        organisation.validatorKey = changed.validatorKey;
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
    if (organisation.publicKey != body.publicKey || organisation.witnessKey != body.witnessKey ||
        (body.validatorKey && organisation.validatorKey != body.validatorKey->key)) {
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
    Organisation changed = organisation;
    changed.active = false;
    MS_TRY(checkValidators(changed));
    organisation.active = false;
    return {};
}

Result<Applied> LedgerState::Impl::applyBody(const OrganisationBody& body, const CheckedTransaction& tx, Timestamp)
{
    if (body.validatorKey.has_value() != consortium) {
        return refuse(TxRule::ValidatorMember,
                      fmt::format("The transaction {} a validator key, and this ledger {}. Nothing was changed.",
                                  consortium ? "does not name" : "names",
                                  consortium ? "has validators" : "is sealed by one party"));
    }
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
