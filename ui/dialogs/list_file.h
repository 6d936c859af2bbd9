// A list of meters as people have it on disk: UTF-8, or GB18030 as spreadsheets in China write it.
//
// Thread-safety: pure; for workers.
#pragma once

#include "meterseal/meter/meter_list.h"

namespace meterseal::ui {

struct ListFile {
    std::vector<ListedMeter> rows;
    bool gb18030 = false;  // it was no UTF-8, but whole and valid GB18030
};

// reason: list.*; list.encoding where it is neither.
Result<ListFile> readListFile(const std::filesystem::path& file);

}  // namespace meterseal::ui
