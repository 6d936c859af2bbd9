#include "cli/profile_choice.h"

#include "cli/output.h"
#include "cli/progress.h"
#include "meterseal/source/preview.h"
#include "meterseal/source/suggestion.h"

#include <fmt/format.h>

#include <optional>

namespace meterseal::cli {

Result<MappingProfile> chooseProfile(const std::string& file, const std::string& profileFile,
                                     const std::string& nothingDone)
{
    if (!profileFile.empty()) {
        return loadProfile(profileFile);
    }
    MS_ASSIGN(const ProfileSuggestion suggestion, suggestProfile(file));
    std::optional<MappingProfile> profile = undoubtedProfile(suggestion);
    if (!profile || profile->name != "protocol") {
        for (const SuggestionNote& said : suggestion.notes) {
            note(said.message);
        }
    }
    if (!profile) {
        return makeError(ErrorCode::InvalidArgument, "cli.profile",
                         fmt::format("How {} is to be read is not clear (see above), and it is not guessed. Write a "
                                     "mapping profile and name it with --profile. {}",
                                     file, nothingDone));
    }
    return std::move(*profile);
}

Result<SpooledFile> spoolInput(const std::string& file)
{
    const InterruptGuard interrupt;
    return SpooledFile::take(file, interrupted);
}

Status tellSourceNotes(const std::filesystem::path& file, const MappingProfile& profile)
{
    MS_ASSIGN(const Preview preview, previewRecords(file, profile));
    for (const SuggestionNote& said : preview.notes) {
        note(said.message);
    }
    return {};
}

}  // namespace meterseal::cli
