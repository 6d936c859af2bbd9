// What can be done with one meter now, as buttons: activate, suspend, resume, retire, activation slip. Where nothing
// can be done, a sentence says why.
//
// Test names: activateMeter, suspendMeter, resumeMeter, retireMeter, slipOfMeter, reviewMeter, whyNoMeterActions.
#pragma once

#include "dialogs/decision_dialog.h"
#include "shell/page.h"

class QAction;
class QLabel;
class QPushButton;

namespace meterseal::ui {

class MeterActions : public QWidget {
    Q_OBJECT
public:
    MeterActions(const PageContext& context, QWidget* parent);
    void setMeter(const std::optional<MeterEntry>& meter);

signals:
    void changed();
    void failed(const Error& error);
    void explained(Tone tone, const QString& title, const QString& detail);

private:
    QPushButton* makeButton(const char* name);
    QAction* makeAction(const char* name);
    void refresh();
    void activate();
    void makeSlip();
    void decide(DecisionDialog::Kind kind, MeterAction action);

    PageContext m_context;
    std::optional<MeterEntry> m_meter;
    QLabel* m_why;
    // What comes next is a button; all else is in the menu, what cannot be taken back last.
    QPushButton *m_review, *m_activate, *m_resume, *m_more;
    QAction *m_evidence, *m_slip, *m_suspend, *m_retire;
    TaskHandle m_task;
};

}  // namespace meterseal::ui
