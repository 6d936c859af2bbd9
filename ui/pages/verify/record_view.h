// RecordView: one record against the ledger. Its four fields are typed, or pasted as JSON, which fills the fields; a
// receipt's place may be claimed.
#pragma once

#include "pages/verify/finding_row.h"
#include "shell/page.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;
class FindingView;
class VerdictPanel;

class RecordView : public QWidget {
    Q_OBJECT
public:
    RecordView(const PageContext& context, QWidget* parent);
    void setRecord(const HealthRecord& record);

private:
    void buildForm();
    void buildLayout();
    Result<HealthRecord> record() const;
    Result<std::optional<Claim>> claim() const;
    void takeJson();
    void check();
    void refresh();
    void retranslate();

    PageContext m_context;
    std::optional<Finding> m_result;
    QFormLayout* m_form;
    QLineEdit *m_mn, *m_code, *m_value, *m_time, *m_tx, *m_index;
    std::array<QLabel*, 6> m_labels;
    QPlainTextEdit* m_json;
    QLabel *m_jsonLabel, *m_fault, *m_claimTitle;
    QPushButton* m_check;
    Banner* m_banner;
    VerdictPanel* m_verdict;
    FindingView* m_finding;
    TaskHandle m_checking;
};

}  // namespace meterseal::ui
