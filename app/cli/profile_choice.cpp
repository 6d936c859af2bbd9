#include "cli/profile_choice.h"

#include "cli/output.h"
#include "meterseal/source/protocol_profile.h"

#include <fmt/format.h>

namespace meterseal::cli {

Result<MappingProfile> chooseProfile(const std::string& file, const std::string& profileFile,
                                     const std::string& nothingDone)
{
    if (!profileFile.empty()) {
        return loadProfile(profileFile);
    }
    MS_ASSIGN(const ProfileSuggestion suggestion, suggestProfile(file));
    if (const auto profile = protocolProfile(suggestion)) {
        return *profile;
    }
    for (const std::string& text : suggestion.notes) {
        note(text);
    }
    if (!suggestion.complete) {
        return makeError(ErrorCode::InvalidArgument, "cli.profile",
                         fmt::format("How {} is to be read is not clear (see above), and it is not guessed. Write a "
                                     "mapping profile and name it with --profile. {}",
                                     file, nothingDone));
    }
    return suggestion.profile;
}

}  // namespace meterseal::cli
