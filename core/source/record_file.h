// A record file opened, whatever it comes packed in: gzip and zip are taken off, devices and pipes are copied first,
// and what must be read at random (workbooks, databases) lies in a file of its own.
//
// Thread-safety: one thread per opened file.
#pragma once

#include "source/byte_input.h"
#include "source/table_reader.h"
#include "source/temporary_file.h"

#include "meterseal/source/record_source.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace meterseal::source {

struct RecordFile {
    enum class Kind { Text, Workbook, OldWorkbook, Database };
    Kind kind = Kind::Text;
    std::unique_ptr<ByteInput> bytes;           // of a Text, unpacked
    std::filesystem::path path;                 // else: what to open
    std::shared_ptr<const TemporaryFile> copy;  // keeps `path` where it is a copy
    std::vector<SuggestionNote> notes;          // what was taken off, and what was not read

    // The same once more, for another reader. Not of a Text.
    RecordFile again() const { return {kind, nullptr, path, copy, notes}; }
};

// `entry`: the file meant where a zip file holds several. reason: source.not-found, source.io, source.gzip, source.zip,
// source.zip-encrypted, source.zip-files (several, none named), source.kind, source.protected, source.too-big,
// source.spool
Result<RecordFile> openRecordFile(const std::filesystem::path& file, const std::string& entry = {});

// The bytes of a Text, with what they are read from.
std::unique_ptr<ByteInput> unpackedText(RecordFile file);

// The table of an opened workbook or database that the profile names (or the only one there is). reason: as the readers
// of each give, and source.kind (the profile says another format)
Result<std::unique_ptr<TableReader>> openTableReader(RecordFile file, const MappingProfile& profile);

// The sheets that are seen and have something in them (hidden ones where no other has), or the tables and views. Not of
// a Text. reason: as the readers of each give
Result<std::vector<std::string>> tableNames(const RecordFile& file);

}  // namespace meterseal::source
