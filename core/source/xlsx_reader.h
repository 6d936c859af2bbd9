// A sheet of an .xlsx workbook as a table of cells, in constant memory: zip and XML are read as streams.
//
// Numbers and dates are texts as cell_text.h says, "true" and "false" are booleans; of a formula it is the value that
// was calculated last, and that is told. Hidden sheets are not read unless they are named, hidden rows are; both is
// told.
//
// Thread-safety: one thread per reader.
#pragma once

#include "source/record_file.h"

namespace meterseal::source {

// `sheet`: empty where only one visible sheet has cells. reason: source.table (none, several and none named, or no such
// one), source.workbook, source.zip, source.too-big, source.spool
Result<std::unique_ptr<TableReader>> openXlsxSheet(RecordFile file, const std::string& sheet);

// The sheet that is meant by `wanted`, of those with cells: an index. Shared by all workbooks.
struct SheetChoice {
    std::string name;
    bool hidden = false;
    bool empty = false;
};
Result<std::size_t> chooseSheet(const std::vector<SheetChoice>& sheets, const std::string& wanted);
// What is told of the choice: the sheet read, hidden ones that were not.
Result<std::vector<SheetChoice>> xlsxSheets(const std::filesystem::path& file);
std::vector<SuggestionNote> sheetNotes(const std::vector<SheetChoice>& sheets, std::size_t chosen);

}  // namespace meterseal::source
