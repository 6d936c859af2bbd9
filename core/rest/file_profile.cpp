#include "rest/file_profile.h"

#include "meterseal/workspace/file_reading.h"
#include "meterseal/workspace/profile_store.h"
#include "rest/backend.h"

#include <fmt/format.h>

namespace meterseal::rest {

Result<MappingProfile> profileOf(Backend& backend, const Call& call, LedgerReader& reader,
                                 const std::filesystem::path& file)
{
    const std::filesystem::path profiles = backend.workspace.workspace().profilesFolder();
    if (const auto name = call.queryOf("profile")) {
        return ProfileStore(profiles).load(*name);
    }
    MS_ASSIGN(const FileReading reading, FileReadings(profiles, &reader).read(file));
    if (reading.profile) {
        return *reading.profile;
    }
    std::string questions;
    for (const auto& question : reading.suggestion.questions) {
        questions += (questions.empty() ? "" : ", ") + question.key;
    }
    return makeError(
        ErrorCode::InvalidArgument, "source.profile-unclear",
        fmt::format("How this file is to be read is not beyond doubt ({}). Store a profile and name it with "
                    "profile=.",
                    questions));
}

}  // namespace meterseal::rest
