// Meter ids offered while one is typed: those of the ledger that begin with the text, a few of them. The latest text
// wins; an answer to an older one is never shown. The list is Qt's own completer, so that arrow keys and Enter work as
// everywhere and the cursor stays in the field.
//
// Thread-safety: event loop only.
#pragma once

#include "bridge/ledger_bridge.h"

#include <QObject>
#include <QTimer>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace meterseal::ui {

class MeterSuggestions : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kMost = 8;

    // `ledger` gives null while none is open. The suggestions live as long as the field.
    MeterSuggestions(QLineEdit* field, std::function<LedgerBridge*()> ledger);
    QStringList shown() const;

signals:
    void chosen(const QString& mn);

private:
    void ask();

    QLineEdit* m_field;
    std::function<LedgerBridge*()> m_ledger;
    QStringListModel* m_list;
    QCompleter* m_completer;
    QTimer m_soon;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
