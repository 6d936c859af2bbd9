// What a person sees while nothing is open: three doors, and a workspace that is already here.
//
// "Try it" asks for a passphrase (there is no default one anywhere) and makes a local ledger; what fills it is given
// by the composition root as a SampleMaker. Doors whose core does not exist yet are shown, closed, and say so.
#pragma once

#include "shell/page.h"

#include <QScrollArea>

class QLabel;
class QLineEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;
class ProgressStrip;

struct SampleProgress {
    std::uint64_t done = 0, total = 0;
    std::string step;  // language-neutral: "meters", "records", "file"
};
// Makes and fills a workspace in `folder`, on a worker.
using SampleMaker = std::function<Status(const std::filesystem::path& folder, const crypto::SecretBytes& passphrase,
                                         Shared<SampleProgress>& progress, std::stop_token stop)>;

class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(const PageContext& context, QWidget* parent);
    ~StartPage() override;
    void setSampleMaker(SampleMaker maker);
    // Where "Try it" makes its workspace.
    void setTryFolder(const std::filesystem::path& folder);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Door {
        QLabel *symbol, *title, *text, *note;
        QPushButton* button;
    };
    Door makeDoor(const QString& name, const QString& iconName, class QHBoxLayout* row);
    void buildTryForm(class QVBoxLayout* column);
    void beginTry();
    void chooseFolder();
    void checkPassphrase();
    void retranslate();
    void refresh();

    PageContext m_context;
    SampleMaker m_maker;
    std::filesystem::path m_tryFolder;
    QLabel *m_title, *m_subtitle, *m_passLabel, *m_againLabel, *m_passHint;
    Banner* m_banner;
    Door m_try, m_join, m_inspect;
    QWidget* m_tryForm;
    QLineEdit *m_pass, *m_again;
    QPushButton *m_begin, *m_open;
    ProgressStrip* m_progress;
    TaskHandle m_making;
    Shared<SampleProgress> m_shared;
    QTimer m_poll;
    TaskRunner m_runner{"ms-ui-sample"};  // last: joined before what it writes to goes
};

}  // namespace meterseal::ui
