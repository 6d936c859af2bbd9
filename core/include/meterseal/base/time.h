// Protocol time: RFC 3339, UTC, exactly three fractional digits, 1970-01-01 to 9999-12-31 (PROTOCOL.md section 1).
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/result.h"

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace meterseal {

// Milliseconds since 1970-01-01T00:00:00.000Z.
struct Timestamp {
    std::int64_t ms = 0;

    auto operator<=>(const Timestamp&) const = default;

    static constexpr std::int64_t kMaxMs = 253402300799999;  // 9999-12-31T23:59:59.999Z
    bool inRange() const { return ms >= 0 && ms <= kMaxMs; }

    std::chrono::sys_time<std::chrono::milliseconds> toSysTime() const
    {
        return std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(ms));
    }
};

// "2026-11-22T08:00:00.000Z"; precondition: inRange().
std::string formatTimestamp(Timestamp t);

// Writes exactly kTimestampLength characters, no terminator. Precondition: inRange().
inline constexpr std::size_t kTimestampLength = 24;
void formatTimestamp(Timestamp t, char* out);

// Accepts exactly the protocol's form; real calendar dates only, no leap seconds.
Result<Timestamp> parseTimestamp(std::string_view text, std::string_view what = "time");

// The civil date and time as milliseconds since the epoch; false where the date is not a real one.
// Any year 1970..9999. Used by readers of other time formats.
bool civilToMs(int year, int month, int day, int hour, int minute, int second, int millisecond, std::int64_t& ms);

// Now, from the system clock.
Timestamp now();

}  // namespace meterseal
