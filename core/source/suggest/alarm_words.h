// What makers and platforms call their alarms.
#pragma once

#include <string>
#include <string_view>

namespace meterseal::source {

// By a folded name (letter case, white space and _ - do not count): where each alarm has a column of its own.
bool isAlarmFlag(std::string_view folded);
// By a cell's text: an alarm's name or code.
bool isAlarmWord(std::string_view text);

// In small letters, without blanks, _ and -.
std::string folded(std::string_view text);

}  // namespace meterseal::source
