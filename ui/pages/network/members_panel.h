// The organisations of the ledger: role, state, duty, up to which block each cosigned and when, and its keys; the
// chosen one with every key it has and had.
#pragma once

#include "models/rows_model.h"
#include "shell/page.h"

class QLabel;

namespace meterseal::ui {

class DataTable;
class EmptyState;
class Facts;
struct NetworkState;

struct MemberRow {
    Organisation organisation;
    bool seals = false, decides = false;
    std::optional<std::pair<Height, Timestamp>> cosigned;
    Height head = 0;
};

class MembersPanel : public QWidget {
    Q_OBJECT
public:
    MembersPanel(const PageContext& context, QWidget* parent);
    bool hasHeightForWidth() const override { return false; }
    void setState(const NetworkState& state);
    // Also before the organisations are known.
    void choose(const QString& id);

private:
    void showMember(int row);
    void retranslate();

    PageContext m_context;
    RowsModel<MemberRow>* m_model;
    DataTable* m_table;
    QLabel* m_name;
    Facts* m_facts;
    EmptyState* m_none;
    QString m_wanted;
};

}  // namespace meterseal::ui
