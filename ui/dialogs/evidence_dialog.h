// Make evidence...: one dialog for a verify run, a finding, a meter and a batch; the same core call as the command
// line's `evidence make`. The bundle is written whole, and opened as an inspector sees it.
//
// Test names: evidenceDialog; evidenceSource, evidenceChoose, evidenceMeters, evidenceFrom, evidenceTo,
// evidenceOriginal, evidenceComplete, evidencePresenter, evidenceSign, evidenceText, evidenceTarget, evidenceBrowse.
#pragma once

#include "dialogs/task_dialog.h"
#include "meterseal/evidence/make.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace meterseal::ui {

// What the person had in hand.
struct EvidenceStart {
    QString file;                           // of records; empty: to be chosen
    std::optional<MappingProfile> profile;  // as that file was read
    std::optional<HealthRecord> record;     // instead of a file
    QString meter;                          // empty: all of the file
    std::optional<Timestamp> from, to;      // of records
};

class EvidenceDialog : public TaskDialog {
    Q_OBJECT
public:
    EvidenceDialog(const PageContext& context, EvidenceStart start, QWidget* parent);

signals:
    void made(const QString& file);

protected:
    void retranslate() override;
    void submit() override;

private:
    void build();
    void fillSigners();
    QWidget* withButton(QLineEdit* edit, QPushButton* button);
    void chooseSource();
    void chooseTarget();
    void check();
    void proposeTarget();
    Result<EvidenceRequest> request() const;
    void make(EvidenceRequest request, const QString& signer);
    void finish(const Result<EvidenceFile>& made);

    EvidenceStart m_start;
    QFormLayout* m_form;
    QLineEdit *m_source, *m_meters, *m_from, *m_to, *m_presenter, *m_text, *m_target;
    QPushButton *m_choose, *m_browse;
    QCheckBox *m_original, *m_complete;
    QComboBox* m_signer;
    std::vector<std::pair<QLabel*, QWidget*>> m_rows;
    bool m_targetChosen = false;
    TaskHandle m_making;
};

}  // namespace meterseal::ui
