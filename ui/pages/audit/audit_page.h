// Audit log: who did what in this workspace, when, with what result; and whether the log itself is whole.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

std::unique_ptr<IPage> makeAuditPage();

}  // namespace meterseal::ui
