// The audit log of the command line: one place that knows which verbs change or judge something, and writes an entry
// with the verb's result once it has run.
#pragma once

#include "cli/context.h"

namespace meterseal::cli {

// After the verb that `app` parsed has run. A verb that only lists, a folder that is no workspace and a workspace that
// cannot be written to get no entry. A log that cannot be written is told on standard error and changes nothing else.
void recordVerb(const CLI::App& app, const Context& context, const Result<Outcome>& outcome);

}  // namespace meterseal::cli
