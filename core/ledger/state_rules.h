// Every reason with which a well-formed transaction can be refused, in one place: the code makes tx.* errors only
// through refuse(), and a test holds this list against the README and against the tests.
#pragma once

#include "meterseal/base/result.h"

#include <span>
#include <string>
#include <string_view>

namespace meterseal {

enum class TxRule {
    // Seen without the ledger (checkTransaction).
    WrongChain,
    SignerMissing,
    SignerUnexpected,
    SignerTwice,
    BadSignature,
    LeavesUnexpected,
    CountMismatch,
    RootMismatch,
    // Seen by the state.
    Duplicate,
    SignerOrder,
    SignerUnknown,
    SignerRotated,
    SignerRetired,
    Role,
    MnInUse,
    AddressInUse,
    KeyInUse,
    RegisterUnknown,
    ReviewDecided,
    ReviewTwice,
    MeterUnknown,
    MnMismatch,
    ForeignKey,
    NotApproved,
    AlreadyActive,
    TokenWrong,
    TokenExpired,
    NotActive,
    Suspended,
    NotSuspended,
    Retired,
    PrevStale,
    NoMajority,
    MajorityRoles,
    OrganisationExists,
    OrganisationUnknown,
    OrganisationRetired,
    OrganisationMismatch,
    LastOfRole,
    RotateNothing,
    ValidatorMember,
    ValidatorSet,
};

struct TxRuleText {
    TxRule rule;
    std::string_view reason;    // "tx.prev-stale"
    std::string_view sentence;  // what the README says of it
};

// In the order of the enumeration.
std::span<const TxRuleText> txRules();

// ErrorCode::Conflict with the rule's reason.
Error refuse(TxRule rule, std::string message);

}  // namespace meterseal
