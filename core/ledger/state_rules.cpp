#include "ledger/state_rules.h"

namespace meterseal {

namespace {

constexpr TxRuleText kRules[] = {
    {TxRule::WrongChain, "tx.wrong-chain", "The header names another chain."},
    {TxRule::SignerMissing, "tx.signer-missing", "A signature that the type asks for is not there."},
    {TxRule::SignerUnexpected, "tx.signer-unexpected", "A key signed that was not asked for."},
    {TxRule::SignerTwice, "tx.signer-twice", "The same key signed twice."},
    {TxRule::BadSignature, "tx.bad-signature", "A signature does not hold for the header and its key."},
    {TxRule::LeavesUnexpected, "tx.leaves-unexpected", "Leaves in a transaction that is no convert."},
    {TxRule::CountMismatch, "tx.count-mismatch", "The header's count is not the number of leaves."},
    {TxRule::RootMismatch, "tx.root-mismatch", "The header's root is not the Merkle root of the leaves."},
    {TxRule::Duplicate, "tx.duplicate", "The same transaction is on the ledger already."},
    {TxRule::SignerOrder, "tx.signer-order", "A registration signed by the meter key before the organisation."},
    {TxRule::SignerUnknown, "tx.signer-unknown", "The signing key belongs to no organisation of this ledger."},
    {TxRule::SignerRotated, "tx.signer-rotated", "The signing key was replaced by a newer one of its organisation."},
    {TxRule::SignerRetired, "tx.signer-retired", "The signing organisation is retired."},
    {TxRule::Role, "tx.role", "The signing organisation's role may not do this."},
    {TxRule::MnInUse, "tx.mn-in-use", "The meter id is taken by a meter that was not rejected."},
    {TxRule::AddressInUse, "tx.address-in-use", "The address and public key stand on the ledger already."},
    {TxRule::KeyInUse, "tx.key-in-use", "The public key stands, or once stood, for somebody else."},
    {TxRule::RegisterUnknown, "tx.register-unknown", "The review names no registration on this ledger."},
    {TxRule::ReviewDecided, "tx.review-decided", "The registration is approved or rejected already."},
    {TxRule::ReviewTwice, "tx.review-twice", "An organisation of this role has approved already."},
    {TxRule::MeterUnknown, "tx.meter-unknown", "No such meter is on this ledger."},
    {TxRule::MnMismatch, "tx.mn-mismatch", "The address belongs to a meter with another meter id."},
    {TxRule::ForeignKey, "tx.foreign-key", "The signing key is not the one the meter must sign with."},
    {TxRule::NotApproved, "tx.not-approved", "The meter is not approved by both, so it cannot be activated."},
    {TxRule::AlreadyActive, "tx.already-active", "The meter has been activated before."},
    {TxRule::TokenWrong, "tx.token-wrong", "The token is not the one that was registered."},
    {TxRule::TokenExpired, "tx.token-expired", "The block's time is later than the token's expiry."},
    {TxRule::NotActive, "tx.not-active", "The meter is not active yet, or was rejected."},
    {TxRule::Suspended, "tx.suspended", "The meter is suspended."},
    {TxRule::NotSuspended, "tx.not-suspended", "Only a suspended meter can be resumed."},
    {TxRule::Retired, "tx.retired", "The meter is retired, which is final."},
    {TxRule::PrevStale, "tx.prev-stale", "prev is not the hash of the meter's last convert (a gap or a fork)."},
    {TxRule::NoMajority, "tx.no-majority", "Not more than half of the active organisations signed."},
    {TxRule::MajorityRoles, "tx.majority-roles", "No utility or no manufacturer is among the signers."},
    {TxRule::OrganisationExists, "tx.organisation-exists", "The organisation's id is or was in use."},
    {TxRule::OrganisationUnknown, "tx.organisation-unknown", "No organisation has this id."},
    {TxRule::OrganisationRetired, "tx.organisation-retired", "The organisation is retired, which is final."},
    {TxRule::OrganisationMismatch, "tx.organisation-mismatch",
     "The name, role or (to retire) a key is not what the ledger has under this id."},
    {TxRule::LastOfRole, "tx.last-of-role", "Retiring it would leave no active utility or no active manufacturer."},
    {TxRule::RotateNothing, "tx.rotate-nothing", "The rotation names no new key."},
    {TxRule::ValidatorMember, "tx.validator-member",
     "validatorKey is missing in a consortium's ledger, or stands in one that has a sealer."},
    {TxRule::ValidatorSet, "tx.validator-set",
     "More than a third of the validators would change in one block, or too few would be left."},
};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < std::size(kRules); ++i) {
        if (static_cast<std::size_t>(kRules[i].rule) != i) {
            return false;
        }
    }
    return std::size(kRules) == static_cast<std::size_t>(TxRule::ValidatorSet) + 1;
}
static_assert(inOrder(), "kRules lists every rule, in the order of the enumeration");

}  // namespace

std::span<const TxRuleText> txRules()
{
    return kRules;
}

Error refuse(TxRule rule, std::string message)
{
    return makeError(ErrorCode::Conflict, kRules[static_cast<std::size_t>(rule)].reason, std::move(message));
}

}  // namespace meterseal
