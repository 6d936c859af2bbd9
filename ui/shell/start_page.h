// What a person sees while nothing is open: three doors; below them a workspace that is already here, a ledger of one's
// own and a backup.
//
// "Try it" asks for a passphrase (there is no default one anywhere) and makes a local ledger; what fills it is given
// by the composition root. "Join" makes a replica of another party's ledger (see JoinForm). "Inspect" opens a ledger so
// that nothing on disk changes. Each says plainly what it cannot do yet.
#pragma once

#include "meterseal/workspace/sample.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QHBoxLayout;
class QVBoxLayout;

class QAbstractButton;

namespace meterseal::ui {

class Banner;
class IconLabel;
class JoinForm;
class NewLedgerForm;
class PassphraseFields;
class RecentLedgers;
class ProgressStrip;

// makeSample of core; another one in tests. Runs on a worker.
using SampleMaker = std::function<Result<SampleOutcome>(const SampleOptions&)>;
using SampleReadings = std::function<Result<std::filesystem::path>()>;

class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(const PageContext& context, QWidget* parent);
    ~StartPage() override;
    // `readings` finds the sample's file; it too runs on the worker.
    void setSampleMaker(SampleMaker maker, SampleReadings readings);
    // Where "Try it" makes its workspace.
    void setTryFolder(const std::filesystem::path& folder);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Door {
        IconLabel* symbol;
        QLabel *title, *text, *note;
        QPushButton* button;
    };
    Door makeDoor(const QString& name, const QString& iconName, QHBoxLayout* row);
    void buildTryForm(QVBoxLayout* column);
    void beginTry();
    void sampleMade(const SampleOutcome& outcome);
    void chooseFolder(bool readOnly);
    QLayout* buildChoices();
    void refreshChoices();
    void openForm(QWidget* form, QWidget* first);
    void refreshTry();
    void retranslate();
    void refresh();

    PageContext m_context;
    SampleMaker m_maker;
    SampleReadings m_readings;
    std::filesystem::path m_tryFolder;
    QLabel *m_title, *m_subtitle;
    RecentLedgers* m_recent;
    std::vector<QAbstractButton*> m_languages, m_themes;
    QLabel* m_drop;
    QString m_dropped;  // a file to be verified once a ledger is open
    Banner* m_banner;
    Door m_try, m_join, m_inspect;
    QWidget* m_tryForm;
    JoinForm* m_joinForm;
    NewLedgerForm* m_newForm;
    QWidget* m_restoreForm;
    PassphraseFields* m_passphrase;
    QPushButton *m_begin, *m_open, *m_look, *m_new, *m_restore;
    ProgressStrip* m_progress;
    TaskHandle m_making;
    Shared<SampleProgress> m_shared;
    QTimer m_poll;
    TaskRunner m_runner{"ms-ui-sample"};  // last: joined before what it writes to goes
};

}  // namespace meterseal::ui
