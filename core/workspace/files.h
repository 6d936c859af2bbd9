// Small files read whole, and files written so that a crash leaves the old content or the new one, whole.
#pragma once

#include "meterseal/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace meterseal {

// reason: file.not-found, file.io, file.too-big
Result<std::string> readSmallFile(const std::filesystem::path& file, std::size_t maxBytes);

// A new file beside it (mode 0600), synced, renamed over. reason: file.io
Status writeFileAtomically(const std::filesystem::path& file, std::string_view content);

}  // namespace meterseal
