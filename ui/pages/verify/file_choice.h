// FileChoice: which file is checked and how it is read. A file that is dropped or chosen is looked at on a worker; a
// profile beside it, else what was kept of it or its like, else what its first rows suggest, is shown in words before
// anything is checked. What is in
// doubt is said and never guessed: the person loads a profile or confirms the reading.
#pragma once

#include "meterseal/workspace/file_reading.h"
#include "meterseal/workspace/workspace.h"
#include "pages/verify/file_check.h"
#include "shell/page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;

class FileChoice : public QWidget {
    Q_OBJECT
public:
    FileChoice(const PageContext& context, QWidget* parent);

    void setFile(const QString& file);
    void setProfile(const QString& file);
    QString file() const { return m_file; }
    enum class Stage { Choosing, Running, Done };
    // Once it is done, how the file was read is told by the name's tool tip: the result needs the room.
    void setStage(Stage stage);
    // Shown by the page where nothing is chosen yet.
    void ask();
    // As the button does; nothing while the file cannot be checked.
    void check();

signals:
    void fileChosen();  // another file, or another way to read it: an older result is not about it
    void checkAsked(const FileVerificationRequest& request);

private:
    struct Looked {
        std::uint64_t bytes = 0;
        std::optional<MappingProfile> profile;
        std::filesystem::path profileFile;  // empty: suggested
        bool complete = false;
        bool usable = false;  // all four fields have a source
        std::vector<SuggestionNote> notes;
    };
    using OpenLedger = std::function<Result<LedgerReader>()>;  // none: no ledger is open
    static Result<Looked> look(const std::filesystem::path& file, const std::filesystem::path& profileFile,
                               const std::filesystem::path& kept, const OpenLedger& openLedger);
    void buildLayout();
    void startLooking(const QString& profileFile);
    void askProfile();
    void refresh();
    void retranslate();
    void fillCoverage();
    QString profileInWords() const;
    QString notesInWords() const;
    std::optional<Timestamp> timeIn(const QLineEdit* field, bool endOfDay, bool& wrong) const;

    PageContext m_context;
    QString m_file;
    std::optional<Looked> m_looked;
    Stage m_stage = Stage::Choosing;
    QLabel *m_name, *m_profile, *m_coverageLabel, *m_fromLabel, *m_toLabel, *m_rangeFault;
    QPushButton *m_choose, *m_load, *m_check;
    QComboBox* m_coverage;  // what the file is said to hold; nothing chosen: not asked yet
    QCheckBox* m_confirm;
    QLineEdit *m_from, *m_to;
    Banner* m_banner;
    TaskHandle m_looking;
    TaskRunner m_runner{"ms-ui-look"};
};

}  // namespace meterseal::ui
