// How a file that came in is read: by the stored profile that the call names, else as its content says beyond doubt.
#pragma once

#include "meterseal/source/profile.h"
#include "rest/call.h"

#include <filesystem>

namespace meterseal {
class LedgerReader;
}

namespace meterseal::rest {

// reason: source.profile-unclear, profile.*
Result<MappingProfile> profileOf(Backend& backend, const Call& call, LedgerReader& reader,
                                 const std::filesystem::path& file);

}  // namespace meterseal::rest
