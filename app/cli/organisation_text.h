// Organisations as typed on the command line and as printed: shared by `init` and `org`.
#pragma once

#include "cli/context.h"
#include "meterseal/workspace/workspace.h"

#include <span>
#include <string>

namespace meterseal::cli {

// "id:role:name"; the name may hold colons.
Result<NewOrganisation> parseOrganisationText(const std::string& text);
void printOrganisations(std::span<const Organisation> organisations);

}  // namespace meterseal::cli
