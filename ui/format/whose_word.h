// On whose word a block stands, as a sentence in the chosen language: what describe() of chain/endorsement.h says in
// English. Thread-safety: event loop only.
#pragma once

#include "format/format.h"
#include "meterseal/chain/endorsement.h"
#include "theme/theme.h"

namespace meterseal::ui {

// "Sealed by Harbour Water alone"; "Sealed by Harbour Water, cosigned by Meter Maker and Insurer (2 of 3 others), last
// 4 min ago". With `now` the last cosignature has its age, for lines that keep up; without, its time.
QString whoseWord(const Endorsements& endorsements, const Format& format, const std::optional<Timestamp>& now = {});
// Ok with more than half of the others, else Info: one party's word is a fact, not a fault.
Tone toneOf(const Endorsements& endorsements);

}  // namespace meterseal::ui
