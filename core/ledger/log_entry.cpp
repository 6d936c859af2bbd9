#include "meterseal/ledger/log_entry.h"

#include "meterseal/crypto/sha256.h"

#include <algorithm>

namespace meterseal {

namespace {

void putNumber(std::uint8_t* out, std::uint64_t value)
{
    for (int i = 7; i >= 0; --i, value >>= 8) {
        out[i] = static_cast<std::uint8_t>(value);
    }
}

std::uint64_t numberAt(ByteView bytes)
{
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes.first(8)) {
        value = value << 8 | byte;
    }
    return value;
}

}  // namespace

std::array<std::uint8_t, LogEntry::kSize> LogEntry::bytes() const
{
    std::array<std::uint8_t, kSize> out;
    putNumber(out.data(), height);
    putNumber(out.data() + 8, static_cast<std::uint64_t>(time.ms));
    std::copy(txHash.bytes.begin(), txHash.bytes.end(), out.begin() + 16);
    return out;
}

Hash256 LogEntry::leaf() const
{
    return crypto::sha256Prefixed(0x00, bytes());
}

Result<LogEntry> LogEntry::fromBytes(ByteView bytes)
{
    LogEntry entry;
    if (bytes.size() == kSize) {
        entry.height = numberAt(bytes);
        entry.time.ms = static_cast<std::int64_t>(numberAt(bytes.subspan(8)));
        entry.txHash = Hash256::copyFrom(bytes.data() + 16);
    }
    if (entry.height == 0 || !entry.time.inRange()) {
        return makeError(ErrorCode::InvalidArgument, "log.entry",
                         "A log entry has 48 bytes: a block's height (not 0), its time and a transaction's hash.");
    }
    return entry;
}

}  // namespace meterseal
