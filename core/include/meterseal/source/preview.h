// The head of a record file as it stands there, beside what a mapping profile makes of it: for a person who corrects
// the profile; and rows of a file copied out again as they stand there, each with what was wrong with it.
//
// Thread-safety: pure functions of the file.
#pragma once

#include "meterseal/record/health_record.h"
#include "meterseal/source/record_source.h"

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal {

struct PreviewRow {
    std::uint64_t row = 0, line = 0;     // as SourceRow has them
    std::vector<std::string> cells;      // raw, in UTF-8; as many as there are columns, or fewer
    std::optional<HealthRecord> record;  // what the profile makes of it, or
    std::uint64_t records = 0;           // how many; more than one where several alarm flags are raised
    std::optional<RejectedRow> reject;   // why it makes nothing of it; neither: no flag is raised, or `fault` says why
};

struct Preview {
    std::vector<std::string> columns;  // header as decoded, "column 1" ..., or the members met
    std::vector<PreviewRow> rows;
    std::uint64_t good = 0, rejected = 0;  // of `rows`
    Encoding encoding = Encoding::Utf8;    // named or detected
    std::string separator;                 // named or detected; empty for JSON and where it is in doubt
    bool more = false;                     // the file goes on behind these rows
    std::vector<SuggestionNote> notes;     // as RecordSource::notes() has them for these rows
    // Why no row could be mapped at all (a field without a column, a column that is not there ...): the profile is to
    // be corrected. reason: profile.*, source.*
    std::optional<Error> fault;
};
// Looks at the first half megabyte of text or the first rows of a table, whatever the file's size. reason: as
// RecordSource::open gives for the file
Result<Preview> previewRecords(const std::filesystem::path& file, const MappingProfile& profile,
                               std::size_t rows = 100);

struct MarkedRow {
    std::uint64_t row = 0;
    std::string reason, message;
};
// Copies the marked rows (ascending) of `file` to `target` in the file's own format, in UTF-8 (rows of workbooks and
// databases as CSV): delimited rows word for word, below their header, with two more columns; JSON objects with two
// more members (rejectReason, rejectMessage), and what is no object as text in a member rejectedText. The target
// appears whole or not at all. Returns how many were found. reason: source.*, Cancelled/source.stopped
Result<std::uint64_t> copyMarkedRows(const std::filesystem::path& file, const MappingProfile& profile,
                                     std::span<const MarkedRow> rows, const std::filesystem::path& target,
                                     std::stop_token stop = {});

}  // namespace meterseal
