// The application's own icons: line drawings in resources/icons that take the palette's text colour when they are
// painted, so that one file serves light, dark, disabled and selected.
#pragma once

#include "theme/theme.h"

#include <QIcon>

namespace meterseal::ui {

// By file name without suffix. An unknown name gives an empty icon.
QIcon icon(const QString& name, Tone tone = Tone::Neutral);

}  // namespace meterseal::ui
