// The result of a check in words: as large as a failure where all is well, and with numbers for what was not checked.
//
// Thread-safety: event loop only (translated); the value may go anywhere.
#pragma once

#include "format/format.h"
#include "meterseal/verify/verifier.h"
#include "theme/theme.h"

#include <QStringList>

#include <utility>
#include <vector>

namespace meterseal::ui {

struct VerdictWords {
    Tone tone = Tone::Muted;
    QString title;  // one or two words
    QString sentence;
    std::vector<std::pair<Tone, QString>> counts;  // "3 altered", in the verdicts' order, zeros left out
    QStringList scope;  // what the verdict speaks of, and what the ledger holds beside it: as visible as the verdict
    QStringList notChecked;  // sentences; never empty: where all was checked it says so
};

VerdictWords wordsOf(const VerifySummary& summary, const Format& format);
// What somebody said the file holds, or that nobody did.
QString coverageInWords(const VerifyScope& scope);
VerdictWords wordsOf(const Finding& finding);
// "120 intact, 3 altered": while a check runs.
QString countsInWords(const VerifySummary& summary, const Format& format);

}  // namespace meterseal::ui
