#include "source/suggest/units.h"

#include "source/field_text.h"
#include "source/suggest/alarm_words.h"

#include <algorithm>
#include <iterator>

namespace meterseal::source {

namespace {

struct Unit {
    std::string_view name;  // folded
    char measures;
    double size;
};
constexpr Unit kUnits[] = {{"m3", 'v', 1000},  {"m³", 'v', 1000},     {"m^3", 'v', 1000}, {"cbm", 'v', 1000},
                           {"吨", 'v', 1000},  {"立方米", 'v', 1000}, {"kl", 'v', 1000},  {"hl", 'v', 100},
                           {"l", 'v', 1},      {"升", 'v', 1},        {"liter", 'v', 1},  {"litre", 'v', 1},
                           {"litres", 'v', 1}, {"liters", 'v', 1},    {"dl", 'v', 0.1},   {"ml", 'v', 0.001},
                           {"kwh", 'e', 1000}, {"wh", 'e', 1},        {"mwh", 'e', 1e6},  {"gal", 'g', 1},
                           {"ft3", 'f', 1},    {"ccf", 'f', 100},     {"m3/h", 'r', 1},   {"l/h", 'r', 0.001},
                           {"kwh/hh", 'h', 1}, {"gj", 'j', 1},        {"mj", 'j', 0.001}, {"m3n", 'n', 1}};

const Unit* findUnit(std::string_view text)
{
    const std::string name = folded(trimmed(text));
    const auto* const found =
        std::find_if(std::begin(kUnits), std::end(kUnits), [&name](const Unit& one) { return one.name == name; });
    return found == std::end(kUnits) ? nullptr : found;
}

}  // namespace

bool isUnit(std::string_view text)
{
    return findUnit(text) != nullptr;
}

std::optional<double> unitFactor(std::string_view unit, std::string_view into)
{
    const Unit* const from = findUnit(unit);
    const Unit* const to = findUnit(into);
    return from != nullptr && to != nullptr && from->measures == to->measures ? std::optional(from->size / to->size)
                                                                              : std::nullopt;
}

}  // namespace meterseal::source
