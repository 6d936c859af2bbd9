// A checkpoint sheet that comes back: the signed note in the QR code of a picture (a scan or a photograph as PNG, JPEG
// or what else Qt reads), or the text of a file.
//
// Thread-safety: pure functions; for workers, a large scan takes a while.
#pragma once

#include "meterseal/base/result.h"

#include <QImage>

#include <filesystem>
#include <string>

namespace meterseal::ui {

// The text of the QR code in the picture. Whether it is a note and holds is checked apart. reason: sheet.no-code
Result<std::string> codeInPicture(const QImage& picture);
// Of a picture the text of its code, of another file its own. reason: sheet.picture (a picture that cannot be read),
// sheet.no-code, sheet.file (not there, or over 64 MiB)
Result<std::string> sheetTextOf(const std::filesystem::path& file);

}  // namespace meterseal::ui
