// The verify page in its states, for the screenshots tool.
#pragma once

#include "ui/support/desktop.h"
#include "ui/support/small_world.h"

#include <functional>

namespace meterseal::test {

// Calls `save` with a name once each state is on the screen. Anchors a batch of its own.
void shootVerify(Desktop& desktop, SmallWorld& world, const std::function<void(const QString&)>& save);

}  // namespace meterseal::test
