#include "cli/profile_choice.h"

#include "cli/output.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::cli {

namespace {

bool isProtocolForm(const ProfileSuggestion& suggestion)
{
    std::vector<std::string> members = suggestion.columns;
    std::sort(members.begin(), members.end());
    return suggestion.profile.format != FileFormat::Delimited && suggestion.profile.timeFormat == "rfc3339" &&
           members == std::vector<std::string>{"alarmCode", "alarmTime", "mn", "value"};
}

MappingProfile protocolProfile(FileFormat format)
{
    MappingProfile profile;
    profile.name = "protocol";
    profile.format = format;
    profile.mn.name = "mn";
    profile.alarmCode.name = "alarmCode";
    profile.alarmTime.name = "alarmTime";
    profile.value.name = "value";
    return profile;
}

}  // namespace

Result<MappingProfile> chooseProfile(const std::string& file, const std::string& profileFile,
                                     const std::string& nothingDone)
{
    if (!profileFile.empty()) {
        return loadProfile(profileFile);
    }
    MS_ASSIGN(const ProfileSuggestion suggestion, suggestProfile(file));
    if (isProtocolForm(suggestion)) {
        return protocolProfile(suggestion.profile.format);
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
