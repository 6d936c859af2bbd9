// Fetching blocks, for the verbs that do.
#pragma once

#include "cli/context.h"
#include "meterseal/workspace/workspace.h"

namespace meterseal::cli {

// Fetches what is new from `source` (empty: that of last time), with a progress line, and says what came.
Result<Outcome> pullAndPrint(const Context& context, const Workspace& workspace, const std::string& source,
                             const std::string& beside = {});

}  // namespace meterseal::cli
