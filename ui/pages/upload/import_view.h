// One file before it is anchored: its head as it stands and as it will be recorded, side by side, and the mapping that
// may be corrected; above them the questions that only a person can answer. The head shows at once, whatever the file's
// size; what all its records show together follows when it is read through. Several files come one after another; what
// was said of one is kept for the next one with its header (FileReadings). Records that contradict each other are a
// question too (contradictionList): nothing is anchored before the file was read through and that was answered.
//
// Test names: importView, importSpan, importFile, importSummary, rawTable, parsedTable, loadProfile, saveProfile,
// anchorButton, backToJobs; then ProfileForm's.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/source/record_survey.h"
#include "meterseal/workspace/file_reading.h"
#include "pages/upload/preview_models.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QPushButton;

namespace meterseal::ui {

class Banner;
class PreviewTables;
class ProfileForm;
class QuestionList;
class ToneLabel;

class ImportView : public QWidget {
    Q_OBJECT
public:
    ImportView(const PageContext& context, QWidget* parent);
    ~ImportView() override;

    void openFiles(const QStringList& files);
    void loadProfile(const QString& file);
    void saveProfile(const QString& file);

signals:
    void anchored(const QString& jobId);
    void nextFile();  // another one is shown now
    void left();

private:
    void openNext();
    void look();
    void takeReading(const Result<FileReading>& reading);
    void survey();
    void takeSurvey(const Result<RecordSummary>& summary);
    void answerContradiction(const QString& answer);
    void showSpan();
    void previewSoon();
    void preview();
    void takePreview(Result<Preview> preview);
    void showRows();
    void anchor();
    void submit();
    void chooseProfile(bool save);
    void refresh();
    void retranslate();

    PageContext m_context;
    QStringList m_files;                           // the first one is shown
    std::map<std::string, std::string> m_answers;  // by Question::key
    MappingProfile m_read;                         // as the form was filled, before a person edited it
    std::optional<RecordSummary> m_survey;         // of all records, as the form reads them
    PreviewPtr m_preview;
    bool m_surveyed = false;                // all of the file was read with the mapping shown, or could not be
    std::vector<std::uint64_t> m_leaveOut;  // rows that a person left out because they contradict others
    bool m_fresh = false;                   // the preview shown is the current profile's
    bool m_adding = false;

    QLabel *m_title, *m_file;
    ToneLabel *m_summary, *m_span;
    Banner* m_banner;
    QuestionList *m_questions, *m_contradictions;
    ProfileForm* m_form;
    PreviewTables* m_tables;
    QPushButton *m_back, *m_load, *m_save, *m_anchor;
    QTimer m_soon;
    TaskHandle m_suggesting, m_previewing, m_submitting, m_surveying;
    TaskRunner m_surveyor{"ms-ui-survey"};
    TaskRunner m_worker{"ms-ui-preview"};  // last: joined first
};

}  // namespace meterseal::ui
