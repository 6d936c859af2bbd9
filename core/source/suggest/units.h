// The units in which readings come.
#pragma once

#include <optional>
#include <string_view>

namespace meterseal::source {

// Units of readings as they are written ("m3", "L", "kWh").
bool isUnit(std::string_view text);
// How many of `into` one `unit` is (1 m3 is 1000 L); nothing where they measure different things.
std::optional<double> unitFactor(std::string_view unit, std::string_view into);

}  // namespace meterseal::source
