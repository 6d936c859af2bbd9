// The wire form of a transaction: the one canonical protobuf encoding of PROTOCOL.md section 5, and nothing else.
//
// Protobuf readers usually accept many encodings of one message. Here the bytes name the transaction (txHash), so
// a second encoding would be a second name for the same order; every byte is therefore checked.
#pragma once

#include "meterseal/ledger/transaction.h"

#include <string_view>

namespace meterseal::wire {

// Views into the bytes that were decoded, except the signatures, which are values.
struct Parts {
    std::string_view header;  // not empty
    std::vector<TxSignature> signatures;
    ByteView leaves;  // a whole number of hashes
};

// reason: wire.*
Result<Parts> decode(ByteView wire);

// Precondition: the header is not empty.
Bytes encode(std::string_view header, std::span<const TxSignature> signatures, std::span<const Hash256> leaves);

}  // namespace meterseal::wire
