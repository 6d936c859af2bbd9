// Meters: the list of all meters and what is known of one of them.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

std::unique_ptr<IPage> makeMetersPage();

}  // namespace meterseal::ui
