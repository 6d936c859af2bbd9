// Backup and restore. A backup is made while everything goes on; a restore makes a folder of its own and opens it.
#pragma once

#include "meterseal/workspace/backup.h"
#include "pages/settings/section.h"

#include <QTimer>

class QLineEdit;

namespace meterseal::ui {

class Facts;

class BackupSection : public SettingsSection {
    Q_OBJECT
public:
    explicit BackupSection(const PageContext& context);

protected:
    void retranslate() override;

private:
    enum class Job { None, Backup, Look, Restore };

    void buildBackup();
    void buildRestore();
    void chooseTarget();
    void backUp(const QString& file);
    void chooseSource();
    void look(const QString& source);
    void chooseFolder();
    void restore();
    // What all three have in common.
    void begin(Job job);
    void end();
    void showProgress();
    void showSummary();
    void refresh();
    BackupOptions options(std::stop_token stop) const;

    Job m_job = Job::None;
    QLabel *m_backupHeading, *m_backupNote, *m_restoreHeading, *m_restoreNote, *m_folderLabel;
    QPushButton *m_make, *m_choose, *m_browse, *m_restore;
    ProgressStrip* m_progress;
    Facts* m_facts;
    QWidget* m_target;
    QLineEdit* m_folder;
    QString m_source;
    std::optional<BackupSummary> m_summary;
    std::shared_ptr<Shared<BackupProgress>> m_shared;
    QTimer m_poll;
    TaskHandle m_task;
    TaskRunner m_runner{"ms-ui-backup"};
};

}  // namespace meterseal::ui
