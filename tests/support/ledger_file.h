// Ledger files for tests and benchmarks, written block by block through LedgerStore with block times of the caller's
// choosing: the embedded chain's clock would put a whole test into one second.
//
// An error ends the program: a test that cannot make its ledger has nothing to test. Not thread-safe.
#pragma once

#include "ledger/store.h"
#include "support/ledger_builder.h"

#include <filesystem>
#include <memory>

namespace meterseal::test {

// The block that follows `head` (none: the first); `log` is the log after it.
SealedBlock nextBlock(const LedgerBuilder& world, const std::optional<SealedBlock>& head, Timestamp time,
                      const merkle::CompactRange& log);

class LedgerFile {
public:
    // Makes a new ledger and holds it open for writing.
    LedgerFile(const std::filesystem::path& file, const LedgerBuilder& world);

    // Applies one transaction to the block being collected, whose time must be the one given to seal(); false where the
    // rules refuse it.
    bool offer(Bytes wire, Timestamp blockTime);
    // Writes what was accepted since the last call as one block; nothing where there is nothing.
    void seal(Timestamp blockTime);

    LedgerStore& store() { return *m_store; }
    const LedgerState& state() const { return *m_state; }
    std::size_t waiting() const { return m_waiting.size(); }

private:
    const LedgerBuilder& m_world;
    std::unique_ptr<LedgerStore> m_store;
    std::optional<LedgerState> m_state;
    std::vector<AcceptedTransaction> m_waiting;
};

// A random life of `meters` meters in about `transactions` transactions: registrations approved and rejected,
// activations, batches, suspensions, organisations that come, change keys and go. Blocks of 1 to 12 transactions, some
// with one time, others up to an hour apart. The same seed gives the same file content. Closed on return.
void writeMixedLedger(const std::filesystem::path& file, LedgerBuilder& world, std::size_t meters,
                      std::size_t transactions, std::uint64_t seed);

// All faults that fsck finds, "reason | place | message" each; the check's own error stands as "error | reason |
// message".
std::vector<std::string> faultsOf(const std::filesystem::path& ledger);

}  // namespace meterseal::test
