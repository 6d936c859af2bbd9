// Makes a tampered copy of a readings file: ten changes of the kinds that matter, each where it cannot be taken for
// another. Deterministic: the same file gives the same changes.
#pragma once

#include "meterseal/record/health_record.h"
#include "meterseal/workspace/sample.h"

namespace meterseal {

// A row of readings.csv as text, and the record it is read as.
struct ReadingRow {
    std::string line;
    HealthRecord record;
};

// rows: in file order, those that were anchored. InvalidArgument where there are fewer than ten meters with twelve
// readings each.
Result<std::vector<PlantedChange>> writeTampered(const std::vector<ReadingRow>& rows, const std::string& header,
                                                 const std::filesystem::path& file);

}  // namespace meterseal
