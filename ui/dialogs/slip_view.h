// SlipView: activation slips with what can be done with them: print, PDF, encrypted file. The preview draws the first
// slip without its secrets. Writing runs on a worker; the outcome is shown inline.
//
// Test names: slipPreview, slipPrint, slipPdf, slipEncrypt, slipPassphrase, slipPassphraseAgain, slipBanner.
#pragma once

#include "bridge/task_runner.h"
#include "dialogs/activation_slip.h"
#include "shell/page.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;

class SlipView : public QWidget {
    Q_OBJECT
public:
    SlipView(const PageContext& context, QWidget* parent);
    ~SlipView() override;

    void setSlips(std::vector<ActivationSlip> slips);
    // Where a PDF or an encrypted file goes; the buttons ask the person first.
    void savePdf(const QString& file);
    void saveEncrypted(const QString& file);

signals:
    void saved();

private:
    void buildActions(class QVBoxLayout* column);
    void retranslate();
    void check();
    void chooseFile(bool encrypted);
    void print();
    void finish(const Status& status, const QString& file);

    PageContext m_context;
    std::shared_ptr<const std::vector<ActivationSlip>> m_slips;
    QWidget* m_preview;
    QLabel *m_note, *m_encryptNote, *m_passLabel, *m_againLabel;
    QPushButton *m_print, *m_pdf, *m_encrypt;
    QLineEdit *m_pass, *m_again;
    Banner* m_banner;
    TaskHandle m_task;
    TaskRunner m_runner{"ms-ui-slip"};
};

}  // namespace meterseal::ui
