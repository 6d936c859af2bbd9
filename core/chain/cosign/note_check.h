// Checkpoint notes that somebody hands over, held against one's own copy of the ledger: cosignatures to keep, and other
// histories to find. Replicas and the sealer use the same checks.
//
// Thread-safety: that of the copy's append().
#pragma once

#include "chain/replica/ledger_copy.h"
#include "meterseal/chain/conflict.h"

#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

class NoteCheck {
public:
    // Both are borrowed. `seals`: the copy is the sealer's own, which may not lag behind what others cosigned.
    NoteCheck(LedgerCopy& copy, const ConflictFolder& conflicts, bool seals)
        : m_copy(copy), m_conflicts(conflicts), m_seals(seals)
    {}

    // reason: blocks.other-ledger
    Status checkOrigin(const std::string& origin, std::string_view source) const;
    // A header of a height that is here: the same bytes, no proof of anything (seal.*), or a conflict, kept.
    Status compareSealed(const Checkpoint& theirs, std::string_view note, std::string_view source);
    // Keeps the valid ones of `given` for a block that is here and gives them back.
    Result<std::vector<Cosignature>> keepKnown(const SealedBlock& block, const std::vector<Cosignature>& given);
    // As Replica::addCosignatures; at the sealer also Conflict/ledger.behind-cosigned, kept as a mark, where an active
    // member cosigned a block that is not here.
    Result<std::vector<Cosignature>> addCosignatures(std::string_view note, std::string_view source);
    // As Replica::compareNote.
    Result<Height> compareNote(std::string_view note, std::string_view source);
    // Keeps the evidence; the error that says so.
    Error conflict(ConflictKind kind, const Checkpoint& theirs, std::string_view note, std::string_view source,
                   std::string explanation, std::string reason = {}, const BlockFrame* frame = nullptr);

private:
    Result<std::string> noteAt(Height height);
    Error notHere(const Checkpoint& checkpoint, std::string_view note, std::string_view source);

    LedgerCopy& m_copy;
    const ConflictFolder& m_conflicts;
    const bool m_seals;
};

}  // namespace meterseal
