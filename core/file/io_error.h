// The one sentence about a call of the operating system that failed.
#pragma once

#include "meterseal/base/result.h"

#include <filesystem>

namespace meterseal::file {

// `number`: errno. `what`: "opened", "written", "brought to disk" ...
Error ioError(const std::filesystem::path& file, std::string_view what, int number);

}  // namespace meterseal::file
