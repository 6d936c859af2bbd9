// Registering one meter: the dossier with every field checked as it is typed, then the activation slip.
//
// Test names: mn, location, manufacturer, signer, tokenDays, and <field>Fault under each; then those of SlipView.
#pragma once

#include "dialogs/meter_work.h"
#include "dialogs/signers.h"
#include "dialogs/task_dialog.h"

#include <QTimer>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
class QStackedWidget;

namespace meterseal::ui {

class SlipView;

class RegisterDialog : public TaskDialog {
    Q_OBJECT
public:
    RegisterDialog(const PageContext& context, QWidget* parent);

signals:
    void registered(const QString& mn);

protected:
    void retranslate() override;
    void submit() override;

private:
    struct Field {
        QLabel* label = nullptr;
        QLineEdit* edit = nullptr;
        QLabel* fault = nullptr;
    };
    Field makeField(const char* name, QFormLayout* form);
    void buildForm();
    void check();
    void lookUp();
    void say(Field& field, const QString& fault);
    void showSlip(RegisteredMeter done);

    QStackedWidget* m_steps;
    Field m_mn, m_location, m_manufacturer;
    QComboBox* m_signer;
    QSpinBox* m_days;
    QLabel *m_signerLabel, *m_daysLabel, *m_passwordLabel, *m_passwordNote;
    SlipView* m_slip;
    std::optional<Error> m_taken;   // the ledger has this meter id already
    std::optional<QString> m_done;  // mn, once it is registered
    bool m_signersKnown = false;
    QTimer m_lookUpSoon;
    TaskHandle m_lookUp, m_signers, m_task;
};

}  // namespace meterseal::ui
