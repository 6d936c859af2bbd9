// A decimal number as written: sign, up to 17 significant digits, power of ten. The place where "has this text an exact
// canonical form" is decided, on digits and never on binary fractions.
#pragma once

#include <cstdint>
#include <string_view>

namespace meterseal::record {

struct Decimal {
    bool negative = false;
    bool tooLong = false;       // more than 17 significant digits: no double's canonical form has them
    std::uint64_t digits = 0;   // without trailing zeros; 0 for zero
    std::int64_t exponent = 0;  // value = digits * 10^exponent; clamped far outside any double's range
};

// Reads `text` where all of it is a JSON number; false otherwise.
bool readDecimal(std::string_view text, Decimal& decimal);

// The double whose canonical form has exactly this decimal value; false where there is none. Zero has no sign.
bool exactDouble(const Decimal& decimal, double& value);

}  // namespace meterseal::record
