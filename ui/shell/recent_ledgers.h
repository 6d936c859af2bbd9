// The ledgers this person has opened, latest first: name, fingerprint, when, and whether the folder is still there. The
// chosen one is opened by the button, which bears its name, by Enter or by a double click.
// Test names: recentLedgers, recentTable, openRecent.
#pragma once

#include "format/known_workspaces.h"
#include "models/rows_model.h"
#include "shell/page.h"
#include "widgets/labels.h"

class QPushButton;
class QTableView;

namespace meterseal::ui {

class RecentLedgers : public Card {
    Q_OBJECT
public:
    RecentLedgers(const PageContext& context, QWidget* parent);
    // Reads the list again; hidden while it is empty. Which folders are there is looked up on a worker.
    void refresh();
    // The latest whose folder is there; empty: none.
    QString newest() const;

signals:
    void openWanted(const QString& folder);
    void changed();

private:
    struct Row {
        KnownWorkspace known;
        std::optional<bool> there;  // unknown until it was looked for
    };
    static std::span<const Column<Row>> columns();
    void take(const std::vector<bool>& there);
    void showChosen();
    const Row* chosen() const;
    void retranslate();

    PageContext m_context;
    RowsModel<Row>* m_model;
    QLabel* m_title;
    QPushButton* m_open;
    QTableView* m_view;
    TaskRunner m_looker{"ms-ui-recent"};  // last: joined first
};

}  // namespace meterseal::ui
