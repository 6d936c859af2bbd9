// The SHA-256 of a file's bytes, read in pieces.
#pragma once

#include "meterseal/file/file.h"

namespace meterseal {

// Of an ordinary file that stays as it is meanwhile. `seen`, where given, is its stamp: whoever reads the file
// afterwards and finds another stamp read other bytes than these. reason: file.not-found, file.io, file.not-a-file,
// Conflict/file.changed-while-read
[[nodiscard]] Result<Hash256> hashFile(const std::filesystem::path& file, FileStamp* seen = nullptr);

}  // namespace meterseal
