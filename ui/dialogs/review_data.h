// A registration as a reviewer needs it: every field, what could be checked of it, and who has decided what and why.
#pragma once

#include "meterseal/ledger/reader.h"

#include <string>
#include <vector>

namespace meterseal::ui {

struct ReviewDecision {
    std::string organisation;
    Role role = Role::Utility;
    bool approve = false;
    std::string reason;
    Timestamp time;  // the block's
    Hash256 tx;
};

struct ReviewData {
    MeterRow row;
    std::string submittedBy;
    Role submitterRole = Role::Utility;
    // Checks, each computed here from the transaction on the ledger and not taken from its index.
    bool sameAsTransaction = false;  // the signed header names these fields
    std::string derivedAddress;      // Base58(SHA256(publicKey))
    bool signaturesHold = false;     // the organisation's and the meter key's: whoever registered holds the key
    std::optional<Error> signatureFault;
    bool makerIsMember = false;             // an active manufacturer on the ledger has this name or id
    std::vector<ReviewDecision> decisions;  // oldest first

    bool addressFits() const { return derivedAddress == row.entry.address; }
};

Result<ReviewData> readReview(LedgerReader& reader, std::uint32_t id);

}  // namespace meterseal::ui
