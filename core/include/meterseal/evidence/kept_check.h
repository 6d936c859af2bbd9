// A checkpoint that somebody kept (a note, its header, or what was typed from a sheet of paper) held against a ledger:
// is this ledger's history still the one that it was of? And where it is a note: does its seal hold, and whose
// cosignatures do.
//
// Thread-safety: as the reader given.
#pragma once

#include "meterseal/evidence/sheet.h"

#include <string_view>
#include <vector>

namespace meterseal {

struct KeptCheck {
    KeptCheckpoint kept;
    HistoryCheck history;
    bool isSigned = false;  // a note; what was typed is the paper's word only
    Status seal;            // of a note
    struct Cosigner {
        std::string organisation, name;  // the name is empty where it is no member
        std::uint64_t seconds = 0;
        CosignatureCheck check = CosignatureCheck::UnknownKey;
    };
    std::vector<Cosigner> cosigners;

    // The same history, and nothing that was signed is broken.
    bool holds() const;
};

// reason: sheet.line, sheet.form, note.syntax, block.header, those of the ledger
Result<KeptCheck> checkKept(LedgerReader& reader, std::string_view text);

}  // namespace meterseal
