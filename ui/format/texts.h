// Names of core's enumerations in the user's language, with the tone each carries. Logs and exports use core's own
// language-neutral toString() instead.
//
// Thread-safety: event loop only (they look up the installed translation).
#pragma once

#include "meterseal/ledger/genesis.h"
#include "meterseal/ledger/state.h"
#include "meterseal/ledger/transaction.h"
#include "meterseal/verify/verifier.h"
#include "theme/theme.h"

#include <QString>

namespace meterseal::ui::texts {

QString name(TxType type);
QString name(MeterState state);
Tone tone(MeterState state);
QString name(Role role);
QString name(MeterAction action);
QString name(OrganisationAction action);
QString name(Verdict verdict);
Tone tone(Verdict verdict);
// One sentence that says what the verdict means for the person who asked.
QString sentence(Verdict verdict);

QString unknown();  // shown wherever the truth is not known; never a zero
QString none();

}  // namespace meterseal::ui::texts
