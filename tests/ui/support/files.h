// File dialogs as a person uses them: the path typed, then Return.
#pragma once

#include "ui/support/hands.h"

#include <QLineEdit>

#include <filesystem>

namespace meterseal::test {

inline bool typePath(QWidget* root, const char* dialogName, const std::filesystem::path& path)
{
    QDialog* const shown = dialog(root, dialogName);
    auto* const edit = shown == nullptr ? nullptr : shown->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    if (edit == nullptr) {
        return false;
    }
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, QString::fromStdString(path.string()));
    QTest::keyClick(edit, Qt::Key_Return);
    return gone(root, dialogName);
}

}  // namespace meterseal::test
