#include "cli/verbs.h"

namespace meterseal::cli {

void addAllVerbs(CLI::App& app, Context& context)
{
    addAddress(app, context);
    addCanonical(app, context);
    addMerkle(app, context);
}

}  // namespace meterseal::cli
