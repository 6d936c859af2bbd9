// Is this machine's clock right? Block times never go back, so one block sealed with a clock that is ahead gives its
// time to all that follow. The clock is compared with what the workspace shows: its last block and its newest file.
// (Records later than the clock are a question of their own: RecordSummary::inFuture.)
//
// Thread-safety: pure functions, and one that reads file times.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/base/time.h"

#include <chrono>
#include <filesystem>
#include <optional>

namespace meterseal {

inline constexpr std::chrono::minutes kClockBehindAllowed{10};
inline constexpr std::chrono::hours kClockAheadAllowed{31 * 24};

struct ClockReading {
    Timestamp now;
    Timestamp lastBlock;                  // where there is no block yet: the genesis document's time
    std::optional<Timestamp> newestFile;  // of the ledger, the keys and the uploader's journal

    // Milliseconds from the last block to the clock; negative: the clock is behind.
    std::int64_t offsetMs() const { return now.ms - lastBlock.ms; }
};

// The newest modification time among what only sealing and uploading write; none where nothing is there.
std::optional<Timestamp> newestFileTime(const std::filesystem::path& workspaceFolder);

// OK where nothing speaks against the clock. What to do is in the sentence: set the clock, or say that it is right.
// reason (Conflict): clock.behind-ledger, clock.behind-files (by more than kClockBehindAllowed),
//                    clock.ahead-of-ledger (by more than kClockAheadAllowed)
Status checkClock(const ClockReading& reading);

}  // namespace meterseal
