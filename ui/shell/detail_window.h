// A page in a window of its own, at a place: details side by side. It has a history of its own and walks inside its
// page; what another page shows opens in the main window. Its size and place are remembered. It closes with the
// workspace.
#pragma once

#include "shell/history.h"
#include "shell/page.h"

namespace meterseal::ui {

class DetailWindow : public QWidget {
    Q_OBJECT
public:
    DetailWindow(const PageEntry& page, const PageContext& context, const QString& place, QWidget* owner);
    QString place() const { return m_history.current(); }
    // Through its own history; nothing where there is nothing.
    void step(bool back);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void go(const QString& place);
    void showPlace(const QString& place);
    void restorePlaceOnScreen();

    const PageEntry& m_page;
    Navigator m_navigator;
    PageContext m_context;
    Navigator& m_main;
    History m_history;
    PageWidget* m_widget;
};

}  // namespace meterseal::ui
