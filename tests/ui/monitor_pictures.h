// The monitor as it is locked, idle, at work, and with a node taken down, for the screenshots tool.
#pragma once

#include "ui/support/pictures.h"

namespace meterseal::test {

// Calls `save` once each state is on the screen; with a ledger and a window of its own.
void shootMonitor(const Look& look, const SavePicture& save);

}  // namespace meterseal::test
