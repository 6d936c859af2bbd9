// Banner: a message inside the page, with its shape, an optional action and a close button. Errors appear here, never
// in a dialog: what happened, why, what was kept, what to do next, and the code.
//
// EmptyState: what a list or page says while it has nothing to show, and the one thing to do about it.
// ProgressStrip: true progress of a running task with a stop button; indeterminate while the total is unknown.
#pragma once

#include "format/error_text.h"
#include "theme/theme.h"

#include <QFrame>
#include <QProgressBar>

#include <cstdint>
#include <optional>

class QLabel;
class QPushButton;
class QToolButton;

namespace meterseal::ui {

class IconLabel;

class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);

    void showMessage(Tone tone, const QString& title, const QString& detail = {});
    void showError(const Error& error);
    // What is no error, said as one is; without a code.
    void showText(Tone tone, const ErrorText& said);
    // Null text hides the button.
    void setAction(const QString& text);
    void setClosable(bool closable);
    QString plainText() const;
    Tone tone() const { return m_tone; }

public slots:
    void clear();

signals:
    void actionTriggered();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void show(Tone tone, const ErrorText& said);
    void refresh();
    void retranslate();

    Tone m_tone = Tone::Info;
    std::optional<Error> m_error;
    ErrorText m_said;
    IconLabel* m_symbol;
    QLabel *m_title, *m_detail, *m_original, *m_code;
    QToolButton *m_copy, *m_close;
    QPushButton* m_action;
};

class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);
    void setContent(const QString& iconName, const QString& title, const QString& detail = {},
                    const QString& action = {});

signals:
    void actionTriggered();

private:
    void refresh();

    QString m_iconName;
    IconLabel* m_symbol;
    QLabel *m_title, *m_detail;
    QPushButton* m_action;
};

class ProgressStrip : public QWidget {
    Q_OBJECT
public:
    explicit ProgressStrip(QWidget* parent = nullptr);
    void start(const QString& text);
    // total 0: unknown, shown as moving.
    void setProgress(std::uint64_t done, std::uint64_t total, const QString& text);
    void finish();

signals:
    void stopRequested();

private:
    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_stop;
};

}  // namespace meterseal::ui
