// A sheet of an old .xls workbook (BIFF) as a table of cells. FreeXL takes the file apart in a program of its own
// (meterseal-xls, xls_program) that has little memory, little time and no rights; what it sends is checked here.
//
// Thread-safety: one thread per reader.
#pragma once

#include "source/record_file.h"
#include "source/xlsx_reader.h"

namespace meterseal::source {

// `sheet`: empty where only one sheet has cells. The format does not say here which sheets are hidden and which values
// formulas gave. reason: source.protected, source.table, source.workbook, source.helper
Result<std::vector<SheetChoice>> xlsSheets(const std::filesystem::path& file);
Result<std::unique_ptr<TableReader>> openXlsSheet(RecordFile file, const std::string& sheet);

}  // namespace meterseal::source
