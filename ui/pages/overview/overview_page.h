// Overview: the ledger in six numbers and its latest blocks.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

std::unique_ptr<IPage> makeOverviewPage();

}  // namespace meterseal::ui
