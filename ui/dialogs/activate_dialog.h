// Activating an approved meter with its token: the one in the key store, one that is typed, or an encrypted slip.
//
// Test names: fromStore, fromTyping, fromFile, token, slipFile, slipPassphrase.
#pragma once

#include "dialogs/meter_work.h"
#include "dialogs/task_dialog.h"

class QLineEdit;
class QRadioButton;

namespace meterseal::ui {

class ActivateDialog : public TaskDialog {
    Q_OBJECT
public:
    ActivateDialog(const PageContext& context, const MeterEntry& meter, ActivationMeans means, QWidget* parent);

signals:
    void done(const QString& txHash);

protected:
    void retranslate() override;
    void submit() override;

private:
    void check();
    void chooseFile();

    MeterEntry m_meter;
    ActivationMeans m_means;
    QRadioButton *m_fromStore, *m_fromTyping, *m_fromFile;
    QLabel *m_storeNote, *m_tokenLabel, *m_fileLabel, *m_passLabel;
    QLineEdit *m_token, *m_file, *m_pass;
    class QPushButton* m_browse;
    QWidget *m_typing, *m_filing;
    TaskHandle m_task;
};

}  // namespace meterseal::ui
