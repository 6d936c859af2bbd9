// Work for the uploader: a file of records of a builder's first meters, and the uploader told to take it.
#pragma once

#include "shell/session.h"
#include "ui/support/small_world.h"

#include <chrono>
#include <filesystem>

namespace meterseal::test {

// One record every six hours of each of the first `meters` meters: a batch a day and meter. JSON Lines, by time.
// `round` continues where the one before ended; kAfterBigLedgers begins long after any ledger of big_ledger.h.
inline constexpr std::size_t kAfterBigLedgers = 100;
std::filesystem::path writeReadings(LedgerBuilder& builder, const std::filesystem::path& file, std::size_t meters,
                                    std::size_t days, std::size_t round = 0);

// Unlocks and waits for the uploader; false where that fails.
bool unlock(ui::Session& session);
// Hands the file over; false where it is refused. Every simulated node takes `latency` for an answer.
bool upload(ui::Session& session, const std::filesystem::path& file, std::chrono::milliseconds latency = {});

}  // namespace meterseal::test
