#include "meterseal/source/protocol_profile.h"

#include <algorithm>

namespace meterseal {

std::optional<MappingProfile> protocolProfile(const ProfileSuggestion& suggestion)
{
    std::vector<std::string> members = suggestion.columns;
    std::sort(members.begin(), members.end());
    if (suggestion.profile.format == FileFormat::Delimited || suggestion.profile.timeFormat != "rfc3339" ||
        members != std::vector<std::string>{"alarmCode", "alarmTime", "mn", "value"}) {
        return std::nullopt;
    }
    MappingProfile profile;
    profile.name = "protocol";
    profile.format = suggestion.profile.format;
    profile.mn.name = "mn";
    profile.alarmCode.name = "alarmCode";
    profile.alarmTime.name = "alarmTime";
    profile.value.name = "value";
    return profile;
}

}  // namespace meterseal
