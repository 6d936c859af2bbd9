// network node init | peer | use | status, and the validators as `network status` shows them.
#pragma once

#include "cli/context.h"
#include "cli/output.h"
#include "meterseal/workspace/consortium.h"

namespace meterseal::cli {

void addNetworkNode(CLI::App& network, Context& context);

// "usable" or "grey", how far it is, and why.
std::string describe(const ValidatorView& view, const std::string& chain);
Json toJson(const ValidatorView& view, const std::string& chain);
// None where the ledger has a sealer.
Result<std::vector<ValidatorView>> validatorViews(const Workspace& workspace);

}  // namespace meterseal::cli
