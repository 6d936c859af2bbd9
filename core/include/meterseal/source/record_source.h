// RecordSource: a record file read as a stream of health records, in constant memory at any size.
//
//   open (read)* until it gives no rows
//
// Every row ends in exactly one place: a record, or a reject with line, column, reason and original text. Nothing is
// skipped silently and nothing is guessed. A row of alarm flags gives one record for each raised flag, all with the
// row's number; where none is raised it is counted as quiet.
//
// Thread-safety: one thread per source. Ownership: rows are reused between calls; copy what is to be kept.
#pragma once

#include "meterseal/record/health_record.h"
#include "meterseal/source/suggestion.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace meterseal {

struct SourceRow {
    HealthRecord record;     // checked: checkRecord(record).ok()
    std::uint64_t row = 0;   // 1-based data row (an array's element is one), header and preamble not counted
    std::uint64_t line = 0;  // 1-based line in the file where the row begins
};

struct RejectedRow {
    std::uint64_t row = 0;
    std::uint64_t line = 0;
    std::size_t column = 0;  // 1-based field; 0: the row as a whole
    std::string reason;      // source.*
    std::string message;
    std::string original;  // the row as it stands in the file, in UTF-8 where decodable; at most kMaxOriginalBytes
};
inline constexpr std::size_t kMaxOriginalBytes = 64 * 1024;
inline constexpr std::size_t kMaxRowBytes = 1024 * 1024;  // a longer row is rejected, its tail read past

class RecordSource {
public:
    using RejectSink = std::function<void(const RejectedRow&)>;

    // Gzip and zip are taken off, whatever they hold. reason: source.not-found, source.io, source.kind (another format
    // than the profile says, or one that is not read), source.encoding, source.header (a mapped column is not there),
    // source.table, source.workbook, source.database, source.zip*, source.gzip, source.protected, profile.*
    static Result<std::unique_ptr<RecordSource>> open(const std::filesystem::path& file, const MappingProfile& profile,
                                                      RejectSink rejects);
    // Over bytes in memory, borrowed.
    static Result<std::unique_ptr<RecordSource>> openMemory(std::string_view bytes, const MappingProfile& profile,
                                                            RejectSink rejects);
    virtual ~RecordSource() = default;

    // Fills `rows` with up to `max` rows (reusing their memory) and returns how many; 0 means the end of the file.
    // Rejects met on the way go to the sink. An Error (I/O) ends the stream.
    virtual Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) = 0;

    // Rows so far that are in order and give no record: no flag of theirs is raised, or their array is empty.
    virtual std::uint64_t quietRows() const { return 0; }
    // What a person must know of what was read so far and what was not: the sheet or zipped file read, hidden sheets,
    // formulas, a database's log. Complete at the end of the file.
    virtual std::vector<SuggestionNote> notes() const { return {}; }
    virtual std::uint64_t bytesRead() const = 0;
    virtual std::uint64_t bytesTotal() const = 0;
};

// Writes rejects as CSV (UTF-8 with BOM): file, line, column, reason, message, original text; formula-safe (see
// CsvWriter).
class RejectsFile {
public:
    enum class Mode {
        Replace,  // what a former run left under this name goes with the first reject
        Append,   // it stays, and rejects are added to it
    };
    // The file is made with the first reject only. `source` is the name written into the "file" column.
    RejectsFile(std::filesystem::path file, std::string source, Mode mode = Mode::Replace);
    ~RejectsFile();
    // reason: source.rejects-io
    Status add(const RejectedRow& row);
    // What was added before survives a power failure once this returns.
    Status sync();
    Status close();
    std::uint64_t count() const { return m_count; }

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    std::uint64_t m_count = 0;
};

}  // namespace meterseal
