// A person's hands in a test: real mouse clicks and key strokes on widgets found by object name. Each returns false,
// and says why, where the widget is not there, not visible or not enabled: a test must not press what a person could
// not.
#pragma once

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QWidget>

#include <algorithm>

namespace meterseal::test {

inline constexpr int kPatienceMs = 60000;  // scrypt on a busy machine

template <typename T = QWidget>
T* visibleChild(QWidget* root, const char* name)
{
    for (T* child : root->findChildren<T*>(QString::fromLatin1(name))) {
        if (child->isVisible()) {
            return child;
        }
    }
    return nullptr;
}

inline QWidget* usable(QWidget* root, const char* name)
{
    QWidget* found = nullptr;
    const bool good = QTest::qWaitFor(
        [&] {
            found = visibleChild(root, name);
            return found != nullptr && found->isEnabled();
        },
        kPatienceMs);
    if (!good) {
        qWarning("%s is %s", name, found == nullptr ? "not there" : "disabled");
        return nullptr;
    }
    return found;
}

inline bool click(QWidget* root, const char* name)
{
    QWidget* const widget = usable(root, name);
    if (widget != nullptr) {
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    return widget != nullptr;
}

// An entry of a menu that can be opened: its button is shown and it is among what the menu offers.
inline bool trigger(QWidget* root, const char* name)
{
    QAction* found = nullptr;
    const bool good = QTest::qWaitFor(
        [&] {
            for (QAction* action : root->findChildren<QAction*>(QString::fromLatin1(name))) {
                for (QPushButton* button : root->findChildren<QPushButton*>()) {
                    const bool offers = button->isVisible() && button->isEnabled() && button->menu() != nullptr &&
                                        button->menu()->actions().contains(action);
                    found = offers && action->isVisible() && action->isEnabled() ? action : found;
                }
            }
            return found != nullptr;
        },
        kPatienceMs);
    if (good) {
        found->trigger();
    } else {
        qWarning("%s is not offered", name);
    }
    return good;
}

// Replaces what the field holds.
inline bool type(QWidget* root, const char* name, const QString& text)
{
    QWidget* const widget = usable(root, name);
    if (widget == nullptr) {
        return false;
    }
    QTest::mouseClick(widget, Qt::LeftButton);
    QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(widget, Qt::Key_Delete);
    const bool ascii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 128; });
    if (ascii) {
        QTest::keyClicks(widget, text);
    } else {  // an input method would bring it; a test pastes
        QApplication::clipboard()->setText(text);
        QTest::keyClick(widget, Qt::Key_V, Qt::ControlModifier);
    }
    return true;
}

// With the keyboard, as in a list that is not opened.
inline bool choose(QWidget* root, const char* name, int index)
{
    auto* const box = qobject_cast<QComboBox*>(usable(root, name));
    if (box == nullptr || index >= box->count()) {
        return false;
    }
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < index; ++i) {
        QTest::keyClick(box, Qt::Key_Down);
    }
    return box->currentIndex() == index;
}

// On the page that verifies files: where it still asks what the file should hold, "I do not know" is the answer.
inline bool verifyNow(QWidget* root)
{
    constexpr int kNotKnown = 3;
    auto* const coverage = qobject_cast<QComboBox*>(usable(root, "coverage"));
    return coverage != nullptr && (coverage->currentIndex() >= 0 || choose(root, "coverage", kNotKnown)) &&
           click(root, "verifyFile");
}

// The dialog of this name once it shows; null after a while.
inline QDialog* dialog(QWidget* root, const char* name)
{
    QDialog* found = nullptr;
    static_cast<void>(
        QTest::qWaitFor([&] { return (found = visibleChild<QDialog>(root, name)) != nullptr; }, kPatienceMs));
    return found;
}

inline bool gone(QWidget* root, const char* name)
{
    return QTest::qWaitFor([&] { return visibleChild<QDialog>(root, name) == nullptr; }, kPatienceMs);
}

}  // namespace meterseal::test
