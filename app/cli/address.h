// Printing a wallet: shared by `address` and `meter derive`.
#pragma once

#include "meterseal/meter/wallet.h"

namespace meterseal::cli {

struct WalletParts {
    bool seedHash = false;
    bool privateKey = false;
};

// The public parts always, the secret ones as asked for.
void printWallet(const Wallet& wallet, WalletParts parts, bool json);

}  // namespace meterseal::cli
