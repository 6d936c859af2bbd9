// What the first rows of a record file suggest: a mapping profile, and where a person must decide.
//
// Thread-safety: values and pure functions of the file.
#pragma once

#include "meterseal/source/profile.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace meterseal {

// What was taken for what and why; what is missing or in doubt. `facts` are the particulars of the sentence in its
// order: names of columns and fields, counts, formats.
struct SuggestionNote {
    std::string reason;  // stable, "suggest.no-unit"
    std::vector<std::string> facts;
    std::string message;  // English sentence(s)
};

struct ProfileSuggestion {
    MappingProfile profile;
    bool complete = false;  // every field was found without doubt
    std::vector<SuggestionNote> notes;
    std::vector<std::string> columns;                 // header as decoded, or "column 1", ...
    std::vector<std::vector<std::string>> firstRows;  // raw, up to 100
};
// Looks at the first rows only. Ambiguous day/month order, missing columns and unknown units are notes, never guesses.
Result<ProfileSuggestion> suggestProfile(const std::filesystem::path& file);
// The profile where nothing is in doubt: a complete suggestion, or the protocol's own JSON form, whose values need no
// unit. None: a person must look.
std::optional<MappingProfile> undoubtedProfile(const ProfileSuggestion& suggestion);

}  // namespace meterseal
