// A checkpoint kept elsewhere: on a sheet of paper that is typed in later, or as a note in a file. What a person types
// is the paper's word only; a note is signed, which is checked apart (ledger/block.h).
//
// The sheet shows hashes as hex in groups of four digits, four groups a line, each line with its number and a check of
// two digits (CRC-8, polynomial 0x07, over the number's byte and the sixteen digits), so that a slip is found in its
// line:
//
//   chain      harbour-water
//   block      5
//   time       2026-01-04T00:10:00.000Z
//   entries    17
//   fingerprint                                  lines 1 to 4
//     1  8da4 9dc6 ...  ...  3f
//   root                                         lines 5 to 8
//   block hash                                   lines 9 to 12
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/ledger/block.h"
#include "meterseal/ledger/history.h"

#include <span>
#include <string>
#include <string_view>

namespace meterseal {

struct KeptCheckpoint {
    std::string chain;
    Hash256 fingerprint;
    std::uint64_t logSize = 0;
    Hash256 logRoot;
    Height height = 0;
    Timestamp time;
    Hash256 blockHash;

    static KeptCheckpoint of(const BlockHeader& header);
    // Every figure of it is the header's.
    bool isOf(const BlockHeader& header) const;
    bool operator==(const KeptCheckpoint&) const = default;
};

enum class SheetLanguage { English, Chinese };
// The sheet's text, with check words for the telephone and who cosigned. The labels that are read back are the same in
// both languages.
std::string checkpointSheet(const SealedBlock& block, std::span<const Cosignature> cosignatures,
                            std::span<const Organisation> organisations, SheetLanguage language);

// A sheet as typed (white space and capital letters of hex are forgiven), a header, or a note. reason: sheet.line
// (names the line whose check does not fit), sheet.form
Result<KeptCheckpoint> readKeptCheckpoint(std::string_view text);

// Is it one of this ledger's own? As compareHistory(), for what a sheet has. `own`: what this ledger has instead.
Result<HistoryCheck> compareHistory(LedgerReader& reader, const KeptCheckpoint& kept);
// "The ledger as of this sheet (9 transactions, ...) is unchanged inside the ledger before you." and its counterparts.
std::string describe(const KeptCheckpoint& kept, HistoryRelation relation);

}  // namespace meterseal
