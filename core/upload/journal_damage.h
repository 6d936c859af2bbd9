// What a bad place in records/ or batches/ took with it, as far as it and its neighbours tell, and where the segment is
// kept.
//
// Thread-safety: pure functions, and one that writes a file.
#pragma once

#include "upload/segment_log.h"

#include <optional>
#include <string>

namespace meterseal::upload {

// Live records that were acknowledged and cannot be read any more.
struct LostRows {
    std::string job;             // empty: not known
    std::uint64_t firstRow = 0;  // 0: not known
    std::uint64_t endRow = 0;    // 0: not known
    std::string text;            // what, where, why, what was kept, what to do
    bool told = false;           // by an earlier start already
};

// `before`: the row after the last one that is known in front of the place; `after`: the first one behind it.
LostRows lostRows(const LogDamage& damage, const std::filesystem::path& segment, std::optional<std::uint64_t> before,
                  std::optional<std::uint64_t> after);
// A batch: rows of a file are read from it again, live ones from records/ where their segment is still there.
LostRows lostBatch(const LogDamage& damage, const std::filesystem::path& segment);

// Copies the segment to "<number>.damaged", unless that is there already (false then).
Result<bool> keepDamaged(const std::filesystem::path& segment);

}  // namespace meterseal::upload
