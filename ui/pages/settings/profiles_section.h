// The mapping profiles kept in this workspace: rename, delete, import, export. Making them is the Upload page's work.
#pragma once

#include "meterseal/workspace/profile_store.h"
#include "pages/settings/section.h"

class QListWidget;
class QListWidgetItem;

namespace meterseal::ui {

class EmptyState;

class ProfilesSection : public SettingsSection {
    Q_OBJECT
public:
    explicit ProfilesSection(const PageContext& context);

protected:
    void retranslate() override;

private:
    void read();
    void show(const std::vector<StoredProfile>& profiles);
    void refresh();
    void renamed(QListWidgetItem* item);
    void askToDelete();
    void chooseImport();
    void chooseExport();
    // Runs `work` on the worker, notes it in the audit log, tells an error, reads the list again.
    void change(AuditNote note, std::function<Status(const ProfileStore&)> work);
    QString chosen() const;

    const ProfileStore m_store;
    QListWidget* m_list;
    EmptyState* m_empty;
    QPushButton *m_rename, *m_delete, *m_import, *m_export;
    QString m_toDelete;
    TaskHandle m_reading;
    TaskHandle m_changing;
    TaskRunner m_runner{"ms-ui-profiles"};
};

}  // namespace meterseal::ui
