// What must be said before anything in a file can be read: its encoding, the table of a workbook or database, the file
// of a zip. Each candidate shows the first rows as they would be read.
//
// Thread-safety: pure functions of the file.
#pragma once

#include "meterseal/source/suggestion.h"
#include "source/record_file.h"

#include <filesystem>
#include <string>

namespace meterseal::source {

// `doubt` is what the reader refused the file with: source.encoding-doubt, source.table, source.zip-files.
Result<Question> askEncoding(const std::filesystem::path& file, const std::string& entry, const Error& doubt);
Result<Question> askTable(const RecordFile& file, const Error& doubt);  // not of a Text
Question askEntry(const std::filesystem::path& file, const Error& doubt);

}  // namespace meterseal::source
