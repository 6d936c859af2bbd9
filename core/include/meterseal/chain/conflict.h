// Two histories of one ledger, or a sealer that breaks its rules: what was found is kept as evidence that others can
// check, and stops replica and cosigning until people have decided.
//
//   conflict/<utc>-<height>/   beside the ledger file, never overwritten, in no clean-up
//     about.json               {v, kind, origin, height, foundAt, source, reason, explanation}
//     ours.note                the checkpoint note this replica holds at the height in question, or before it
//     theirs.note              the sealed note that does not fit it
//     ours.seal, theirs.seal   of a consortium: the light blocks; who signed both stands in them
//     theirs.mseal-blocks      the block, where its transactions are what breaks a rule
//
// Anyone with the genesis document can check the notes; a broken rule needs a replica to that height.
// Thread-safety: one thread per folder.
#pragma once

#include "meterseal/chain/block_file.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace meterseal {

enum class ConflictKind {
    Fork,        // two sealed headers of one height
    Chain,       // a sealed header does not follow ours: another block before it
    LogShrinks,  // its log is not longer than ours
    TimeBack,    // its time is before ours
    Rule,        // it holds a transaction that the rules refuse
    WitnessKey,  // a cosignature of ours that we did not make: somebody else has the key
};
std::string_view toString(ConflictKind kind);  // "fork", "chain", "log-shrinks", "time-back", "rule", "witness-key"

struct Conflict {
    ConflictKind kind = ConflictKind::Fork;
    Height height = 0;
    std::string source;       // where it came from, as the source names itself
    std::string reason;       // Rule only: tx.*, wire.*, header.*
    std::string explanation;  // English
    std::string ours;         // notes; ours may be empty before the first block
    std::string theirs;
    std::optional<BlockFrame> frame;
    Bytes ourSeal{}, theirSeal{};  // of a consortium's blocks
};

class ConflictFolder {
public:
    // Beside the ledger file.
    explicit ConflictFolder(const std::filesystem::path& ledgerFile);

    const std::filesystem::path& path() const { return m_folder; }
    // The folder it was kept in, synced. reason: conflict.io
    Result<std::filesystem::path> keep(const Conflict& conflict, const Genesis& genesis, Timestamp foundAt) const;
    // Folders of conflicts that were found and not put away, oldest first.
    std::vector<std::filesystem::path> open() const;
    // Conflict/replica.conflict where there is one: what was found, where it lies, what to do.
    Status check() const;

private:
    std::filesystem::path m_folder;
};

}  // namespace meterseal
