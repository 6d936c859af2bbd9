// Times that are plain numbers: Unix times in four units, and a spreadsheet's serial days.
//
// A number is a time too easily (20241001063000 milliseconds are the year 2611), so that none is taken outside the
// years in which meters report by such numbers.
#pragma once

#include "meterseal/base/time.h"
#include "source/field_text.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace meterseal::source {

enum class NumberTime { Unix, UnixMs, UnixUs, UnixNs, Excel, Excel1904 };
// By the name a profile gives it.
std::optional<NumberTime> numberTimeFromName(std::string_view name);

inline constexpr std::int64_t kPlausibleFromMs = 315'532'800'000;     // 1980-01-01
inline constexpr std::int64_t kPlausibleUntilMs = 4'102'444'800'000;  // 2100-01-01

// Milliseconds of UTC; of the civil clock for a serial day. Digits finer than a millisecond are refused unless
// `cutFiner`.
bool readNumberTime(NumberTime kind, std::string_view text, bool cutFiner, std::int64_t& ms, Refusal& refusal);

}  // namespace meterseal::source
