// LedgerView: what a Verifier asks of a ledger, ten calls, so that it judges by one way whatever it reads: a stored
// ledger, or an evidence bundle that holds a few transactions and the proofs of their places in the log.
//
// Thread-safety: one thread, but for what placeOf() returns.
#pragma once

#include "meterseal/ledger/reader.h"

#include <functional>
#include <string_view>
#include <vector>

namespace meterseal {

class LedgerView {
public:
    // The log entry that may be believed of a transaction, proved under a sealed checkpoint, or why there is none.
    // Called once, from any thread. reason: batch.*
    using Place = std::function<Result<LogEntry>()>;

    virtual ~LedgerView() = default;

    virtual const Genesis& genesis() const = 0;
    virtual Result<LedgerTotals> totals() = 0;
    virtual Result<Page<MeterRow>> meters(const MeterFilter& filter, std::optional<std::uint32_t> cursor,
                                          Direction direction, std::size_t limit) = 0;
    virtual Result<MeterRow> meterByMn(std::string_view mn) = 0;
    // In log order. All batches of the meter, unless listsWholeChain() is false: then `prev` of a batch says nothing
    // of the one listed before.
    virtual Result<std::vector<BatchRow>> batchesOf(std::uint32_t meterId) = 0;
    virtual bool listsWholeChain() const = 0;
    virtual Result<TxRow> transaction(std::uint64_t seq) = 0;
    virtual Result<TxRow> transactionByHash(const Hash256& hash) = 0;
    virtual Result<Bytes> wire(std::uint64_t seq) = 0;
    // Reads what it needs at once; the check itself is in the function it returns.
    virtual Place placeOf(const TxRow& row) = 0;
};

}  // namespace meterseal
