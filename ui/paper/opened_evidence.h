// An evidence bundle as the page has it: its bytes, read once, and what an inspection found. On a worker; the file is
// read and never changed.
#pragma once

#include "meterseal/evidence/calculation.h"
#include "meterseal/evidence/inspect.h"
#include "meterseal/record/health_record.h"

#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal::ui {

struct OpenedEvidence {
    std::filesystem::path file;
    std::shared_ptr<const std::string> bytes;
    EvidenceReport report;
    std::vector<BundledRecord> records;  // none where the container or a member cannot be read
    std::vector<BundledMember> members;
    std::string note;  // the member "checkpoint"
    // Of ALTERED records by batch and leaf, where the anchored one was found by search and is proved by its hash.
    std::map<std::pair<std::uint64_t, std::uint32_t>, HealthRecord> anchored;
    std::uint64_t guesses = 0;
    bool searchedWhole = true;
    std::optional<EvidenceCalculation> calculation;  // of the first record that is not the anchored one, else the first
    std::optional<Hash256> program;                  // SHA-256 of this program's file
    std::optional<bool> sameAfterwards;              // the file has the same SHA-256 after the inspection
};

// A record that the bundle shows, as it was judged.
struct EvidenceRow {
    HealthRecord record;
    Verdict verdict = Verdict::Intact;
    std::string reason, message;         // reason empty: not judged, a step before the records fails
    std::optional<std::uint64_t> index;  // none: stands in no batch shown
    std::uint32_t leaf = 0;
    Height height = 0;
    Timestamp anchoredAt;
    std::optional<HealthRecord> anchored;  // proved
};
// What is wrong first, then by place.
std::vector<EvidenceRow> evidenceRows(const OpenedEvidence& opened);

// reason: evidence.file, container.too-large, verify.cancelled
Result<OpenedEvidence> openEvidence(const std::filesystem::path& file, const EvidenceTrust& trust,
                                    const std::stop_token& stop);
// The same bytes under another trust.
Result<OpenedEvidence> inspectAgain(const OpenedEvidence& opened, const EvidenceTrust& trust,
                                    const std::stop_token& stop);

}  // namespace meterseal::ui
