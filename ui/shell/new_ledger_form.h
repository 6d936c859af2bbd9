// A ledger of one's own: its id, its organisations, a folder and a passphrase. Keys for all of them and for the sealer
// are made here and lie in one key store, so this is for one machine; founding a consortium needs its engine.
// Test names: newLedgerForm, newChain, newFolder, browseNewFolder, newRole<n>, newId<n>, newName<n>, newRemove<n>
// (n from 0), newAdd, newPassphrase, newPassphraseAgain, newBegin.
#pragma once

#include "shell/page.h"
#include "widgets/labels.h"

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;
class PassphraseFields;

class NewLedgerForm : public Card {
    Q_OBJECT
public:
    NewLedgerForm(const PageContext& context, QWidget* parent);
    QWidget* first() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Row {
        QComboBox* role;
        QLineEdit *id, *name;
        QToolButton* remove;
    };

    void addRow(Role role);
    void removeRow(std::size_t at);
    void placeRows();
    std::vector<NewOrganisation> organisations() const;
    void chooseFolder();
    void make();
    // What keeps the button from working, in words; empty: nothing.
    QString missing() const;
    void refresh();
    void retranslate();

    PageContext m_context;
    ScaledLabel *m_title, *m_what, *m_missing;
    QLabel *m_chainLabel, *m_folderLabel, *m_roleHead, *m_idHead, *m_nameHead;
    QLineEdit *m_chain, *m_folder;
    QPushButton *m_browse, *m_add, *m_make;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
    PassphraseFields* m_passphrase;
    Banner* m_banner;
    TaskHandle m_making;
    TaskRunner m_runner{"ms-ui-new"};  // last: joined first
};

}  // namespace meterseal::ui
