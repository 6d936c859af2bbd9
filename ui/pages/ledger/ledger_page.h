// Ledger: blocks and transactions as lists, and what is inside one of them.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

std::unique_ptr<IPage> makeLedgerPage();

}  // namespace meterseal::ui
