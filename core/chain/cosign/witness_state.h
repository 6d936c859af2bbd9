// The file in which a witness remembers what it cosigned last.
#pragma once

#include "meterseal/chain/witness.h"

namespace meterseal {

std::filesystem::path witnessStateFile(const std::filesystem::path& folder);
// Synced when it returns. reason: witness.io
Status writeWitnessState(const std::filesystem::path& folder, const WitnessState& state);
// reason: witness.no-state, witness.damaged, witness.io
Result<WitnessState> readWitnessState(const std::filesystem::path& folder);

}  // namespace meterseal
