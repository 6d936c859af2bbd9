// MainWindow: the frame and nothing more. Rail, search, back and forward, pages, status bar, messages. What a page
// shows is the page's business; how the ledger is read is the session's.
#pragma once

#include "shell/history.h"
#include "shell/late_language.h"
#include "shell/page.h"

#include <QMainWindow>

#include <map>

class QLabel;
class QListWidget;
class QStackedWidget;
class QToolButton;

namespace meterseal::ui {

class CloseQuestion;
class IdleLock;
class SearchBox;
class StartPage;
class StatusStrip;
class Toast;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(const PageRegistry& registry, Session& session, const Format& format, AppSettings& settings);
    ~MainWindow() override;

    void go(const QString& place);
    QString place() const { return m_history.current(); }
    PageWidget* page(const QString& id) const;
    StartPage* startPage() const { return m_start; }

public slots:
    // A place in a window of its own.
    void openWindow(const QString& place);

protected:
    void closeEvent(QCloseEvent* event) override;
    // Watches the whole program for the mouse's back and forward buttons, which lists and fields keep for themselves.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildTop();
    void buildShortcuts();
    void buildRail();
    void showPlace(const QString& place);
    void showStart();
    void fitTheScreen();
    void connectSession();
    void rememberWorkspace();
    void dropPages();
    void goBack();
    void goForward();
    void showShortcuts();
    void retranslate();
    void updateNavigation();

    const PageRegistry& m_registry;
    Session& m_session;
    const Format& m_format;
    AppSettings& m_settings;
    Navigator m_navigator;
    Notifier m_notifier;
    PageContext m_context;
    History m_history;

    QWidget* m_top;
    QListWidget* m_rail;
    SearchBox* m_search;
    QToolButton *m_back, *m_forward;
    CloseQuestion* m_question;
    Toast* m_toast;
    QWidget* m_side;
    QStackedWidget* m_stack;
    StartPage* m_start;
    StatusStrip* m_status;
    LateLanguage m_later;
    std::map<QString, PageWidget*> m_pages;
};

}  // namespace meterseal::ui
