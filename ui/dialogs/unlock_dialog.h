// Asks for the passphrase of the key store, because what the person wants next has to be signed.
#pragma once

#include "dialogs/task_dialog.h"

#include <functional>

class QLineEdit;

namespace meterseal::ui {

// Calls `then` at once where the key store is open, after unlocking otherwise, and never where the person gives up.
// `parent` is the dialog's parent and the lifetime of `then`.
void whenUnlocked(const PageContext& context, QWidget* parent, std::function<void()> then);

class UnlockDialog : public TaskDialog {
    Q_OBJECT
public:
    UnlockDialog(const PageContext& context, QWidget* parent);

protected:
    void retranslate() override;
    void submit() override;

private:
    QLabel* m_label;
    QLineEdit* m_passphrase;
};

}  // namespace meterseal::ui
