// An Error as a person needs it: what happened, why, what was kept, what to do next, and the code to quote.
//
// Known reasons have a sentence in both languages; others show core's English sentence under a translated headline by
// error class, so that nothing is ever hidden. Thread-safety: event loop only.
#pragma once

#include "meterseal/base/result.h"

#include <QString>

namespace meterseal::ui {

struct ErrorText {
    QString what;    // headline
    QString detail;  // why, what was kept
    QString next;    // what to do; may be empty
    QString code;    // stable reason, "ledger.locked"

    // All of it as plain text, for the clipboard and for screen readers.
    QString plain() const;
};

ErrorText describe(const Error& error);

}  // namespace meterseal::ui
