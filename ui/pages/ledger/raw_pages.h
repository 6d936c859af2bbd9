// A transaction and a block as RawPanel shows them, with the lines that check them by hand: meterseal-cli and plain
// shell tools. Pure but for the names of the tabs, which are in the current language.
#pragma once

#include "meterseal/ledger/block.h"
#include "meterseal/ledger/transaction.h"
#include "widgets/raw_panel.h"

namespace meterseal::ui {

std::vector<RawPanel::Page> rawPagesOf(ByteView wire, const Transaction& tx);
// `note`: its signed checkpoint.
std::vector<RawPanel::Page> rawPagesOf(const SealedBlock& block, const GenesisSealer& sealer, std::string_view note);

}  // namespace meterseal::ui
