// Pages, places and what a page is given.
//
// A place is a path: "<page>" or "<page>/<rest>", for example "ledger/block/12", "ledger/tx/<hash>", "meters/<mn>".
// It is what links, history, search and windows of their own speak of.
#pragma once

#include "format/format.h"
#include "shell/session.h"
#include "theme/theme.h"

#include <QCoreApplication>
#include <QObject>
#include <QWidget>

#include <functional>
#include <vector>

namespace meterseal::ui {

// Where a page asks to go. The main window listens.
class Navigator : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    void go(const QString& place) { emit requested(place); }
    void openWindow(const QString& place) { emit windowRequested(place); }
    // Whether there is a page for this place. Set by whoever listens; without, there is none.
    bool knows(const QString& place) const { return m_knows && m_knows(place); }
    void setKnows(std::function<bool(const QString& place)> knows) { m_knows = std::move(knows); }

signals:
    void requested(const QString& place);
    void windowRequested(const QString& place);

private:
    std::function<bool(const QString& place)> m_knows;
};

// Messages that appear beside the work and never take the keyboard.
class Notifier : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    void notify(Tone tone, const QString& title, const QString& detail = {}) { emit message(tone, title, detail); }
    void notify(const Error& error) { emit failure(error); }

signals:
    void message(Tone tone, const QString& title, const QString& detail);
    void failure(const Error& error);
};

struct PageContext {
    Session& session;
    const Format& format;
    AppSettings& settings;
    Navigator& navigator;
    Notifier& notifier;
};

class PageWidget : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    // It fills the room it is given; asking every wrapped line for its height would cost milliseconds a time.
    bool hasHeightForWidth() const override { return false; }
    // `rest` is the place without the page's id; empty: the page as it opens.
    virtual void goTo(const QString& rest) { Q_UNUSED(rest) }
    // What a window of its own shows in its title for where the page is now.
    virtual QString windowTitleNow() const { return {}; }

signals:
    // The person moved inside the page: goes into the history. `rest` as goTo() takes it.
    void moved(const QString& rest);
};

// One entry of the rail. Names are translated in the context "Pages".
struct PageEntry {
    const char* name;     // stable: places, object names, settings
    const char* words;    // QT_TRANSLATE_NOOP("Pages", ...)
    const char* picture;  // resources/icons
    PageWidget* (*make)(const PageContext& context, QWidget* parent);
    bool alone = false;  // needs no workspace: shown before one is open too, where session.ledger() is null

    QString id() const { return QString::fromLatin1(name); }
    QString title() const { return QCoreApplication::translate("Pages", words); }
    QString iconName() const { return QString::fromLatin1(picture); }
};

class PageRegistry {
public:
    void add(const PageEntry& page) { m_pages.push_back(page); }
    // In the rail's order.
    const std::vector<PageEntry>& pages() const { return m_pages; }
    const PageEntry* find(const QString& id) const;

private:
    std::vector<PageEntry> m_pages;
};

}  // namespace meterseal::ui
