// What a column's or member's name says in the languages of the field: a table of names that mean one thing, and words
// that lean towards it.
#pragma once

#include "source/record_mapper.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace meterseal::source {

struct NamedColumn {
    std::string name;              // the header without its unit
    std::optional<Field> field;    // what the name means by itself; none: its content must tell
    std::string unit;              // from "flow (m3)", "flow[L]" or "usage m3"; empty: none given
    bool doubtful = false;         // a name that others use for other things
    bool flag = false;             // says whether one alarm is raised
    bool refused = false;          // status, customer number: looks like a field and is none
    bool other = false;            // a temperature, a price, a counter: neither a reading nor any other field
    bool handling = false;         // the time at which a record was stored, sent or handled
    bool isUnit = false;           // the column holds units
    std::array<double, 4> says{};  // by Field, 0 to 1: how much the name speaks for it
};

// Letter case, white space and _ - do not count.
NamedColumn classifyColumn(std::string_view header);

}  // namespace meterseal::source
