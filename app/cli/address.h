// Printing a wallet: shared by `address` and `meter derive`.
#pragma once

#include "meterseal/meter/wallet.h"

namespace meterseal::cli {

// The public parts; with `secrets` the private key too, and the seed's hash that it is the hash of.
void printWallet(const Wallet& wallet, bool secrets, bool json);

}  // namespace meterseal::cli
