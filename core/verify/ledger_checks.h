// What is looked up on the ledger for a verification, and the checks that make it fit to be believed.
//
// Loading uses the reader and belongs to its thread; checking is pure and may run on any thread. A lookup that fails
// is kept as a Fault beside what it was for: it never becomes a verdict against a record.
#pragma once

#include "meterseal/ledger/reader.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace meterseal::verify {

struct Fault {
    std::string reason;
    std::string message;  // a sentence with what was expected and what was found
};

// A block and the log leaves of its transactions. Checked by the first who asks; the answer stays.
class CheckedBlock {
public:
    // Never fails: what cannot be read becomes the fault.
    static std::shared_ptr<CheckedBlock> load(LedgerReader& reader, Height height);

    // Header bytes, hash, sealer's signature, chain, height, and transaction root over the log leaves.
    const std::optional<Fault>& check(const Genesis& genesis);
    Height height() const { return m_height; }
    const SealedBlock& block() const { return m_block; }  // meaningful where check() found no fault
    const std::vector<Hash256>& logLeaves() const { return m_logLeaves; }
    std::uint64_t firstSeq() const { return m_block.header.logSize - m_block.header.txCount; }

private:
    std::optional<Fault> findFault(const Genesis& genesis) const;

    Height m_height = 0;
    SealedBlock m_block;
    std::vector<Hash256> m_logLeaves;
    std::optional<Fault> m_loadFault, m_leavesFault, m_fault;
    std::once_flag m_checked;
};

// Each block is read and checked once, as long as the cache does not outgrow its bound.
class BlockCache {
public:
    std::shared_ptr<CheckedBlock> get(LedgerReader& reader, Height height);

private:
    std::unordered_map<Height, std::shared_ptr<CheckedBlock>> m_blocks;
    std::size_t m_leaves = 0;
};

// A transaction as the reader gave it.
struct PlacedTransaction {
    std::optional<Fault> fault;  // could not be read
    TxRow row;
    Bytes wire;  // let go once it is checked
    std::shared_ptr<CheckedBlock> block;
};
// By its row, or by the Error that came instead of one.
PlacedTransaction loadTransaction(LedgerReader& reader, BlockCache& blocks, Result<TxRow> row);

struct LoadedMeter {
    MeterRow row;
    PlacedTransaction registration;
};
// PROTOCOL.md section 7, "meter first": wallet and MN belong together, the registration is on the ledger as the meter's
// row tells it, both parties approved. reason: meter.*
std::optional<Fault> checkMeter(LoadedMeter& meter, std::string_view mn, const Genesis& genesis);

struct LoadedBatch {
    BatchRow listed;
    PlacedTransaction tx;
    std::optional<Hash256> prev;  // of the batch listed before; zero for the first; absent: could not be read

    // Set by checkBatch:
    std::optional<Fault> fault;
    Timestamp start, end;  // of the signed header and of the ledger's tables together, should they differ
    std::vector<Hash256> leaves;
    Hash256 root;
};
// Fills leaves and root, or fault. reason: batch.*
void checkBatch(LoadedBatch& batch, const MeterEntry& meter, const Genesis& genesis);

}  // namespace meterseal::verify
