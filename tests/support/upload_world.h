// A small world for the uploader's tests: meters that are registered, reviewed and activated on a MemoryChain, records
// of them, and the check that matters: every record stands on the ledger exactly once, in order.
#pragma once

#include "meterseal/chain/simulated_chain.h"
#include "meterseal/upload/uploader.h"
#include "support/memory_chain.h"
#include "support/temporary_folder.h"

#include <set>

namespace meterseal::test {

struct UploadWorld {
    explicit UploadWorld(std::size_t meterCount, std::uint64_t seed = 1);

    // Options for tests: short ages and time-outs.
    UploadOptions options() const;
    std::unique_ptr<Uploader> open(std::size_t nodes = 1);  // fails the run where it cannot
    std::unique_ptr<Uploader> open(const UploadOptions& options, std::size_t nodes);

    // Record `n` of meter `m`: the same every time; times ascend with n, one a minute.
    HealthRecord record(std::size_t m, std::size_t n) const;
    std::string jsonLines(std::size_t rounds) const;  // round-major, all meters

    // Empty where every expected leaf stands exactly once and each meter's batches form one chain; else what is wrong.
    std::string exactlyOnce(const std::multiset<Hash256>& expected) const;

    std::size_t meters;
    TemporaryFolder folder;
    LedgerBuilder builder;
    MemoryChain chain;
    MemoryDirectory directory;
    SimulatedConsortium consortium;
};

MappingProfile plainJsonLines();

}  // namespace meterseal::test
