// The members of a ledger at a height, and whose cosignatures of a header count (PROTOCOL.md section 6).
//
// A cosignature counts where the organisation was active at the header's height and signed with the witness key it had
// then, both as of after the block: members change by transactions of the log.
// Thread-safety: that of the reader.
#pragma once

#include "meterseal/ledger/reader.h"

#include <span>
#include <string>
#include <vector>

namespace meterseal {

// All organisations ever known at `height`, with the keys they had after its block; former keys are left out.
Result<std::vector<Organisation>> membersAt(LedgerReader& reader, Height height);

// Whose validators decide the seal of the block of this height; of an embedded ledger: nothing. Precondition: height >
// 0.
Result<SealTrust> sealTrustAt(LedgerReader& reader, Height height);
// Does the seal hold by what this ledger knows? The block need not be the one that is here. reason: as checkSeal
Status checkSealIn(LedgerReader& reader, const SealedBlock& block);

// Those of `cosignatures` that hold for the header and come from active members, each organisation once (the earliest).
// Lines that are unknown, of strangers or do not hold are left out: they say nothing.
std::vector<Cosignature> validCosignatures(const SealedBlock& block, std::span<const Cosignature> cosignatures,
                                           const Genesis& genesis, std::span<const Organisation> members);

}  // namespace meterseal
