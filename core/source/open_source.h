// RecordSource over any bytes, so that tests and fuzz harnesses need no file.
#pragma once

#include "meterseal/source/record_source.h"
#include "source/byte_input.h"
#include "source/table_reader.h"
#include "source/text_input.h"

namespace meterseal::source {

Result<std::unique_ptr<RecordSource>> openSource(std::unique_ptr<ByteInput> bytes, const MappingProfile& profile,
                                                 RecordSource::RejectSink rejects);

// The records of a table, whatever its format: finds the columns in its header and maps row by row.
Result<std::unique_ptr<RecordSource>> openTable(std::unique_ptr<TableReader> reader, const MappingProfile& profile,
                                                RecordSource::RejectSink rejects);
// Tells the separator where the profile leaves it open. reason: source.separator
Result<std::unique_ptr<TableReader>> openDelimited(std::unique_ptr<TextInput> text, const MappingProfile& profile);
Result<std::unique_ptr<RecordSource>> openJson(std::unique_ptr<TextInput> text, const MappingProfile& profile,
                                               RecordSource::RejectSink rejects);

// The source without the records of some data rows (ascending), which are rejected as source.left-out.
std::unique_ptr<RecordSource> leavingOut(std::unique_ptr<RecordSource> source, std::vector<std::uint64_t> rows,
                                         RecordSource::RejectSink rejects);

// Checks what parseProfile checks, for profiles made in code. reason: profile.*
Status checkProfile(const MappingProfile& profile);

}  // namespace meterseal::source
