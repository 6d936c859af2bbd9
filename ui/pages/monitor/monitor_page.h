// The monitor: how the uploader is doing, live and over the last week, and the nodes it deals to.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

std::unique_ptr<IPage> makeMonitorPage();

}  // namespace meterseal::ui
