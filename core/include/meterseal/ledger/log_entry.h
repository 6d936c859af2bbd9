// Entries of the ledger's log (PROTOCOL.md section 6): what was accepted, in which block, and when.
//
//   entry = u64be(height) || u64be(time) || txHash        48 bytes; time of its block in ms since 1970
//   leaf  = SHA256(0x00 || entry)                          what the log's Merkle tree stands on
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"

#include <array>
#include <cstdint>

namespace meterseal {

using Height = std::uint64_t;  // of a block: 1, 2, 3, ...; 0: before the first

struct LogEntry {
    static constexpr std::size_t kSize = 48;

    Height height = 0;
    Timestamp time;
    Hash256 txHash;

    bool operator==(const LogEntry&) const = default;

    std::array<std::uint8_t, kSize> bytes() const;
    Hash256 leaf() const;
    // reason: log.entry (not 48 bytes, height 0, or a time after 9999)
    static Result<LogEntry> fromBytes(ByteView bytes);
};

}  // namespace meterseal
