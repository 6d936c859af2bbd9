// What keeps a sealer from sealing beside its own past: marks beside the ledger file.
//
//   cosigned-ahead.note  a note of a block that a member cosigned and that is not here: this copy is older than what
//                        was given out. Goes when the block is here.
//   restored             this copy was restored from a backup, and nobody has compared it with a member's since
//
// Thread-safety: one thread per ledger file.
#pragma once

#include "chain/replica/ledger_copy.h"

#include <filesystem>
#include <string_view>

namespace meterseal {

class SealerMarks {
public:
    explicit SealerMarks(const std::filesystem::path& ledgerFile);

    // Keeps the note of a higher, or another, header that an active member cosigned. The error that says so:
    // Conflict/ledger.behind-cosigned.
    Error keepAhead(const Checkpoint& theirs, std::string_view note, std::string_view source, Height ownHead) const;
    // A member's cosignature of a header that is here was checked: the restored copy is compared.
    Status compared() const;
    Status markRestored() const;
    // May a block be sealed on this copy? reason: ledger.behind-cosigned; ledger.restored (others cosign this ledger)
    Status check(LedgerCopy& copy) const;

private:
    Status checkAhead(LedgerCopy& copy) const;

    std::filesystem::path m_ahead, m_restored;
};

}  // namespace meterseal
