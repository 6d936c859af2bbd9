// The local side of a verification: every record of a file as 64 bytes, given back meter by meter.
//
//   (add)* finish (nextMeter)*
//
// Up to `memoryRecords` stay in memory. Beyond, runs ordered by meter go to temporary files, which have no name once
// they are open, so that they vanish with the process however it ends. One meter's records must fit into memory.
//
// Thread-safety: one thread at a time. After finish() meterId(), alarmCode(), toRecord() and sortForBatch() may be
// called from any thread beside nextMeter().
#pragma once

#include "meterseal/record/health_record.h"
#include "meterseal/source/record_source.h"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace meterseal::verify {

struct LocalRecord {
    std::uint32_t meter = 0;      // number in the dictionary of meters
    std::uint32_t alarmCode = 0;  // number in the dictionary of alarm codes
    Timestamp time;
    double value = 0;
    Hash256 leaf;
    std::uint64_t line = 0;
};
static_assert(sizeof(LocalRecord) == 64, "runs are written as they lie in memory");

// Texts that come again and again, by number.
class Dictionary {
public:
    std::uint32_t numberOf(std::string_view text);
    const std::string& text(std::uint32_t number) const { return m_texts[number]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_texts.size()); }

private:
    std::deque<std::string> m_texts;  // a deque, so that the keys below stay where they are
    std::unordered_map<std::string_view, std::uint32_t> m_numbers;
};

class SpilledRun;

class LocalRecords {
public:
    // An empty folder means the system's.
    LocalRecords(std::size_t memoryRecords, std::filesystem::path temporaryFolder);
    ~LocalRecords();

    // Cancelled where asked to stop. reason: verify.temporary-folder, verify.temporary-io
    Status add(std::span<const SourceRow> rows, const std::stop_token& stop = {});
    Status finish(const std::stop_token& stop = {});

    // The records of the next meter, in order of the meters' first appearance, unsorted. False: there are no more.
    // Cancelled where asked to stop.
    Result<bool> nextMeter(std::vector<LocalRecord>& records, const std::stop_token& stop);

    std::uint64_t size() const { return m_size; }
    std::size_t runCount() const { return m_runs.size(); }
    std::uint32_t meterCount() const { return m_meters.size(); }
    const std::string& meterId(std::uint32_t meter) const { return m_meters.text(meter); }
    HealthRecord toRecord(const LocalRecord& record) const;

    // Brings one meter's records into batch order, (time, canonical bytes), and drops those equal to another; the first
    // line stays. Returns how many were dropped. Cancelled where asked to stop.
    Result<std::uint64_t> sortForBatch(std::vector<LocalRecord>& records, const std::stop_token& stop) const;

private:
    void groupByMeter();
    Status spill(const std::stop_token& stop);
    bool before(const LocalRecord& a, const LocalRecord& b) const;
    Result<bool> nextMeterInMemory(std::vector<LocalRecord>& records, const std::stop_token& stop);
    Result<bool> nextMeterFromRuns(std::vector<LocalRecord>& records, const std::stop_token& stop);

    LocalRecord& held(std::size_t i) { return m_chunks[i / kChunk][i % kChunk]; }

    static constexpr std::size_t kChunk = 16384;
    const std::size_t m_memoryRecords;
    const std::filesystem::path m_temporaryFolder;

    Dictionary m_meters, m_alarmCodes;
    std::vector<std::uint32_t> m_codeRank;  // by number: its place among the codes in canonical order

    std::vector<std::vector<LocalRecord>> m_chunks;  // chunks, so that growing never copies
    std::size_t m_held = 0;                          // records in m_chunks
    std::vector<std::uint32_t> m_groupEnd;           // by meter: end of its part of m_grouped
    std::vector<std::uint32_t> m_grouped;            // record numbers in m_chunks by meter
    std::uint32_t m_nextMeter = 0;

    std::vector<std::unique_ptr<SpilledRun>> m_runs;
    std::uint64_t m_size = 0;

    std::string m_canonical;  // scratch of add()
    std::vector<std::size_t> m_canonicalEnds;
    std::vector<ByteView> m_messages;
    std::vector<Hash256> m_leaves;
};

}  // namespace meterseal::verify
