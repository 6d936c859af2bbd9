// The one search box: asks the ledger what the text is and where it leads, and offers meter ids while one is typed. A
// newer question replaces an older one. Enter leads to what the text is; where it is a part of several, it opens their
// list. Test names: searchBox, meterSuggestions, searchMatches.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/base/result.h"
#include "theme/theme.h"

#include <QLineEdit>

namespace meterseal::ui {

class Session;
namespace search {
struct Hit;
}

class SearchBox : public QLineEdit {
    Q_OBJECT
public:
    SearchBox(Session& session, QWidget* parent);
    void cancel() { m_searching.cancel(); }

signals:
    void found(const QString& place);
    // Nothing was found: what was looked for.
    void told(Tone tone, const QString& title, const QString& detail);
    void failed(const Error& error);

private:
    void search();
    void tellMiss(const QString& input, const search::Hit& hit);
    void offer(const search::Hit& hit);
    void retranslate();

    Session& m_session;
    TaskHandle m_searching;
};

}  // namespace meterseal::ui
