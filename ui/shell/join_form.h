// The second door: a replica of a ledger that another party seals. A genesis file is read; its fingerprint stands there
// in hex, as check words and as a QR code, to be compared with the other parties; then blocks are fetched from a folder
// of block files or an address, every transaction is executed here, and the replica opens read-only.
//
// Nothing is made on disk before the person says that the fingerprint was compared. Stopped or cut off, the blocks that
// were checked stay: pressed again with the same folder it goes on. Test names: joinForm, chooseGenesis, joinFacts,
// joinQr, joinCompared, joinSource, browseJoinSource, joinFolder, browseJoinFolder, joinBegin, joinBanner,
// joinProgress.
#pragma once

#include "meterseal/chain/replica.h"
#include "meterseal/ledger/genesis.h"
#include "shell/page.h"
#include "widgets/labels.h"

#include <QTimer>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;
class Facts;
class ProgressStrip;
class QrLabel;

class JoinForm : public Card {
    Q_OBJECT
public:
    JoinForm(const PageContext& context, QWidget* parent);
    void read(const QString& file);

private:
    void build();
    void chooseGenesis();
    void chooseFolder(QLineEdit* into, const QString& title, const char* name);
    void join();
    void joined(const Result<PullReport>& done, const QString& folder);
    void stop();
    // What keeps the button from working, in words; empty: nothing.
    QString missing() const;
    void showGenesis();
    void showProgress();
    void refresh();
    void retranslate();

    PageContext m_context;
    std::optional<Genesis> m_genesis;
    ScaledLabel *m_title, *m_what, *m_missing;
    QPushButton* m_choose;
    Banner* m_banner;
    Facts* m_facts;
    QrLabel* m_qr;
    QWidget* m_rest;  // what is asked once a genesis file is there
    QCheckBox* m_compared;
    QLabel *m_sourceLabel, *m_folderLabel;
    QLineEdit *m_source, *m_folder;
    QPushButton *m_browseSource, *m_browseFolder, *m_join;
    ProgressStrip* m_progress;
    QTimer m_poll;
    Shared<PullReport> m_shared;
    TaskHandle m_reading, m_joining;
    TaskRunner m_runner{"ms-ui-join"};  // last: joined first
};

}  // namespace meterseal::ui
