// How the organisations of a ledger came to be what they are: every transaction that added, rotated or retired one,
// with who signed it. The ones of the beginning stand in the genesis document.
//
// Thread-safety: that of the reader.
#pragma once

#include "meterseal/ledger/reader.h"

namespace meterseal {

struct OrganisationChange {
    TxRow tx;
    OrganisationBody body;
    std::vector<std::string> signers;  // ids, in the order of the signatures; a key of nobody: its hex digits
};
// The newest first. Whether the signatures hold is fsck's question.
Result<std::vector<OrganisationChange>> organisationChanges(LedgerReader& reader);

}  // namespace meterseal
