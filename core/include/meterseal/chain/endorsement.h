// On whose word a header stands: who sealed it and who cosigned it or a later one. The one place that knows; verdicts,
// block views and status show what it says.
//
// Counted are active organisations other than the sealer's, each once, with the key each had at the height it cosigned
// (members.h). A cosignature of a later header covers every header before it: a witness cosigns only what continues
// what it cosigned before. A quorum is the reader's policy; the default is more than half.
// Thread-safety: that of the reader.
#pragma once

#include "meterseal/ledger/reader.h"

#include <optional>
#include <string>
#include <vector>

namespace meterseal {

enum class EndorsementKind {
    Seal,         // the sealer's note signature
    Decision,     // a consortium's: one of the validators who decided it
    Cosignature,  // a member's
};

struct Endorsement {
    EndorsementKind kind = EndorsementKind::Seal;
    std::string organisation;  // id
    std::string name;          // its name as the ledger has it
    Height height = 0;         // of the header that carries it
    Timestamp at;  // cosignature: by the member's clock; seal: the block's own time; decision: the time of the
                   // header that says so
};

struct Endorsements {
    Height height = 0;  // the header asked for
    // The seal, or those of the validators who decided a consortium's block (none: not decided yet); then cosignatures,
    // the newest height first.
    std::vector<Endorsement> list;
    std::size_t validators = 0;  // of a consortium's block: of how many; 0: an embedded ledger, or not decided yet
    std::size_t cosigners = 0;   // organisations that cosigned
    std::size_t others = 0;      // active organisations other than the sealer's
    // The earliest cosignature that covers the header, or the time of the header that decided it: it existed no later.
    std::optional<Timestamp> noLaterThan;
    std::optional<Timestamp> newest;  // the latest cosignature

    bool quorum() const { return cosigners * 2 > others; }
};

// NotFound/ledger.no-such-block. Reads cosignatures of headers from `height` on.
Result<Endorsements> endorsementsOf(LedgerReader& reader, Height height);

// Those of the newest block that has a seal: on whose word the ledger stands as a whole. None: no block has one.
// A consortium's newest blocks have none until the header after them is decided.
Result<std::optional<Endorsements>> endorsementsOfLedger(LedgerReader& reader);
// That block. None: no block has a seal.
Result<std::optional<SealedBlock>> newestWithSeal(LedgerReader& reader);

// "sealed by Harbour Water alone"; "sealed by Harbour Water, cosigned by Meter Maker and Insurer (2 of 3 others), last
// 4 minutes ago"; "decided by 3 of 4 validators: Harbour Water, Meter Maker and Insurer". English; `at` is now.
std::string describe(const Endorsements& endorsements, Timestamp at);

}  // namespace meterseal
