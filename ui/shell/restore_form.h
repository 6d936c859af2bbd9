// A backup becomes a workspace in a folder of its own, which is opened: on the start page, where nothing is open yet,
// and in the settings. Test names: chooseBackup, backupFacts, restoreFolder, browseFolder, restoreBackup.
#pragma once

#include "meterseal/workspace/backup.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;
class Facts;
class ProgressStrip;

class RestoreForm : public QWidget {
    Q_OBJECT
public:
    RestoreForm(const PageContext& context, QWidget* parent);

private:
    void chooseSource();
    void look(const QString& source);
    void chooseFolder();
    void restore();
    void begin(const QString& step);
    void end();
    void showProgress();
    void showSummary();
    void refresh();
    QString suggestedFolder() const;

    PageContext m_context;
    QLabel *m_note, *m_folderLabel;
    QPushButton *m_choose, *m_browse, *m_restore;
    Banner* m_banner;
    ProgressStrip* m_progress;
    Facts* m_facts;
    QWidget* m_target;
    QLineEdit* m_folder;
    QString m_source, m_step;
    std::optional<BackupSummary> m_summary;
    bool m_busy = false;
    std::shared_ptr<Shared<BackupProgress>> m_shared;
    QTimer m_poll;
    TaskHandle m_task;
    TaskRunner m_runner{"ms-ui-restore"};  // last: joined first
};

}  // namespace meterseal::ui
