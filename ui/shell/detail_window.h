// A page in a window of its own, at a place: details side by side. It closes with the workspace.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

class DetailWindow : public QWidget {
    Q_OBJECT
public:
    DetailWindow(const IPage& page, const PageContext& context, const QString& place, QWidget* owner);
};

}  // namespace meterseal::ui
