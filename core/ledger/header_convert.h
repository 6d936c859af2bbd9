// The two ways to read a header. The quick one takes what stands before nearly every transaction: a convert in
// canonical layout.
#pragma once

#include "meterseal/ledger/transaction.h"

#include <optional>

namespace meterseal {

// The header, where `json` has exactly the canonical layout of a convert; nothing where it has not or anything else is
// odd, and the general reader says what. Field rules are left to checkHeader(). What it returns writes back to the
// same bytes, provided that checkHeader() finds the chain id good.
std::optional<TransactionHeader> readConvertHeader(std::string_view json);

// The general way, for every type: parseHeader() without the quick path, for it to fall back on and be compared with.
Result<TransactionHeader> parseAnyHeader(std::string_view json);

}  // namespace meterseal
