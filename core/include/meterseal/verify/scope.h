// The scope of a verdict: which records it speaks of, who said so, and what the ledger holds beside them.
//
// A file says nothing about what was cut from it. So a verdict over a file always carries the meters and times it
// covers, whether somebody stated them or they were taken from the file itself, and two words: `intact` (each record
// given is the anchored one) and `complete` (within the scope the ledger holds nothing that was not given). PROTOCOL.md
// section 7.
//
// Thread-safety: values.
#pragma once

#include "meterseal/base/time.h"
#include "meterseal/source/record_source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

// What somebody says the file holds. With a stated range it speaks of that range.
enum class Coverage : std::uint8_t {
    NotStated,   // per meter, from its first to its last record in the file
    FileMeters,  // all records of the meters in the file
    AllMeters,   // all records of all meters of the ledger
    Extract,     // some records: what the file leaves out is no finding
};
std::string_view toString(Coverage coverage);  // "not-stated", "file-meters", "all-meters", "extract"

// Anchored records that the file does not have, in whole batches or parts of them.
struct HeldRecords {
    std::uint64_t records = 0;
    std::uint64_t batches = 0;
    std::optional<Timestamp> from, to;  // of the batches they are in; absent where there are none

    void add(std::uint64_t count, Timestamp start, Timestamp end);
};

struct VerifyScope {
    static constexpr std::size_t kMostNames = 20;  // of meters; the rest is counted

    Coverage coverage = Coverage::NotStated;
    std::optional<Timestamp> statedFrom, statedTo;
    std::optional<Timestamp> firstRecord, lastRecord;  // of the file
    std::uint64_t meters = 0;                          // in the file
    std::vector<std::string> meterNames;               // the first of them, in the file's order

    // Of the meters in the file, what the ledger holds before their first record there, after their last one, and
    // between.
    HeldRecords before, between, after;
    // Meters of the ledger of which the file has no record.
    std::uint64_t absentActive = 0;
    std::vector<std::string> absentNames;  // the first of them, by meter number
    HeldRecords absent;                    // AllMeters only: their records within the scope
    // Why the two above could not be told; then they count for nothing.
    std::string absentUnknown;

    bool stated() const { return coverage != Coverage::NotStated || statedFrom || statedTo; }
};

// Which lines of a file gave no record: given each rejected row as it comes, asked once the file was read. Neighbours
// are kept as one, so that a file of nothing but rejects costs no memory.
class UnreadRows {
public:
    struct Span {
        std::uint64_t firstLine = 0;
        std::uint64_t lines = 0;    // 0: as many as there are up to the next row
        std::uint64_t records = 0;  // as many as its lines can hold
        std::string reason;         // of the first row
    };
    // A row of alarm flags can hold as many records as there are flags.
    explicit UnreadRows(std::size_t recordsPerRow = 1) : m_recordsPerRow(recordsPerRow) {}
    void add(const RejectedRow& row);
    std::uint64_t count() const { return m_count; }
    const std::vector<Span>& spans() const { return m_spans; }

private:
    std::size_t m_recordsPerRow;
    std::vector<Span> m_spans;
    std::uint64_t m_count = 0;
};

}  // namespace meterseal
