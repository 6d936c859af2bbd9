// Which time format fits all of some texts.
#pragma once

#include <string>
#include <vector>

namespace meterseal::source {

struct TimeGuess {
    std::vector<std::string> formats;  // all that fit; more than one where day and month cannot be told apart
    bool hasOffset = false;            // the texts themselves say their offset from UTC
};
TimeGuess fittingTimeFormats(const std::vector<std::string>& texts);

}  // namespace meterseal::source
