// What the keyboard can do, in groups. Not modal: the person reads it beside the work. F1 or "?" shows it.
#pragma once

#include <QDialog>

namespace meterseal::ui {

class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutsDialog(QWidget* parent);

private:
    void fill();

    QWidget* m_content = nullptr;
};

}  // namespace meterseal::ui
