// The profile of a file that is in the protocol's own form.
//
// Thread-safety: pure function.
#pragma once

#include "meterseal/source/profile.h"

namespace meterseal {

// JSON objects of exactly a record's four members, times in RFC 3339: nothing in such a file is in doubt, the unit
// included, since the protocol carries none. Nothing for other files.
std::optional<MappingProfile> protocolProfile(const ProfileSuggestion& suggestion);

}  // namespace meterseal
