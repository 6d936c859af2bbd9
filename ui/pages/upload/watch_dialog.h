// Which folder is watched, and how its files are read.
//
// Test names: watchDialog, watchFolder, chooseWatchFolder, watchOn, watchProfile, chooseWatchProfile.
#pragma once

#include "dialogs/task_dialog.h"

class QCheckBox;
class QLineEdit;

namespace meterseal::ui {

class WatchDialog : public TaskDialog {
    Q_OBJECT
public:
    WatchDialog(const PageContext& context, QWidget* parent);

protected:
    void retranslate() override;
    void submit() override;

private:
    void choose(QLineEdit* into, bool folder);

    QLabel *m_folderLabel, *m_profileLabel;
    QLineEdit *m_folder, *m_profile;
    QPushButton *m_chooseFolder, *m_chooseProfile;
    QCheckBox* m_on;
    TaskHandle m_reading;
    TaskRunner m_worker{"ms-ui-watchset"};  // last: joined first
};

}  // namespace meterseal::ui
