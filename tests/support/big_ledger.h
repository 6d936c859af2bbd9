// A ledger of millions of transactions in minutes, for benchmarks: blocks, links, roots and the sealer's signature are
// real, meters are real wallets, but batches (all but the last, the largest there can be)
// carry made-up bytes and no signature, which LedgerStore does not look at.
// It opens, pages and proves like a true one; fsck rightly refuses its transactions.
#pragma once

#include "support/ledger_builder.h"

#include <filesystem>
#include <functional>

namespace meterseal::test {

struct BigLedgerOptions {
    std::uint64_t transactions = 5'000'000;
    std::size_t meters = 10'000;
    std::size_t blockSize = 500;
    std::int64_t blockGapMs = 60'000;  // between block times
};

// Makes the ledger where it is not there; returns the seconds it took, 0 where it was there. `report` is told
// transactions done and seconds since the start, about every 5 %. An error ends the program.
double makeBigLedger(const std::filesystem::path& file, LedgerBuilder& world, const BigLedgerOptions& options,
                     const std::function<void(std::uint64_t, double)>& report = {});

// The ledger of `transactions` of 10,000 meters by LedgerBuilder(kBigLedgerSeed), made once in build/bench-data, with a
// line of progress now and then on stderr.
inline constexpr std::uint64_t kBigLedgerSeed = 42;
std::filesystem::path cachedBigLedger(std::uint64_t transactions);

// What an environment variable asks for, at least 10,000.
std::uint64_t transactionsAsked(const char* variable, std::uint64_t otherwise);

// A workspace around a copy of that ledger, in `folder`: genesis document, settings, and a key store of all
// organisations, the sealer and the first `meters` meters, under `passphrase`.
void makeBigWorkspace(const std::filesystem::path& folder, std::uint64_t transactions, std::size_t meters,
                      const std::string& passphrase);

}  // namespace meterseal::test
