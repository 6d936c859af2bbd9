// The whole program in a test: settings in a file of its own, every page, a main window, a session.
#pragma once

#include "pages/all_pages.h"
#include "shell/main_window.h"
#include "support/temporary_folder.h"

#include <QApplication>
#include <QTest>

namespace meterseal::test {

class Desktop {
public:
    explicit Desktop(const std::filesystem::path& settingsFile);

    // Opens and waits until the first page shows.
    bool open(const std::filesystem::path& folder, bool readOnly = false);
    // The child of the shown page (or of the window) by object name; fails the test by returning null.
    template <typename T = QWidget>
    T* find(const char* name)
    {
        return window.findChild<T*>(QString::fromLatin1(name));
    }

    // Checkpoints are remembered by fingerprint, and many worlds of these tests have the same genesis document: each
    // desktop is a person who has seen nothing yet.
    struct NewPerson {
        NewPerson() { qputenv("XDG_STATE_HOME", QByteArray::fromStdString(state.path().string())); }
        TemporaryFolder state;
    } person;
    ui::AppSettings settings;
    ui::Format format;
    ui::PageRegistry registry;
    ui::Session session;
    ui::MainWindow window;

private:
    static ui::PageRegistry allPages();
};

}  // namespace meterseal::test

// A Qt Test of the ui: an application, offscreen, in English, whatever the machine speaks.
#define MS_UI_TEST_MAIN(TestClass)                                                                                     \
    int main(int argc, char** argv)                                                                                    \
    {                                                                                                                  \
        qputenv("QT_QPA_PLATFORM", "offscreen");                                                                       \
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));                                         \
        QApplication application(argc, argv);                                                                          \
        meterseal::ui::theme::apply(application, meterseal::ui::ThemeChoice::Light, 100);                              \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
