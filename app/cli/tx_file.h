// tx offer and tx import, which stand beside tx decode.
#pragma once

#include "cli/context.h"

namespace meterseal::cli {

void addTxFiles(CLI::App& tx, Context& context);

}  // namespace meterseal::cli
