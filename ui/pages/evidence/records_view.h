// The records a bundle shows, those that are not the anchored ones first, and the chosen one calculated in full.
#pragma once

#include "models/rows_model.h"
#include "paper/opened_evidence.h"
#include "shell/page.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;
class DataTable;

class RecordsView : public QWidget {
    Q_OBJECT
public:
    RecordsView(const PageContext& context, QWidget* parent);
    void setOpened(const std::shared_ptr<const OpenedEvidence>& opened);
    std::size_t count() const { return m_model->rows().size(); }

private:
    void showRecord();
    void showCalculation(const Result<EvidenceCalculation>& calculation);
    void retranslate();

    PageContext m_context;
    std::shared_ptr<const OpenedEvidence> m_opened;
    RowsModel<EvidenceRow>* m_model;
    DataTable* m_table;
    QLabel *m_title, *m_how, *m_why;
    QPushButton* m_copy;
    QPlainTextEdit* m_text;
    Banner* m_banner;
    std::optional<Result<EvidenceCalculation>> m_calculation;
    TaskHandle m_calculating;
    TaskRunner m_runner{"ms-ui-redo"};
};

}  // namespace meterseal::ui
