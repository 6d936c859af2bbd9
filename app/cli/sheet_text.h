// Checkpoint sheets as a person has them: a note, a header, what was typed, or a picture with the sheet's QR code,
// which the desktop program reads (it has the picture formats).
#pragma once

#include "meterseal/base/result.h"

#include <filesystem>
#include <string>

namespace meterseal::cli {

// The desktop program: beside this one where both are installed or built, else in PATH.
std::filesystem::path desktopProgram();

// "-" is standard input. reason: input.file, sheet.no-desktop, sheet.scan
Result<std::string> readSheetText(const std::string& file);

}  // namespace meterseal::cli
