// Settings: language, theme, text size, time zone shown, and the key store's lock. All take effect at once.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

std::unique_ptr<IPage> makeSettingsPage();

}  // namespace meterseal::ui
