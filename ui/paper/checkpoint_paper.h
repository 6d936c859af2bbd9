// The checkpoint sheet on paper: core's sheet as it is typed in again (evidence/sheet.h), the signed note as a QR code,
// and fields for whoever receives it. Thread-safety: event loop (it looks up the installed translation).
#pragma once

#include "format/format.h"
#include "meterseal/ledger/block.h"
#include "paper/printed_document.h"

namespace meterseal::ui {

// `sheet` is core's text, `note` the signed checkpoint. `at`: when it is printed.
paper::Document checkpointPaper(const BlockHeader& header, const std::string& sheet, const std::string& note,
                                const Format& format, QPageSize::PageSizeId size, Timestamp at);

}  // namespace meterseal::ui
