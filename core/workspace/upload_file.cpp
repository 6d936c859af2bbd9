#include "meterseal/workspace/upload_file.h"

#include "meterseal/source/suggestion.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

Result<MappingProfile> profileOf(const std::filesystem::path& file)
{
    MS_ASSIGN(const ProfileSuggestion suggestion, suggestProfile(file));
    if (std::optional<MappingProfile> profile = undoubtedProfile(suggestion)) {
        return std::move(*profile);
    }
    std::string doubts;
    for (const SuggestionNote& note : suggestion.notes) {
        doubts += note.message + ' ';
    }
    return makeError(ErrorCode::InvalidArgument, "source.profile-unclear",
                     fmt::format("How {} is to be read is not clear, and it is not guessed: {}Nothing was taken from "
                                 "it; give it a mapping profile.",
                                 file.string(), doubts));
}

}  // namespace

Result<std::string> uploadFile(Uploader& uploader, const Workspace& workspace, const std::filesystem::path& file,
                               const std::optional<MappingProfile>& profile)
{
    Result<MappingProfile> chosen = profile ? Result<MappingProfile>(*profile) : profileOf(file);
    if (!chosen.ok()) {
        return chosen.error();
    }
    return uploader.addFile(file, *chosen, {.rejectsFile = workspace.newRejectsFile(file)});
}

Result<bool> takeWatchedFile(Uploader& uploader, const Workspace& workspace, const std::filesystem::path& file,
                             const Hash256& sha256, const std::optional<MappingProfile>& profile)
{
    const Result<JobProgress> known = uploader.job(fileJobId(sha256));
    if (known.ok() && known->state != JobState::Failed) {
        return false;
    }
    MS_TRY(uploadFile(uploader, workspace, file, profile).status());
    return true;
}

}  // namespace meterseal
