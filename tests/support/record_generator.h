// Made-up health records, the same for the same options: what benchmarks and larger tests read.
//
// Records are computed from (seed, meter, index), not kept, so that a million of them cost no memory. The times of a
// meter ascend strictly; no two records are equal. Most canonical records are 90 to 110 bytes, like real ones.
#pragma once

#include "meterseal/record/health_record.h"
#include "meterseal/source/profile.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace meterseal::test {

enum class RecordOrder {
    Grouped,      // all of the first meter, then all of the second, ...
    RoundRobin,   // the first record of each meter, then the second of each, ...: as readings come in
    Interleaved,  // a hundred meters at a time, round robin among them: batches fill all along, as in a steady state
};

struct RecordGeneratorOptions {
    std::uint64_t seed = 1;
    std::uint32_t meters = 10000;
    std::uint32_t recordsPerMeter = 100;
    RecordOrder order = RecordOrder::Grouped;
    Timestamp first{1790812800000};  // 2026-10-01T00:00:00Z
    std::int64_t stepMs = 3600 * 1000;
};

class RecordGenerator {
public:
    explicit RecordGenerator(RecordGeneratorOptions options) : m_options(options) {}

    const RecordGeneratorOptions& options() const { return m_options; }
    std::uint64_t size() const { return std::uint64_t(m_options.meters) * m_options.recordsPerMeter; }

    // The same id as LedgerBuilder::meter(i) has: twelve digits.
    static std::string meterId(std::uint32_t meter);
    // Precondition: meter < meters, index < recordsPerMeter.
    HealthRecord record(std::uint32_t meter, std::uint32_t index) const;
    // All records in the order asked for; the reference is valid during the call only.
    void forEach(const std::function<void(const HealthRecord&)>& take) const;
    std::vector<HealthRecord> all() const;

    // Canonical records, one a line / header "mn,alarmCode,alarmTime,value" and rows. Throws where the file cannot be
    // written.
    void writeJsonLines(const std::filesystem::path& file) const;
    void writeCsv(const std::filesystem::path& file) const;

    static MappingProfile jsonLinesProfile();
    static MappingProfile csvProfile();

private:
    RecordGeneratorOptions m_options;
};

}  // namespace meterseal::test
