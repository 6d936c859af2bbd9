// The frame of what says how something stands: filled in its tone, with a thick edge at the left.
#pragma once

#include "theme/theme.h"

class QWidget;

namespace meterseal::ui {

// From the widget's paintEvent.
void paintTonedFrame(QWidget& widget, Tone tone);

}  // namespace meterseal::ui
