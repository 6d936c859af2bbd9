// The fourteen steps, worst first to the eye: a list, and beside it what the chosen step asks, expected and found.
#pragma once

#include "format/evidence_words.h"
#include "models/rows_model.h"
#include "shell/page.h"

class QLabel;

namespace meterseal::ui {

class DataTable;
class Facts;

class StepsView : public QWidget {
    Q_OBJECT
public:
    StepsView(const PageContext& context, QWidget* parent);
    void setReport(const EvidenceReport& report);

private:
    void showStep();
    void retranslate();

    PageContext m_context;
    RowsModel<EvidenceStep>* m_model;
    DataTable* m_table;
    QLabel *m_title, *m_purpose, *m_reason;
    Facts* m_facts;
    std::vector<EvidenceStep> m_steps;
    Hash256 m_bundle;  // whose steps they are
};

}  // namespace meterseal::ui
