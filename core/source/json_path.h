// Where a field lies in a JSON row: member names joined by dots, with arrays of objects on the way.
//
//   data.meterNo                               a member of a member
//   services[].eventTime                       every element of the array is a row of its own
//   services[serviceId=Meter].data.flow        the one element whose member says that
//
// A dot, bracket, equals sign or backslash that belongs to a name has a backslash before it.
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

struct JsonStep {
    enum class Then { Member, Each, Pick };

    std::string name;
    Then then = Then::Member;
    std::string key, text;  // Pick: the element whose member `key` is `text`

    bool operator==(const JsonStep&) const = default;
};
using JsonPath = std::vector<JsonStep>;  // at least one step, at most one of them Each

// reason: profile.path
Result<JsonPath> parseJsonPath(std::string_view text);

// A name, or a member's text, as it is written in a path.
std::string escapedForPath(std::string_view name);

}  // namespace meterseal::source
