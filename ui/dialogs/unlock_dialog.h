// Asks for the passphrase of the key store, because what the person wants next has to be signed.
#pragma once

#include "dialogs/task_dialog.h"

#include <functional>
#include <optional>

class QCheckBox;
class QLineEdit;

namespace meterseal::ui {

// Calls `then` at once where the key store is open, after unlocking otherwise, and never where the person gives up.
// `parent` is the dialog's parent and the lifetime of `then`. `doubt`: what kept it shut when it was tried before; the
// dialog begins with it and asks.
void whenUnlocked(const PageContext& context, QWidget* parent, std::function<void()> then,
                  const std::optional<Error>& doubt = std::nullopt);

class UnlockDialog : public TaskDialog {
    Q_OBJECT
public:
    UnlockDialog(const PageContext& context, QWidget* parent);
    // Shows what kept the store shut; where that was the clock, asks whether it is right, and after a restore whether
    // the original is still written to.
    void tell(const Error& error);

protected:
    void retranslate() override;
    void submit() override;

private:
    QLabel* m_label;
    QLineEdit* m_passphrase;
    QCheckBox* m_clockIsRight;  // asked for once something speaks against the clock
    QCheckBox* m_onlyCopy;      // asked for once, after a restore
};

}  // namespace meterseal::ui
