// What all records of a file together show, told before they are anchored.
#pragma once

#include "cli/profile_choice.h"

#include <string>

namespace meterseal::cli {

// Reads the file once and tells its span, its meters and what is doubtful. Where records contradict each other it is
// asked what to do (key sameTime), and the answer becomes the profile's leaveOut. reason: cli.same-time, source.*
Status surveyBefore(const Context& context, const ReadingOptions& options, const std::string& file,
                    MappingProfile& profile);

}  // namespace meterseal::cli
