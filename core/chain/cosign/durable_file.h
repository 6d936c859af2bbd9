// Small files that must survive a crash: the old content or the new one, whole.
#pragma once

#include "meterseal/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace meterseal {

// Mode 0600; the file and its folder are synced before it returns. reason: witness.io
Status writeDurably(const std::filesystem::path& file, std::string_view content);
// NotFound where there is no file. reason: witness.io
Result<std::string> readDurable(const std::filesystem::path& file, std::size_t maxBytes);

}  // namespace meterseal
