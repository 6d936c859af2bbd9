// CloseQuestion: asked inside the window when it is to be closed while records wait to be committed. Nothing is lost
// either way; the person says whether to wait.
//
// Test names: closeQuestion, closeKeep, closeWait, closeStay.
#pragma once

#include "format/format.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace meterseal::ui {

class IconLabel;
class Session;

class CloseQuestion : public QFrame {
    Q_OBJECT
public:
    CloseQuestion(Session& session, const Format& format, QWidget* parent = nullptr);

    // True where there is nothing to ask about, or the person has answered.
    bool mayClose() const;
    void ask();

signals:
    void closeNow();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();
    void refresh();
    void stay();
    void answer();

    Session& m_session;
    const Format& m_format;
    IconLabel* m_symbol;
    QLabel *m_title, *m_detail;
    QPushButton *m_keep, *m_wait, *m_stay;
    bool m_waiting = false;
    bool m_answered = false;
};

}  // namespace meterseal::ui
