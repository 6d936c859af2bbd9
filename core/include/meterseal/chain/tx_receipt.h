// Receipts: the sealer's signed word that it took a transaction. A member that holds one, and no block with the
// transaction a day later, can prove that it was withheld; a receipt cures nothing by itself.
//
//   meterseal-receipt/v1 LF <origin> LF <txHash, hex> LF <time> LF      as a signed note, key name "<origin>/receipt",
//                                                                       Ed25519, the genesis document's sealer key
// Thread-safety: pure functions.
#pragma once

#include "meterseal/ledger/genesis.h"

#include <chrono>
#include <string>
#include <string_view>

namespace meterseal {

inline constexpr std::string_view kTxReceiptSuffix = ".mseal-receipt";
inline constexpr std::chrono::hours kReceiptHonouredWithin{24};

struct TxReceipt {
    Hash256 txHash;
    Timestamp time;  // when it was taken, by the sealer's clock

    bool operator==(const TxReceipt&) const = default;
};

std::string printTxReceipt(const TxReceipt& receipt, const Genesis& genesis, const crypto::Ed25519PrivateKey& sealer);
// reason: txreceipt.form, txreceipt.other-ledger, txreceipt.signature
Result<TxReceipt> checkTxReceipt(std::string_view note, const Genesis& genesis);

}  // namespace meterseal
