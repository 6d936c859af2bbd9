// Small files that verbs read and write.
#pragma once

#include "meterseal/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace meterseal::cli {

// At most 16 MiB. reason: file.not-found, file.io, file.too-big
Result<std::string> readFile(const std::filesystem::path& file);
// Conflict/file.exists where it is there already. reason: file.io
Status writeNewFile(const std::filesystem::path& file, std::string_view content);
Error leftAsItIs(const std::filesystem::path& file);

}  // namespace meterseal::cli
