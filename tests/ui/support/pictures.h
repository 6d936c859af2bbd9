// What the screenshots tool and the pictures of single pages agree on.
#pragma once

#include "ui/support/desktop.h"

#include <functional>

namespace meterseal::test {

struct Look {
    QString name;  // part of the file's name
    ui::ThemeChoice theme;
    ui::Language language;
};

using SavePicture = std::function<void(Desktop& desktop, const QString& name)>;

}  // namespace meterseal::test
