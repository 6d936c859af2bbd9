#include "meterseal/workspace/seen_checkpoints.h"

#include "meterseal/file/whole_file.h"
#include "meterseal/ledger/history.h"

#include <cstdlib>
#include <fmt/format.h>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxNoteBytes = 1u << 20;

std::string shown(const SealedBlock& block)
{
    const BlockHeader& header = block.header;
    return fmt::format("block {} of {} with {} transactions and log root {}", header.height,
                       formatTimestamp(header.time), header.logSize, header.logRoot.hex());
}

Result<Checkpoint> readSeen(const fs::path& file, const std::string& text, const Genesis& genesis)
{
    auto checkpoint = parseCheckpoint(text, genesis);
    // A note holds no seal of a consortium: that block's was checked when this was written down.
    const bool whole =
        checkpoint.ok() && (genesis.consortium() ? checkpoint->block.header.fingerprint == fingerprintOf(genesis)
                                                 : checkSeal(checkpoint->block, genesis).ok());
    if (whole) {
        return checkpoint;
    }
    return makeError(ErrorCode::Damaged, "ledger.seen-damaged",
                     fmt::format("{}, the newest checkpoint seen of this ledger, cannot be read, so that nobody can "
                                 "say whether the ledger still has the history that was seen. Nothing was changed. "
                                 "Compare the ledger with a checkpoint kept elsewhere, then remove the file.",
                                 file.string()));
}

Status judge(const HistoryCheck& found, const SealedBlock& seen, const fs::path& file)
{
    const std::string own = found.own ? shown(*found.own) : "no block at all";
    switch (found.relation) {
    case HistoryRelation::Same:
    case HistoryRelation::Earlier:
        return {};
    case HistoryRelation::Ahead:
        return makeError(
            ErrorCode::Conflict, "ledger.shorter",
            fmt::format("The ledger is shorter than it was: its newest is {}; {} was seen before. It is an older copy, "
                        "or its end was cut off. Nothing was changed. Take the ledger from a newer backup; if this "
                        "one is to go on, remove {} first.",
                        own, shown(seen), file.string()));
    case HistoryRelation::Other:
    case HistoryRelation::OtherLedger:
        break;
    }
    return makeError(
        ErrorCode::Conflict, "ledger.other-history",
        fmt::format(
            "The ledger's history is not the one that was seen before: it now has {}; seen was {}, vouched "
            "for as this one is. Nothing was changed. Keep both ({} holds what was seen) and show them to the other "
            "parties.",
            own, shown(seen), file.string()));
}

}  // namespace

Result<SeenCheckpoints> SeenCheckpoints::ofThisPerson()
{
    // The XDG specification: a relative path in the variable is to be ignored.
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') {
        return SeenCheckpoints(fs::path(state) / "meterseal" / "checkpoints");
    }
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
        return SeenCheckpoints(fs::path(home) / ".local" / "state" / "meterseal" / "checkpoints");
    }
    return makeError(ErrorCode::InvalidArgument, "workspace.no-folder",
                     "There is no home folder to remember checkpoints in.");
}

fs::path SeenCheckpoints::fileOf(const Hash256& fingerprint) const
{
    return m_folder / (fingerprint.hex() + ".note");
}

Status SeenCheckpoints::compare(LedgerReader& reader) const
{
    const fs::path file = fileOf(reader.fingerprint());
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    std::error_code ignored;
    if (fs::exists(file, ignored)) {
        MS_ASSIGN(const std::string text, readWhole(file, kMaxNoteBytes));
        MS_ASSIGN(const Checkpoint seen, readSeen(file, text, reader.genesis()));
        MS_ASSIGN(const HistoryCheck found, compareHistory(reader, seen.block.header));
        MS_TRY(judge(found, seen.block, file));
        if (found.relation == HistoryRelation::Same) {
            return {};
        }
    }
    // A head whose own seal does not hold is nothing to remember; opening and fsck say what is wrong with it.
    if (totals.head && checkSeal(*totals.head, reader.genesis()).ok()) {
        fs::create_directories(m_folder, ignored);
        static_cast<void>(replaceFile(file, checkpointNote(*totals.head, reader.genesis(), {}), kPrivateMode));
    }
    return {};
}

}  // namespace meterseal
