// TaskDialog: what every dialog here is made of: a title, a sentence, a form, the error beside it, and two buttons.
// Shown with open(), deletes itself when closed. While work runs the form is disabled and the window stays.
//
// Test names: <name>, dialogTitle, dialogBanner, dialogPrimary, dialogCancel.
#pragma once

#include "shell/page.h"
#include "widgets/banner.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace meterseal::ui {

class TaskDialog : public QDialog {
    Q_OBJECT
public:
    TaskDialog(const PageContext& context, const QString& name, QWidget* parent);
    void reject() override;  // not while work runs

protected:
    // Texts in the current language; called by the last constructor and when the language changes.
    virtual void retranslate() = 0;
    virtual void submit() = 0;

    void setTexts(const QString& title, const QString& note, const QString& primary);
    void setBusy(bool busy);
    bool busy() const { return m_isBusy; }
    void setPrimaryEnabled(bool enabled);
    void setPrimaryVisible(bool visible);
    void setCancelText(const QString& text);
    void addBelowBody(QWidget* widget);
    Banner& banner() { return *m_banner; }
    QWidget* body() { return m_body; }
    QVBoxLayout* bodyLayout() { return m_bodyLayout; }

    PageContext m_context;

private:
    void refreshButtons();

    QLabel *m_title, *m_note;
    QWidget* m_body;
    QVBoxLayout *m_layout, *m_bodyLayout;
    Banner* m_banner;
    QProgressBar* m_progress;
    QPushButton *m_primary, *m_cancel;
    QString m_cancelText;
    bool m_isBusy = false;
    bool m_mayGo = true;
};

}  // namespace meterseal::ui
