// A consistent copy of a ledger while somebody writes to it: SQLite's online backup inside one read transaction, so the
// copy is the ledger as of one block and the writer never waits.
//
// Thread-safety: pure function; blocks for the length of the copy.
#pragma once

#include "meterseal/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace meterseal {

// progress(bytes done, bytes in all) may be empty. `to` must not exist; on an Error nothing is left of it.
// reason: ledger.not-found, ledger.cancelled, ledger.disk-full, ledger.io, ledger.damaged ...
// `sqliteVfs` of the copy: empty is SQLite's default; tests name a fault-injecting one.
Status copyLedger(const std::filesystem::path& from, const std::filesystem::path& to,
                  const std::function<void(std::uint64_t, std::uint64_t)>& progress = {},
                  const std::stop_token& stop = {}, const std::string& sqliteVfs = {});

}  // namespace meterseal
