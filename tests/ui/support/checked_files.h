// Files to verify against a small world: what was anchored, word for word, and a copy with one change of each kind.
#pragma once

#include "meterseal/record/health_record.h"
#include "ui/support/small_world.h"

#include <filesystem>
#include <vector>

namespace meterseal::test {

struct CheckedFiles {
    std::vector<HealthRecord> records;  // of meter 0, one batch, in its order
    Hash256 tx;
    std::filesystem::path intact, altered;  // JSON Lines in the protocol's form

    // Places in `records` of what the altered copy changed.
    static constexpr std::size_t kAltered = 3, kMissing = 7, kExtraAfter = 11;
    HealthRecord alteredRecord() const;  // as it stands in the copy
    HealthRecord extraRecord() const;
};

// Anchors `count` records and writes the files into `folder`.
CheckedFiles makeCheckedFiles(SmallWorld& world, const std::filesystem::path& folder, std::size_t count = 40);

std::string linesOf(const std::vector<HealthRecord>& records);

}  // namespace meterseal::test
