// Backup, made while everything goes on, and restore (see RestoreForm).
#pragma once

#include "meterseal/workspace/backup.h"
#include "pages/settings/section.h"

#include <QTimer>

namespace meterseal::ui {

class BackupSection : public SettingsSection {
    Q_OBJECT
public:
    explicit BackupSection(const PageContext& context);

protected:
    void retranslate() override;

private:
    void buildBackup();
    void buildRestore();
    void chooseTarget();
    void backUp(const QString& file);
    void begin();
    void end();
    void showProgress();
    void refresh();

    bool m_busy = false;
    QLabel *m_backupHeading, *m_backupNote, *m_restoreHeading;
    QPushButton* m_make;
    ProgressStrip* m_progress;
    std::shared_ptr<Shared<BackupProgress>> m_shared;
    QTimer m_poll;
    TaskHandle m_task;
    TaskRunner m_runner{"ms-ui-backup"};
};

}  // namespace meterseal::ui
