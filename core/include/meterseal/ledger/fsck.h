// fsck: re-verifies a whole ledger from its genesis: hashes, encodings, signatures, rules, links, roots, and every
// derived table (meters, organisations, aggregates) against a replay. All faults are reported with their place, not the
// first.
//
// Thread-safety: one call uses its own connection and owns its threads; `progress` and `fault` are called from the
// calling thread.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/ledger/reader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace meterseal {

struct LedgerFault {
    std::string reason;  // fsck.*
    std::string
        place;  // "block 17", "transaction 3 of block 17 (seq 204)", "meter 0012 (row 8)", "aggregate minute ..."
    std::string message;
};

struct FsckProgress {
    std::uint64_t transactionsDone = 0;
    std::uint64_t transactionsTotal = 0;
};

struct FsckSummary {
    std::uint64_t blocks = 0;
    std::uint64_t transactions = 0;
    std::uint64_t records = 0;
    std::uint64_t faults = 0;
};

struct FsckCallbacks {
    std::function<void(const LedgerFault&)> fault;
    std::function<void(const FsckProgress&)> progress;  // may be empty
};

// An Error only where the check itself could not be done (cannot open, cancelled); faults are not errors.
// ReadOnly: nothing on disk changes, as LedgerReader has it.
Result<FsckSummary> checkLedger(const std::filesystem::path& file, const FsckCallbacks& callbacks,
                                std::stop_token stop = {}, OpenMode mode = OpenMode::Shared);

}  // namespace meterseal
