// Verify: is a file, or one record, what was anchored? The verdict in words, every finding, and how it was reached.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

std::unique_ptr<IPage> makeVerifyPage();

}  // namespace meterseal::ui
