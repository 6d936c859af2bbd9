// Who keeps this ledger: on whose word it stands, its organisations with their keys, every change of them with who
// signed it, and the ledgers whose fingerprint this person compared.
//
// Places: "" and "members", "changes", "book"; "<organisation id>": that organisation.
// Test names: networkWord, networkFingerprint, networkCompared, networkCompare, networkTabs, membersTable, memberFacts,
// changesTable, bookTable, bookForget.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/chain/endorsement.h"
#include "meterseal/ledger/organisation_changes.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace meterseal::ui {

class BookPanel;
class ChangesPanel;
class HashLabel;
class MembersPanel;
class ToneLabel;

// What the page shows, read at once.
struct NetworkState {
    std::vector<Organisation> organisations;
    std::vector<OrganisationChange> changes;
    Height height = 0;
    std::optional<Endorsements> head;    // of the newest block; none: there is no block
    std::vector<Endorsement> witnesses;  // of each organisation the newest cosignature, of the latest blocks
    bool consortium = false;
    std::string sealer;
};
Result<NetworkState> readNetwork(LedgerReader& reader);

class NetworkWidget : public PageWidget {
    Q_OBJECT
public:
    NetworkWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;

private:
    void read();
    void show();
    void showFingerprint();
    void retranslate();
    QWidget* buildHead();

    PageContext m_context;
    QLabel *m_title, *m_word, *m_figures, *m_fingerprintTitle, *m_words;
    ToneLabel *m_tone, *m_compared;
    HashLabel* m_fingerprint;
    QPushButton* m_compare;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    MembersPanel* m_members;
    ChangesPanel* m_changes;
    BookPanel* m_book;
    std::optional<NetworkState> m_state;
    QTimer m_soon;
    TaskHandle m_reading;
};

}  // namespace meterseal::ui
