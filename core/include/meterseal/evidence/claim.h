// What an evidence bundle says it shows (claim.json), so that a reader checks what was claimed and sees what was not.
// core/evidence/FORMAT.md has the members.
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"

#include <string>
#include <vector>

namespace meterseal {

struct EvidenceOriginal {
    std::uint64_t bytes = 0;
    std::string file;   // the member's name, "original/1.csv"
    std::string name;   // what the file was called
    bool part = false;  // header and chosen rows only
    Hash256 sha256;

    bool operator==(const EvidenceOriginal&) const = default;
};

struct EvidenceClaim {
    static constexpr std::uint64_t kFormat = 1;

    bool complete = false;  // all batches of the meters up to the checkpoint
    Timestamp from, to;
    std::vector<std::string> meters;  // ascending, at least one
    std::vector<std::string> needs;   // what a reader must understand, ascending
    std::vector<EvidenceOriginal> originals;
    std::string presenterName, presenterOrganisation;  // may be empty
    std::string program, text;
    Timestamp time;  // when the bundle was made, by the presenter's clock

    bool operator==(const EvidenceClaim&) const = default;
};

std::string printClaim(const EvidenceClaim& claim);
// The canonical form and the known members only. reason: claim.form; claim.format for another format number
Result<EvidenceClaim> parseClaim(std::string_view json);

}  // namespace meterseal
