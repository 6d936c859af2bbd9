// Registering a list of meters: choose a file, answer what it leaves open, see every row with what is wrong with it,
// register the ones in order, see what became of each. Rows with errors are never submitted. Between groups of kGroup
// meters it can be stopped; what is registered by then stays registered.
//
// Test names: listFile, listNotes, chooseList, listTable, signer, tokenDays, listSummary, stopButton, saveResults; then
// SlipView's.
#pragma once

#include "dialogs/meter_work.h"
#include "dialogs/signers.h"
#include "dialogs/task_dialog.h"
#include "models/meter_list_model.h"

class QComboBox;
class QSpinBox;
class QTabWidget;

namespace meterseal::ui {

class DataTable;
class ProgressStrip;
class QuestionList;
class SlipView;
class ToneLabel;

class RegisterListDialog : public TaskDialog {
    Q_OBJECT
public:
    static constexpr std::size_t kGroup = 200;

    RegisterListDialog(const PageContext& context, QWidget* parent);
    ~RegisterListDialog() override;

    void openList(const QString& file);
    void saveResults(const QString& file);

signals:
    void registered(int count);

protected:
    void retranslate() override;
    void submit() override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildList();
    void readList();
    void refresh();
    void chooseList();
    void chooseResultsFile();
    void registerNext();
    void finish();

    MeterListModel* m_model;
    DataTable* m_table;
    QTabWidget* m_steps;
    QLabel *m_file, *m_notes, *m_signerLabel, *m_daysLabel;
    ToneLabel* m_summary;
    QPushButton *m_choose, *m_save;
    QComboBox* m_signer;
    QSpinBox* m_days;
    QuestionList* m_questions;
    ProgressStrip* m_progress;
    SlipView* m_slips;
    std::string m_path;
    std::map<std::string, std::string> m_answers;  // to what the file leaves open
    std::vector<SuggestionNote> m_said;
    QString m_name;
    std::vector<int> m_waiting;  // rows still to be registered in this run
    std::size_t m_wanted = 0;    // rows of this run
    std::vector<ActivationSlip> m_made;
    bool m_gb18030 = false;
    bool m_stop = false;
    bool m_finished = false;
    TaskHandle m_reading, m_signers, m_task;
};

}  // namespace meterseal::ui
