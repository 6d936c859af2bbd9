// The chain's state, the filters, the list, and the chosen entry beside it.
//
// Test names: auditTable, auditAction, auditResult, auditText, auditTime, auditEntry, auditRaw, auditReadOnly.
#pragma once

#include "pages/audit/chain_state.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QSplitter;

namespace meterseal::ui {

class AuditModel;
class DataTable;
class EmptyState;
class Facts;

class AuditWidget : public PageWidget {
    Q_OBJECT
public:
    AuditWidget(const PageContext& context, QWidget* parent);

private:
    void buildFilters();
    void buildDetail(QSplitter* splitter);
    void applyFilter();
    void showEntry(int row);
    void look();
    void retranslate();

    PageContext m_context;
    const AuditLog m_log;
    QLabel *m_title, *m_note;
    ChainState* m_chain;
    QComboBox *m_action, *m_result, *m_time;
    QLineEdit* m_text;
    AuditModel* m_model;
    DataTable* m_table;
    EmptyState* m_none;
    QWidget* m_entry;
    QLabel *m_entryTitle, *m_rawLabel;
    Facts* m_facts;
    QPlainTextEdit* m_raw;
    std::optional<AuditEntry> m_shown;
    quint64 m_seenBytes = 0;
    bool m_looked = false;
    QTimer m_typing, m_growth;
    TaskHandle m_look;
};

}  // namespace meterseal::ui
