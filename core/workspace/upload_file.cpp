#include "meterseal/workspace/upload_file.h"

#include "meterseal/workspace/file_reading.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

// As a person said before, or as the first rows show beyond doubt.
Result<MappingProfile> profileOf(const Workspace& workspace, const std::filesystem::path& file)
{
    Result<LedgerReader> ledger = workspace.openReader();
    MS_ASSIGN(FileReading reading,
              FileReadings(workspace.profilesFolder(), ledger.ok() ? &*ledger : nullptr).read(file));
    if (reading.profile) {
        return std::move(*reading.profile);
    }
    std::string doubts;
    for (const SuggestionNote& note : reading.suggestion.notes) {
        doubts += note.confidence == 0 ? note.message + ' ' : std::string();
    }
    for (const Question& question : reading.suggestion.questions) {
        doubts += question.about.message + ' ';
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
    Result<MappingProfile> chosen = profile ? Result<MappingProfile>(*profile) : profileOf(workspace, file);
    if (!chosen.ok()) {
        return chosen.error();
    }
    MS_ASSIGN(std::string id, uploader.addFile(file, *chosen, {.rejectsFile = workspace.newRejectsFile(file)}));
    (void)FileReadings(workspace.profilesFolder()).keep(file, *chosen);  // else it is asked again, no more
    return id;
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
