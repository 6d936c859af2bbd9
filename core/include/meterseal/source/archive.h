// Record files that come packed: a .zip with one file in it.
//
// Thread-safety: pure function.
#pragma once

#include "meterseal/base/result.h"

#include <cstdint>
#include <filesystem>

namespace meterseal {

// Unpacks the only file of `archive` into `folder` (which exists) under its own base name and returns its path. Folders
// inside the archive are ignored; a second file, an encrypted one, or one over maxBytes is refused and nothing is left
// behind. reason: archive.not-a-zip, archive.empty, archive.many-files, archive.encrypted, archive.too-big,
// archive.damaged, archive.io
Result<std::filesystem::path> unpackSingleFile(const std::filesystem::path& archive,
                                               const std::filesystem::path& folder,
                                               std::uint64_t maxBytes = 64ull << 30);

}  // namespace meterseal
