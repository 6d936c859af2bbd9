// What happened as a person needs it: what, why, what was kept, what to do next, and the code to quote.
//
// Every known reason has its sentence in both languages (format/reasons); an unknown one gets a headline by error
// class. Core's own sentence has the particulars (a path, a row, a value) and is English: in English it is the detail,
// in another language it follows as "original text", so that nothing is ever hidden and nobody has to read it.
// Thread-safety: event loop only.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/source/suggestion.h"
#include "meterseal/upload/statistics.h"

#include <QString>

namespace meterseal::ui {

struct ErrorText {
    QString what;      // headline
    QString detail;    // why, in the current language; may be empty
    QString next;      // what was kept, what to do; may be empty
    QString original;  // core's words behind their label, where they are in another language; else empty
    QString code;      // stable reason, "ledger.locked"

    // What to do and why, as it stands below the headline.
    QString below() const;
    // All of it as plain text, for the clipboard and for screen readers.
    QString plain() const;
};

ErrorText describe(const Error& error);
// Why nothing moves. Precondition: there is a hold.
ErrorText describeHold(const UploadSnapshot& snapshot);
// Why the uploader has stopped. Precondition: there is an error.
ErrorText describeStop(const UploadSnapshot& snapshot);

// The sentence alone, for a cell or a label. Where the reason is unknown, `message` as originalText() has it.
QString reasonSentence(std::string_view reason, std::string_view message);
// The sentence and what to do, for a line of its own.
QString reasonWithNext(std::string_view reason, std::string_view message);
// Core's words, for a tool tip: as they are in English, else behind "original text:". Empty stays empty.
QString originalText(std::string_view message);
QString noteSentence(const SuggestionNote& note);

}  // namespace meterseal::ui
