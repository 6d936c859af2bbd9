// Tables written in the dresses that the readers claim to read: workbooks, databases, packed files.
#pragma once

#include "source/table_reader.h"

#include "meterseal/source/profile.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace meterseal::test {

using Cells = std::vector<std::vector<std::string>>;

std::string gzipped(const std::string& bytes);
void writeZip(const std::filesystem::path& file, const std::vector<std::pair<std::string, std::string>>& entries,
              const char* password = nullptr);

// The parts of an .xlsx workbook with these sheets' XML (what stands inside <worksheet>).
struct SheetXml {
    std::string name, xml;
    bool hidden = false;
};
struct WorkbookXml {
    std::vector<SheetXml> sheets;
    std::string sharedStrings;  // <si> elements; empty: no such part
    std::string styles;         // inside <styleSheet>
    bool date1904 = false;
};
void writeWorkbook(const std::filesystem::path& file, const WorkbookXml& book);

enum class Texts { Inline, Shared };
// All cells as texts.
WorkbookXml workbookOf(const Cells& cells, Texts texts);
void writeDatabase(const std::filesystem::path& file, const std::string& table, const Cells& cells);

// Every row below openTableReader or openDelimited, faults as "?".
Cells readCells(const std::filesystem::path& file, const MappingProfile& profile);

}  // namespace meterseal::test
