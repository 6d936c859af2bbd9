#include "meterseal/workspace/clock.h"

#include "meterseal/file/file.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kWhatToDo =
    "Nothing was changed. Set this machine's clock; if it is right, say so (--clock-is-right).";

template <typename... Facts>
std::string withWhatToDo(fmt::format_string<Facts...> sentence, Facts&&... facts)
{
    return fmt::format("{} {}", fmt::format(sentence, std::forward<Facts>(facts)...), kWhatToDo);
}

std::string durationOf(std::int64_t ms)
{
    const std::int64_t minutes = ms / 60'000;
    if (minutes < 120) {
        return fmt::format("{} minutes", minutes);
    }
    const std::int64_t hours = minutes / 60;
    return hours < 72 ? fmt::format("{} hours", hours) : fmt::format("{} days", hours / 24);
}

}  // namespace

std::optional<Timestamp> newestFileTime(const fs::path& workspaceFolder)
{
    std::optional<Timestamp> newest;
    const auto see = [&](const fs::path& file) {
        if (const auto stamp = stampOf(file); stamp && stamp->regular) {
            const Timestamp time{stamp->modifiedNs / 1'000'000};
            newest = std::max(newest.value_or(time), time);
        }
    };
    for (const char* name : {"ledger.db", "ledger.db-wal", "genesis.json", "keys.meterseal"}) {
        see(workspaceFolder / name);
    }
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(workspaceFolder / "journal", ignored)) {
        see(entry.path());
    }
    return newest;
}

Status checkClock(const ClockReading& reading)
{
    const std::string clock = formatTimestamp(reading.now);
    const std::int64_t behind = std::chrono::milliseconds(kClockBehindAllowed).count();
    const std::int64_t ahead = std::chrono::milliseconds(kClockAheadAllowed).count();
    if (-reading.offsetMs() > behind) {
        return makeError(ErrorCode::Conflict, "clock.behind-ledger",
                         withWhatToDo("This machine's clock says {}, but the ledger's last block is "
                                      "of {}, {} later: one of the two clocks is wrong.",
                                      clock, formatTimestamp(reading.lastBlock), durationOf(-reading.offsetMs())));
    }
    if (reading.newestFile && reading.newestFile->ms - reading.now.ms > behind) {
        return makeError(ErrorCode::Conflict, "clock.behind-files",
                         withWhatToDo("This machine's clock says {}, but a file of this workspace was "
                                      "written at {}, {} later: the clock was set back, or was wrong "
                                      "then.",
                                      clock, formatTimestamp(*reading.newestFile),
                                      durationOf(reading.newestFile->ms - reading.now.ms)));
    }
    if (reading.offsetMs() > ahead) {
        return makeError(ErrorCode::Conflict, "clock.ahead-of-ledger",
                         withWhatToDo("This machine's clock says {}, {} after the ledger's last block ({}). Block "
                                      "times never go back: sealed with a clock that is ahead, every later block "
                                      "would bear its time.",
                                      clock, durationOf(reading.offsetMs()), formatTimestamp(reading.lastBlock)));
    }
    return {};
}

}  // namespace meterseal
