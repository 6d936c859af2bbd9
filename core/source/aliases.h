// The names that columns and members have in the field, and what they mean (a table, never a guess).
#pragma once

#include "source/record_mapper.h"

#include <optional>
#include <string>
#include <string_view>

namespace meterseal::source {

struct NamedColumn {
    std::string name;            // the header without its unit
    std::optional<Field> field;  // none: unknown, or known to be something else
    std::string unit;            // from "flow (m3)" or "flow[L]"; empty: none given
    bool doubtful = false;       // a name that others use for other things
    bool flag = false;           // says whether one alarm is raised
    bool refused = false;        // status, customer number: looks like a field and is none
};

// Letter case, white space and _ - do not count.
NamedColumn classifyColumn(std::string_view header);

}  // namespace meterseal::source
