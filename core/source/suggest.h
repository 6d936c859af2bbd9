// suggestProfile over any bytes.
#pragma once

#include "meterseal/source/profile.h"
#include "source/byte_input.h"

namespace meterseal::source {

Result<ProfileSuggestion> suggestFrom(std::unique_ptr<ByteInput> bytes, std::string name);

}  // namespace meterseal::source
