// The ledger's log as its newest checkpoint has it: which leaves may be believed for a verification.
//
// The logRoot of the newest block whose seal holds is compared once with the roots of all subtrees of 256 leaves; from
// then on a leaf is believed where the 256 leaves around it give their subtree's root. The store keeps each leaf twice
// (as it is, and in the row it is computed from) and likewise the subtrees: where one copy is damaged the other is
// tried. Belongs to the reader's thread.
#pragma once

#include "meterseal/ledger/reader.h"
#include "verify/fault.h"

#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

namespace meterseal::verify {

// A consortium's block is committed before its seal is there: nothing is wrong with it, and nothing can be said of it.
inline constexpr std::string_view kNotDecidedYet = "batch.not-decided-yet";

class CheckedLog {
public:
    // The leaf of log entry `index` under the newest checkpoint, or why none can be believed. A checkpoint is read
    // again where the log has grown beyond it. reason: batch.not-decided-yet, batch.checkpoint, batch.log-root,
    // batch.log-unreadable
    std::variant<Hash256, Fault> leaf(LedgerReader& reader, std::uint64_t index);

private:
    std::optional<Fault> loadCheckpoint(LedgerReader& reader);
    std::optional<Fault> loadChunk(LedgerReader& reader, std::uint64_t number);

    std::optional<Fault> m_fault;  // of the checkpoint: then nothing is believed
    std::uint64_t m_size = 0;      // of the log at the checkpoint; 0: none is loaded
    std::vector<Hash256> m_roots;  // of subtrees of 256 leaves
    std::vector<Hash256> m_tail;   // the leaves after the last whole subtree
    // Subtrees looked at, each checked once; what was found wrong with one stays.
    struct Chunk {
        std::vector<Hash256> leaves;
        std::optional<Fault> fault;
    };
    std::unordered_map<std::uint64_t, Chunk> m_chunks;
};

}  // namespace meterseal::verify
