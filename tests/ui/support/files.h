// File dialogs as a person uses them: the path pasted, then Return.
#pragma once

#include "ui/support/hands.h"

#include <QLineEdit>
#include <QPointer>

#include <filesystem>

namespace meterseal::test {

inline bool typePath(QWidget* root, const char* dialogName, const std::filesystem::path& path)
{
    QDialog* const shown = dialog(root, dialogName);
    const QPointer<QLineEdit> edit =
        shown == nullptr ? nullptr : shown->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    if (edit == nullptr) {
        return false;
    }
    const QString text = QString::fromStdString(path.string());
    // Pasted, and again where the dialog, still reading its folder, put something else there.
    return QTest::qWaitFor(
        [&] {
            if (visibleChild<QDialog>(root, dialogName) == nullptr) {
                return true;
            }
            QTest::qWait(100);
            if (edit == nullptr) {
                return true;
            }
            edit->setFocus();
            edit->selectAll();
            QApplication::clipboard()->setText(text);
            QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
            if (edit->text() == text) {
                QTest::keyClick(edit, Qt::Key_Return);
            }
            return false;
        },
        kPatienceMs);
}

}  // namespace meterseal::test
