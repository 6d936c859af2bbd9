// What an .xlsx workbook (ECMA-376, both of its forms) says about its sheets, without the sheets themselves.
//
// Thread-safety: values.
#pragma once

#include "source/cell_text.h"
#include "source/string_store.h"
#include "source/zip_reader.h"

#include <memory>
#include <string>
#include <vector>

namespace meterseal::source {

struct Workbook {
    struct Sheet {
        std::string name;
        std::string part;     // in the zip file
        bool hidden = false;  // or very hidden
    };
    std::shared_ptr<ZipReader> zip;
    std::vector<Sheet> sheets;  // in their order; of cells only, no charts
    std::vector<CellStyle> styles;
    StringStore strings;  // shared by the sheets
    bool date1904 = false;
};

// reason: source.workbook, source.zip, source.too-big, source.spool
Result<Workbook> openWorkbook(const std::filesystem::path& file);

}  // namespace meterseal::source
