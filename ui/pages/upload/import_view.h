// One file before it is anchored: its head as it stands and as it will be recorded, side by side, and the mapping that
// may be corrected. Only the head is read, so a file of any size shows at once. Several files come one after another; a
// mapping is kept for the next one where its columns are the same.
//
// Test names: importView, importFile, importSummary, rawTable, parsedTable, loadProfile, saveProfile, anchorButton,
// backToJobs; then ProfileForm's.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/source/suggestion.h"
#include "pages/upload/preview_models.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QPushButton;

namespace meterseal::ui {

class Banner;
class PreviewTables;
class ProfileForm;
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

protected:
    void changeEvent(QEvent* event) override;

private:
    void openNext();
    void takeSuggestion(const Result<ProfileSuggestion>& suggestion);
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
    QStringList m_files;  // the first one is shown
    std::vector<std::string> m_columns;
    std::optional<MappingProfile> m_kept;  // of the file before, with its columns in m_keptColumns
    std::vector<std::string> m_keptColumns;
    PreviewPtr m_preview;
    bool m_fresh = false;  // the preview shown is the profile's of now
    bool m_adding = false;

    QLabel *m_title, *m_file;
    ToneLabel* m_summary;
    Banner* m_banner;
    ProfileForm* m_form;
    PreviewTables* m_tables;
    QPushButton *m_back, *m_load, *m_save, *m_anchor;
    QTimer m_soon;
    TaskHandle m_suggesting, m_previewing, m_submitting;
    TaskRunner m_worker{"ms-ui-preview"};  // last: joined first
};

}  // namespace meterseal::ui
