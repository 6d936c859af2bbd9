// An evidence bundle verified without ledger, network or workspace: fourteen steps, each with what was expected and
// found, and a verdict of three lines (which records; since when; on whose word). core/evidence/FORMAT.md section 6.
//
// What was not checked is said, never passed over. A verdict is not an Error.
// Thread-safety: pure functions; a running inspection owns its worker threads.
#pragma once

#include "meterseal/document/json.h"
#include "meterseal/evidence/claim.h"
#include "meterseal/evidence/sheet.h"
#include "meterseal/ledger/block.h"
#include "meterseal/ledger/log_entry.h"
#include "meterseal/verify/verifier.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal {

enum class EvidenceResult {
    Holds,
    Fails,
    Open,        // holds as far as the bundle goes; the inspector must compare or ask for something
    Absent,      // the bundle has nothing of this kind
    NotChecked,  // a step that it needs did not hold
};
std::string_view toString(EvidenceResult result);  // "holds", "fails", "open", "absent", "not-checked"

struct EvidenceStep {
    int number = 0;  // 1..14
    std::string_view name;
    EvidenceResult result = EvidenceResult::NotChecked;
    std::string reason;           // where it fails or is open: stable
    std::string expected, found;  // of the first trouble; else what was checked, in figures
};

enum class EvidenceVerdict {
    Holds,    // all three lines are green
    Amber,    // nothing is wrong, and something is open or narrower than claimed
    Altered,  // a record shown is not the one that was anchored at its place
    Refused,  // a step before the records fails: nothing is proved
};
std::string_view toString(EvidenceVerdict verdict);  // "holds", "amber", "altered", "refused"

enum class LineColour { Green, Amber, Red };
struct EvidenceLine {
    LineColour colour = LineColour::Amber;
    std::string text;
};

// What the inspector brings: never from the presenter.
struct EvidenceTrust {
    std::vector<Hash256> fingerprints;   // of ledgers that were compared
    std::vector<KeptCheckpoint> sheets;  // kept elsewhere: typed, scanned, or a note
    std::string timeAuthorities = {};    // certificates (PEM) of authorities whose time stamps count; empty: none does
};

struct EvidenceBatch {
    std::uint64_t index = 0;  // in the log
    Hash256 tx;
    std::string mn;
    Height height = 0;
    Timestamp anchoredAt;  // by the sealer
    Timestamp start, end;
    std::uint32_t count = 0, shown = 0;
    bool linked = false;  // to the batch before it in the bundle
};

struct EvidenceFinding {
    std::uint64_t index = 0;  // of the batch in the log
    std::uint32_t leaf = 0;   // from 0
    Finding finding;          // its verdict is of this place
};

struct EvidenceCosigner {
    std::string organisation, name;
    Height height = 0;
    std::uint64_t seconds = 0;
    bool counts = false;
    std::string why;  // where it does not count
};

// A time stamp of somebody else (RFC 3161) over a checkpoint of the bundle. One that does not count changes nothing.
struct EvidenceTimeStamp {
    Height height = 0;
    std::uint64_t logSize = 0;
    std::optional<Timestamp> time;  // none where it cannot be read
    std::string authority;
    bool counts = false;   // it holds by a certificate that the inspector brought
    bool checked = false;  // he brought some
    std::string reason, why;
};

struct EvidenceReport {
    static constexpr std::size_t kMostFindings = 10'000;

    Hash256 sha256;  // of the bundle
    std::uint64_t bytes = 0;
    std::vector<std::string> members;
    std::vector<EvidenceStep> steps;  // always fourteen
    EvidenceVerdict verdict = EvidenceVerdict::Refused;
    EvidenceLine records, since, word;
    std::vector<std::string> notes;  // what was not checked or cannot be shown by a bundle

    std::optional<EvidenceClaim> claim;
    std::optional<Genesis> genesis;
    Hash256 fingerprint;
    bool fingerprintConfirmed = false;
    std::optional<BlockHeader> checkpoint;
    std::vector<BlockHeader> earlier;  // ascending
    std::vector<EvidenceCosigner> cosigners;
    std::vector<EvidenceTimeStamp> timeStamps;
    std::size_t others = 0;  // active members beside the sealer's at the checkpoint
    std::vector<EvidenceBatch> batches;
    std::vector<EvidenceFinding> findings;  // of records that are not INTACT at their place, the first of them
    std::vector<Finding> unplaced;          // of unplaced.jsonl
    std::uint64_t shown = 0, intact = 0, altered = 0, undetermined = 0, withheld = 0, extra = 0;
    std::uint64_t originalRows = 0, originalRowsOpen = 0;  // compared; could not be mapped again
    std::optional<Timestamp> noLaterThan;                  // of the latest batch with records shown
    std::string noLaterThanBy;

    const EvidenceStep* firstFailed() const;
};

EvidenceReport inspectEvidence(ByteView file, const EvidenceTrust& trust, std::stop_token stop = {});
// Reads the file without changing it. reason: evidence.file, container.too-large
Result<EvidenceReport> inspectEvidenceFile(const std::filesystem::path& file, const EvidenceTrust& trust,
                                           std::stop_token stop = {});

Json toJson(const EvidenceReport& report);

}  // namespace meterseal
