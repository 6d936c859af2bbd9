// A table or view of an SQLite database as a table of cells. The database is opened read-only and as immutable: nothing
// is written beside it, no lock is taken and no write-ahead log is replayed (its rows are missing, and that is said).
// The only statement ever run is our own SELECT of that table or view.
//
// Thread-safety: one thread per reader.
#pragma once

#include "source/record_file.h"

namespace meterseal::source {

// `table`: empty where there is only one. The first row has the names of the columns. Blobs are refused row by row.
// reason: source.table (none, several and none named, or no such one), source.database (damaged, encrypted, or another
// program's view cannot be run)
Result<std::vector<std::string>> sqliteTables(const std::filesystem::path& file);
Result<std::unique_ptr<TableReader>> openSqliteTable(RecordFile file, const std::string& table);

}  // namespace meterseal::source
