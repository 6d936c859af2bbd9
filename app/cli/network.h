// The verbs between the parties of a ledger.
#pragma once

#include "cli/context.h"

namespace meterseal::cli {

void addNetwork(CLI::App& app, Context& context);
void addReplica(CLI::App& app, Context& context);
void addLedger(CLI::App& app, Context& context);
void addWitness(CLI::App& app, Context& context);

}  // namespace meterseal::cli
