// A meter's number as it is written where something on the way changed it: a spreadsheet took the zeros in front, a
// database made a fraction of it, a form changed its capitals. Such a number is never taken for the meter's: a person
// is offered the ones that are registered.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

// Each once, likely ones first, at most thirty; only what may be a meter's number (checkMeterId), never `mn` itself.
std::vector<std::string> otherSpellings(std::string_view mn);

}  // namespace meterseal
